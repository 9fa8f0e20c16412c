import { Alert, Button, Paragraph, Textfield } from '@digdir/designsystemet-react';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { PolicyState } from '../../shared/api/policy.ts';
import { Choice } from '../components/staff/choice.tsx';
import { useSay } from '../components/staff/language.ts';
import { atMoment } from '../components/staff/times.ts';
import type { Policy } from './use-policy.ts';

interface Props {
  readonly policy: Policy;
  readonly state: PolicyState;
  readonly zone: string;
}

/** No ward's id: ids have no blank. */
const HOUSE = ' ';
const OPEN = { later: false, day: '', time: '' };
type When = typeof OPEN;

/** Which phase, where, from when and until when: rehearsed first, put in force after that. */
export function PhaseForm({ policy, state, zone }: Props) {
  const { t } = useTranslation('staff');
  const { say } = useSay();
  const [where, setWhere] = useState(HOUSE);
  const [phase, setPhase] = useState<string | null>(null);
  const [from, setFrom] = useState<When>(OPEN);
  const [until, setUntil] = useState<When>(OPEN);
  const [problem, setProblem] = useState<string | null>(null);
  const chosen = state.phases.find(({ id }) => id === phase);

  const rehearse = (event: SyntheticEvent) => {
    event.preventDefault();
    const at = ({ day, time }: When) => atMoment(day, time, zone);
    if (phase === null) {
      setProblem(`${t('phases.phase')}: ${t('common.required')}`);
      return;
    }
    if ([from, until].some((when) => when.later && at(when) === null)) {
      setProblem(t('phases.badMoment'));
      return;
    }
    setProblem(null);
    void policy.rehearse({
      kind: 'phase',
      ...(where === HOUSE ? { scope: 'institution', ward: null } : { scope: 'ward', ward: where }),
      phase,
      from: from.later ? at(from) : null,
      until: until.later ? at(until) : null,
    });
  };

  return (
    <form className="staff-form" onSubmit={rehearse}>
      <Paragraph>{t('phases.setHelp')}</Paragraph>
      <div className="staff-side-by-side">
        <Choice
          label={t('phases.where')}
          value={where}
          options={[
            { value: HOUSE, text: t('phases.house') },
            ...state.wards.map(({ id, name }) => ({ value: id, text: name })),
          ]}
          onChange={setWhere}
        />
        <Choice
          label={t('phases.phase')}
          value={phase}
          options={state.phases.map(({ id, title }) => ({ value: id, text: say(title) }))}
          onChange={setPhase}
        />
      </div>
      {chosen !== undefined && (
        <Paragraph>
          {say(chosen.staffText)} {t('visit.citation', chosen.citation)}
        </Paragraph>
      )}
      <Moment
        when={from}
        set={setFrom}
        label={t('phases.from')}
        open={t('phases.fromNow')}
        later={t('phases.fromLater')}
        dayLabel={t('phases.fromDay')}
        timeLabel={t('phases.fromTime')}
      />
      <Moment
        when={until}
        set={setUntil}
        label={t('phases.until')}
        open={t('phases.untilOpen')}
        later={t('phases.untilLater')}
        dayLabel={t('phases.untilDay')}
        timeLabel={t('phases.untilTime')}
      />
      <div aria-live="assertive">{problem !== null && <Alert data-color="danger">{problem}</Alert>}</div>
      <div className="staff-actions">
        <Button type="submit" disabled={policy.busy}>
          {t('phases.rehearse')}
        </Button>
      </div>
    </form>
  );
}

interface MomentProps {
  readonly when: When;
  readonly set: (when: When) => void;
  readonly label: string;
  readonly open: string;
  readonly later: string;
  readonly dayLabel: string;
  readonly timeLabel: string;
}

/** Either open, or a day and a time. */
function Moment({ when, set, label, open, later, dayLabel, timeLabel }: MomentProps) {
  const { t } = useTranslation('staff');
  return (
    <div className="staff-side-by-side">
      <Choice
        label={label}
        value={when.later ? 'later' : 'open'}
        options={[
          { value: 'open', text: open },
          { value: 'later', text: later },
        ]}
        onChange={(value) => set({ ...when, later: value === 'later' })}
      />
      {when.later && (
        <>
          <Textfield
            label={dayLabel}
            type="date"
            value={when.day}
            onChange={(event) => set({ ...when, day: event.target.value })}
          />
          <Textfield
            label={timeLabel}
            inputMode="numeric"
            placeholder={t('common.timeShape')}
            value={when.time}
            onChange={(event) => set({ ...when, time: event.target.value })}
          />
        </>
      )}
    </div>
  );
}
