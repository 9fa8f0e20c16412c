import { Alert, Button, Paragraph, Textfield } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Board, SweptAnswer, VisitRow } from '../../shared/api/staff.ts';
import { dayIn } from '../../shared/domain/time.ts';
import { useProblem } from '../components/staff/problem.ts';
import { atMoment } from '../components/staff/times.ts';
import type { Doing, TaskRow } from './doing.ts';
import { Party, Residents, usePlaceName, useWhen } from './parts.tsx';

interface Props {
  readonly board: Board;
  readonly task: TaskRow;
  readonly visit: VisitRow;
  readonly doing: Doing;
}

/** Nobody checked them out before the house closed: whoever saw them go says when, and whoever sees them here says so. */
export function SweptCard({ board, task, visit, doing }: Props) {
  const { t } = useTranslation('staff');
  const when = useWhen(board);
  const placeName = usePlaceName(board);
  const wordsOf = useProblem();
  const [saw, setSaw] = useState(false);
  const [time, setTime] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const name = visit.visitorName ?? visit.receipt;
  const came = visit.arrived?.at ?? visit.attemptedAt;
  const answer = async (said: SweptAnswer) => {
    setBusy(true);
    const reply = await doing.answerSwept(task.id, said);
    setBusy(false);
    setProblem(reply.ok ? null : wordsOf(reply.error));
  };
  const sayWhen = () => {
    // On the day that they came: the question may be answered the morning after.
    const leftAt = atMoment(dayIn(board.zone, Date.parse(came)), time, board.zone);
    if (leftAt === null) setProblem(t('common.badTime'));
    else void answer({ answer: 'saw', leftAt });
  };

  return (
    <>
      <strong>{t('swept.ask', { name })}</strong>
      <span>
        {t('swept.came', { when: when(came) })} · <Party size={visit.partySize} />
      </span>
      <span>
        <Residents board={board} visit={visit} /> · {placeName(visit.place)}
      </span>
      <Paragraph>{t('swept.help')}</Paragraph>
      {saw ? (
        <form
          className="staff-ask"
          onSubmit={(event) => {
            event.preventDefault();
            sayWhen();
          }}
        >
          <Textfield
            autoFocus
            label={t('swept.when')}
            inputMode="numeric"
            placeholder={t('common.timeShape')}
            value={time}
            onChange={(event) => setTime(event.target.value)}
          />
          <div className="staff-actions">
            <Button type="submit" disabled={busy}>
              {t('swept.save')}
            </Button>
            <Button type="button" variant="secondary" onClick={() => setSaw(false)}>
              {t('common.cancel')}
            </Button>
          </div>
        </form>
      ) : (
        <div className="staff-actions">
          <Button aria-label={`${t('swept.saw')}: ${name}`} disabled={busy} onClick={() => setSaw(true)}>
            {t('swept.saw')}
          </Button>
          <Button
            variant="secondary"
            aria-label={`${t('swept.stillHere')}: ${name}`}
            disabled={busy}
            onClick={() => void answer({ answer: 'still-here' })}
          >
            {t('swept.stillHere')}
          </Button>
          <Button
            variant="tertiary"
            aria-label={`${t('swept.unknown')}: ${name}`}
            disabled={busy}
            onClick={() => void answer({ answer: 'unknown' })}
          >
            {t('swept.unknown')}
          </Button>
        </div>
      )}
      <div aria-live="assertive" className="staff-whole-row">
        {problem !== null && <Alert data-color="danger">{problem}</Alert>}
      </div>
      {visit.left !== null && (
        <small>
          {t('swept.between', {
            from: when(visit.left.earliest),
            to: when(visit.left.latest),
          })}
        </small>
      )}
    </>
  );
}
