import { Checkbox, Details, Textfield } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { reach } from '../../../shared/api/tracing.ts';
import { dayIn } from '../../../shared/domain/time.ts';
import { Choice } from '../../components/staff/choice.tsx';
import type { Asked } from './asked.ts';
import { MomentFields } from './moment-fields.tsx';

interface Props {
  readonly asked: Asked;
  readonly set: (changes: Partial<Asked>) => void;
  readonly now: string;
  readonly zone: string;
}

/** The day of the symptoms is enough; the rest stands as most cases need it. */
export function WhenFields({ asked, set, now, zone }: Props) {
  const { t } = useTranslation('staff');
  return (
    <>
      <Textfield
        className="tracing-day"
        label={t('tracing.symptomsDay')}
        description={t('tracing.whenHelp')}
        type="date"
        max={dayIn(zone, Date.parse(now))}
        value={asked.symptomsFrom}
        onChange={(event) => set({ symptomsFrom: event.target.value })}
      />
      <Details>
        <Details.Summary>{t('tracing.adjust')}</Details.Summary>
        <Details.Content>
          <div className="staff-form">
            <Checkbox
              label={t('tracing.ownWindow')}
              checked={asked.ownWindow}
              onChange={(event) => set({ ownWindow: event.target.checked })}
            />
            {asked.ownWindow && <MomentFields from={asked.from} to={asked.to} set={set} />}
            <div className="staff-side-by-side">
              <Textfield
                label={t('tracing.minutes')}
                inputMode="numeric"
                value={asked.minutes}
                onChange={(event) => set({ minutes: event.target.value })}
              />
              <Choice
                label={t('tracing.reach')}
                value={asked.reach}
                options={reach.options.map((value) => ({ value, text: t(`tracing.reachOf.${value}`) }))}
                onChange={(value) => set({ reach: value })}
              />
            </div>
            <Checkbox
              label={t('tracing.second')}
              checked={asked.second}
              onChange={(event) => set({ second: event.target.checked })}
            />
          </div>
        </Details.Content>
      </Details>
    </>
  );
}
