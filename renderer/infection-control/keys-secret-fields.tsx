import { Checkbox, Textfield } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Field {
  readonly label: string;
  readonly description?: string;
  readonly value: string;
  readonly set: (value: string) => void;
}

/** Fields whose words are hidden until somebody wants to see them: it is easier to type five words that can be read. */
export function SecretFields({ fields }: { readonly fields: readonly Field[] }) {
  const { t } = useTranslation('staff');
  const [shown, setShown] = useState(false);
  return (
    <>
      {fields.map(({ label, description, value, set }) => (
        <Textfield
          key={label}
          label={label}
          {...(description === undefined ? {} : { description })}
          type={shown ? 'text' : 'password'}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={value}
          onChange={(event) => set(event.target.value)}
        />
      ))}
      <Checkbox label={t('keys.show')} checked={shown} onChange={(event) => setShown(event.target.checked)} />
    </>
  );
}
