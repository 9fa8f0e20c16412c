import { Field, Label, Select } from '@digdir/designsystemet-react';

interface Props<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly text: string }[];
  readonly onChange: (value: T) => void;
}

/** A labelled native select over a closed list. */
export function Choice<T extends string>({ label, value, options, onChange }: Props<T>) {
  return (
    <Field>
      <Label>{label}</Label>
      <Select
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <Select.Option key={option.value} value={option.value}>
            {option.text}
          </Select.Option>
        ))}
      </Select>
    </Field>
  );
}
