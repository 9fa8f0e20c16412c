import { Fieldset, Radio } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { LOOKUP_PURPOSES, type LookupPurpose } from '../../../shared/domain/events.ts';

interface Props {
  /** One on a page. */
  readonly name: string;
  readonly legend: string;
  readonly value: LookupPurpose | null;
  readonly set: (purpose: LookupPurpose) => void;
}

/** Why somebody looks for people: asked before anything is shown. */
export function WhyFields({ name, legend, value, set }: Props) {
  const { t } = useTranslation('staff');
  return (
    <Fieldset>
      <Fieldset.Legend>{legend}</Fieldset.Legend>
      <Fieldset.Description>{t('tracing.whyHelp')}</Fieldset.Description>
      {LOOKUP_PURPOSES.map((purpose) => (
        <Radio
          key={purpose}
          name={name}
          value={purpose}
          label={t(`tracing.purpose.${purpose}`)}
          checked={value === purpose}
          onChange={() => set(purpose)}
        />
      ))}
    </Fieldset>
  );
}
