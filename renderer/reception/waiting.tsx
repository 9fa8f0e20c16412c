import { Button, Heading, Paragraph, Tag } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { Board, taskRow, VisitRow } from '../../shared/api/staff.ts';
import { clockOf } from '../components/staff/times.ts';
import type { Doing } from './doing.ts';
import { Party, placeName, Reasons } from './parts.tsx';

type TaskRow = z.infer<typeof taskRow>;

interface Props {
  readonly board: Board;
  readonly doing: Doing;
}

/** Who stands at the door now, oldest first, each with what to do. */
export function Waiting({ board, doing }: Props) {
  const { t } = useTranslation('staff');
  return (
    <section aria-labelledby="waiting">
      <Heading level={2} data-size="sm" id="waiting">
        {t('board.waiting')}{' '}
        {board.waiting.length > 0 && <Tag data-color="danger">{board.waiting.length}</Tag>}
      </Heading>
      {board.waiting.length === 0 && <Paragraph>{t('board.nobodyWaiting')}</Paragraph>}
      <ul className="staff-cards" aria-live="polite">
        {board.waiting.map((task) => (
          <li key={task.id}>
            <div className="staff-card" data-color="warning">
              {task.visit === null ? (
                <Call board={board} task={task} />
              ) : (
                <VisitAtDoor board={board} task={task} visit={task.visit} />
              )}
              <div className="staff-actions">
                {task.visit !== null && <Decide visit={task.visit} doing={doing} />}
                {task.visit?.state !== 'waiting' && (
                  <Button variant="secondary" onClick={() => doing.closeTask(task.id)}>
                    {t('board.handled')}
                  </Button>
                )}
              </div>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A task without a visit: a call for help, a code that staff must see to, a row that the municipality refused. */
function Call({ board, task }: { readonly board: Board; readonly task: TaskRow }) {
  const { t } = useTranslation('staff');
  const words = {
    help: [t('board.help'), null],
    code: [t('board.codeTask'), t('codeResult.blocked')],
    'sync-refused': [t('board.syncTask'), task.detail],
    'visitor-waits': [t('board.help'), null],
  } as const;
  const [what, more] = words[task.kind];
  return (
    <>
      <strong>{what}</strong>
      <span>{t('board.since', { time: clockOf(task.since, board.zone) })}</span>
      {more !== null && <Paragraph>{more}</Paragraph>}
    </>
  );
}

function VisitAtDoor({
  board,
  task,
  visit,
}: Pick<Props, 'board'> & { readonly task: TaskRow; readonly visit: VisitRow }) {
  const { t } = useTranslation('staff');
  return (
    <>
      <strong>{visit.visitorName ?? t('common.erased')}</strong>
      <span>
        <Party size={visit.partySize} /> · {t('board.since', { time: clockOf(task.since, board.zone) })}
      </span>
      <span>
        {visit.residentName ?? t('common.erased')} · {placeName(board, visit.place)} ·{' '}
        {t(`class.${visit.permitClass}`)}
      </span>
      <Tag>{t(`outcome.${visit.outcome}`)}</Tag>
      <Reasons visit={visit} />
    </>
  );
}

function Decide({ visit, doing }: Pick<Props, 'doing'> & { readonly visit: VisitRow }) {
  const { t } = useTranslation('staff');
  return (
    <>
      {visit.state === 'waiting' && (
        <>
          <Button onClick={() => doing.override(visit, 'admit-with-conditions')}>{t('board.letIn')}</Button>
          <Button variant="secondary" onClick={() => doing.override(visit, 'postpone')}>
            {t('board.notToday')}
          </Button>
          <Button variant="secondary" onClick={() => doing.checkOut(visit)}>
            {t('board.wentAgain')}
          </Button>
        </>
      )}
      <Button variant="secondary" onClick={() => doing.show(visit)}>
        {t('board.details')}
      </Button>
    </>
  );
}
