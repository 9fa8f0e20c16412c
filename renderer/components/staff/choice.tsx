import { Field, Label, Select } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';

interface Props<T extends string> {
  readonly label: string;
  /** Null: nothing is chosen yet, and nothing is suggested. */
  readonly value: T | null;
  readonly options: readonly { readonly value: T; readonly text: string }[];
  readonly onChange: (value: T) => void;
}

/** A labelled native select over a closed list. */
export function Choice<T extends string>({ label, value, options, onChange }: Props<T>) {
  const { t } = useTranslation('staff');
  return (
    <Field>
      <Label>{label}</Label>
      <Select
        value={value ?? ''}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
      >
        {value === null && (
          <Select.Option value="" disabled>
            {t('common.choose')}
          </Select.Option>
        )}
        {options.map((option) => (
          <Select.Option key={option.value} value={option.value}>
            {option.text}
          </Select.Option>
        ))}
      </Select>
    </Field>
  );
}
