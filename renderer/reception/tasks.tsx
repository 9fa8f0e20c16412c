import { Button, Paragraph, Tag } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { Board } from '../../shared/api/staff.ts';
import { Part } from '../components/staff/part.tsx';
import type { Doing, TaskRow } from './doing.ts';
import { SweptCard } from './swept-card.tsx';
import { Call, GiftAtDoor, OwedReason, ToAccompany, VisitAtDoor } from './task-cards.tsx';

interface Props {
  readonly board: Board;
  readonly doing: Doing;
}

/** Somebody stands there now and waits for a person. */
const AT_THE_DOOR: ReadonlySet<TaskRow['kind']> = new Set(['visitor-waits', 'help', 'code', 'accompany']);

/** Who stands at the door now, oldest first, and then what must be followed up; each with what to do. */
export function Tasks({ board, doing }: Props) {
  const { t } = useTranslation('staff');
  const now = board.waiting.filter(({ kind }) => AT_THE_DOOR.has(kind));
  const later = board.waiting.filter(({ kind }) => !AT_THE_DOOR.has(kind));
  return (
    <>
      <Part
        id="waiting"
        heading={
          <>
            {t('board.waiting')} {now.length > 0 && <Tag data-color="danger">{now.length}</Tag>}
          </>
        }
      >
        {now.length === 0 && <Paragraph>{t('board.nobodyWaiting')}</Paragraph>}
        <Cards board={board} doing={doing} tasks={now} />
      </Part>
      {later.length > 0 && (
        <Part
          id="follow-up"
          heading={
            <>
              {t('board.followUp')} <Tag data-color="warning">{later.length}</Tag>
            </>
          }
        >
          <Cards board={board} doing={doing} tasks={later} />
        </Part>
      )}
    </>
  );
}

function Cards({ board, doing, tasks }: Props & { readonly tasks: readonly TaskRow[] }) {
  return (
    <ul className="staff-cards" aria-live="polite">
      {tasks.map((task) => (
        <li key={task.id}>
          <div className="staff-card" data-color="warning">
            <Card board={board} doing={doing} task={task} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function Card({ board, doing, task }: Props & { readonly task: TaskRow }) {
  const { t } = useTranslation('staff');
  const { visit, gift } = task;
  const handled = (words: string) => (
    <Button variant="secondary" onClick={() => doing.closeTask(task.id)}>
      {words}
    </Button>
  );
  if (gift !== null)
    return <GiftAtDoor board={board} task={task} gift={gift} done={handled(t('gift.delivered'))} />;
  if (visit === null) return <Call board={board} task={task} done={handled(t('board.handled'))} />;
  if (task.kind === 'reason-owed')
    return <OwedReason board={board} task={task} visit={visit} doing={doing} />;
  if (task.kind === 'swept') return <SweptCard board={board} task={task} visit={visit} doing={doing} />;
  if (task.kind === 'accompany')
    return (
      <ToAccompany board={board} task={task} visit={visit} doing={doing} done={handled(t('board.handled'))} />
    );
  return (
    <VisitAtDoor
      board={board}
      task={task}
      visit={visit}
      doing={doing}
      // Whoever still waits, or has not been told why, is not seen to.
      done={visit.state === 'waiting' || visit.reasonGiven === false ? null : handled(t('board.handled'))}
    />
  );
}
