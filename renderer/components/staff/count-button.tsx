interface Props {
  readonly count: number;
  /** With what it is a number of, for who cannot see where it stands. */
  readonly label: string;
  readonly onClick: () => void;
}

/** A number that opens its rows; none is only said. */
export function CountButton({ count, label, onClick }: Props) {
  if (count === 0) return <>0</>;
  return (
    <button type="button" className="overview-count" aria-label={label} onClick={onClick}>
      {count}
    </button>
  );
}
