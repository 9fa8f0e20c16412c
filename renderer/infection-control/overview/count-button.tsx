import { useTranslation } from 'react-i18next';

interface Props {
  readonly count: number;
  /** Of what, for who cannot see where it stands. */
  readonly what: string;
  readonly onClick: () => void;
}

/** A number that opens its rows; none is only said. */
export function CountButton({ count, what, onClick }: Props) {
  const { t } = useTranslation('staff');
  if (count === 0) return <>0</>;
  return (
    <button
      type="button"
      className="overview-count"
      aria-label={t('overview.openCount', { count, what })}
      onClick={onClick}
    >
      {count}
    </button>
  );
}
