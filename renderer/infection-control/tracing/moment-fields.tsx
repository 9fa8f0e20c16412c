import { Textfield } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { Moment } from './asked.ts';

interface Props {
  readonly from: Moment;
  readonly to: Moment;
  readonly set: (changes: { from?: Moment; to?: Moment }) => void;
}

/** From when until when: a day and a time of day each. */
export function MomentFields({ from, to, set }: Props) {
  const { t } = useTranslation('staff');
  const field = (which: 'from' | 'to', part: keyof Moment, label: string) => {
    const moment = which === 'from' ? from : to;
    const shape =
      part === 'day'
        ? { type: 'date' as const }
        : { inputMode: 'numeric' as const, placeholder: t('common.timeShape') };
    return (
      <Textfield
        label={label}
        {...shape}
        value={moment[part]}
        onChange={(event) => set({ [which]: { ...moment, [part]: event.target.value } })}
      />
    );
  };
  return (
    <div className="staff-side-by-side">
      {field('from', 'day', t('tracing.fromDay'))}
      {field('from', 'time', t('tracing.fromTime'))}
      {field('to', 'day', t('tracing.toDay'))}
      {field('to', 'time', t('tracing.toTime'))}
    </div>
  );
}
