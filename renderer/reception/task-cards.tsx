import { Button, Paragraph, Tag } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Board, VisitRow } from '../../shared/api/staff.ts';
import { clockOf } from '../components/staff/times.ts';
import type { Doing, TaskRow } from './doing.ts';
import { Escort } from './escort.tsx';
import { LetIn } from './let-in.tsx';
import { choicesFor, isPrivateHome, Party, Residents, usePlaceName } from './parts.tsx';
import { WhatToDo, Why } from './why.tsx';

interface Props {
  readonly board: Board;
  readonly task: TaskRow;
}
interface VisitProps extends Props {
  readonly visit: VisitRow;
  readonly doing: Doing;
}

function Since({ board, task }: Props) {
  const { t, i18n } = useTranslation('staff');
  return <span>{t('board.since', { time: clockOf(task.since, i18n.language, board.zone) })}</span>;
}

/** A task without a visit: a call for help, a code that staff must see to, a row that the municipality refused, a pack. */
export function Call({ board, task, done }: Props & { readonly done: ReactNode }) {
  const { t } = useTranslation('staff');
  const more: Partial<Record<TaskRow['kind'], string | null>> = {
    code: t('codeResult.blocked'),
    'sync-refused': task.detail,
    'pack-received': task.detail,
  };
  const said = more[task.kind] ?? null;
  return (
    <>
      <strong>{t(`task.${task.kind}`)}</strong>
      <Since board={board} task={task} />
      {said !== null && <Paragraph>{said}</Paragraph>}
      {task.kind === 'pack-received' && <Paragraph>{t('task.packHelp')}</Paragraph>}
      {task.kind === 'state-mended' && <Paragraph>{t('task.mendedHelp')}</Paragraph>}
      <div className="staff-actions">{done}</div>
    </>
  );
}

/** Who, whom and where, in two lines. */
function Whom({ board, task, visit }: Props & { readonly visit: VisitRow }) {
  const { t } = useTranslation('staff');
  const placeName = usePlaceName(board);
  return (
    <>
      <span>
        <Party size={visit.partySize} childCount={visit.children} />
        {visit.companions.length > 0 && ` (${visit.companions.join(', ')})`} ·{' '}
        <Since board={board} task={task} />
      </span>
      <span>
        <Residents board={board} visit={visit} /> · {placeName(visit.place)} ·{' '}
        {t(`class.${visit.permitClass}`)}
      </span>
    </>
  );
}

/** Somebody waits, or was told no and is owed a reason by a person (F1, S0:703-708). */
export function VisitAtDoor({ board, task, visit, doing, done }: VisitProps & { readonly done: ReactNode }) {
  const { t } = useTranslation('staff');
  const name = visit.visitorName ?? t('common.erased');
  const owed = visit.reasonGiven === false;
  const home = isPrivateHome(board, visit.ward);
  // Whom the rules would have met on their way, and who comes to a death bed, gets no quick no: it takes an assessment, through `decideOther` (P1).
  const dying = visit.permitClass === 'end-of-life' || visit.permitClass === 'vigil';
  const mayRefuse = !home && !dying && visit.outcome !== 'escorted-route';
  const waits = visit.state === 'waiting';
  return (
    <>
      {visit.escort !== null && <Escort escort={visit.escort} />}
      <strong>{owed ? t('given.talk', { name }) : name}</strong>
      <Whom board={board} task={task} visit={visit} />
      <Tag>{t(`outcome.${visit.outcome}`)}</Tag>
      <WhatToDo visit={visit} />
      {owed && <Paragraph>{t('given.help')}</Paragraph>}
      <Why visit={visit} />
      <div className="staff-actions">
        {owed && <Button onClick={() => doing.giveReason(visit)}>{t('given.open')}</Button>}
        {waits && <LetIn visit={visit} doing={doing} owesReason={!home} />}
        {waits && mayRefuse && (
          <Button variant="secondary" onClick={() => doing.override(visit, 'postpone')}>
            {t('board.notToday')}
          </Button>
        )}
        {waits && (
          <Button variant="secondary" onClick={() => doing.checkOut(visit)}>
            {t('board.wentAgain')}
          </Button>
        )}
        {choicesFor(board, visit).length > 0 && (
          <Button variant="secondary" onClick={() => doing.override(visit, 'admit-with-conditions')}>
            {t('board.decideOther')}
          </Button>
        )}
        <Button variant="tertiary" onClick={() => doing.show(visit)}>
          {t('board.details')}
        </Button>
        {done}
      </div>
    </>
  );
}

/** Somebody is on the way in, and staff come along (V9, S0:509-511). */
export function ToAccompany({ board, task, visit, doing, done }: VisitProps & { readonly done: ReactNode }) {
  const { t } = useTranslation('staff');
  return (
    <>
      {visit.escort !== null && <Escort escort={visit.escort} />}
      <strong>
        {t('task.accompany')}: {visit.visitorName ?? t('common.erased')}
      </strong>
      <Whom board={board} task={task} visit={visit} />
      <Paragraph>{t('task.accompanyHelp')}</Paragraph>
      <WhatToDo visit={visit} />
      <Why visit={visit} />
      <div className="staff-actions">
        {done}
        <Button variant="tertiary" onClick={() => doing.show(visit)}>
          {t('board.details')}
        </Button>
      </div>
    </>
  );
}

/** Somebody was let in before the reason was written (F2, S2:181-197): the card stays until it is. */
export function OwedReason({ board, task, visit, doing }: VisitProps) {
  const { t } = useTranslation('staff');
  return (
    <>
      <strong>
        {t('task.reason-owed')}: {visit.visitorName ?? t('common.erased')}
      </strong>
      <Whom board={board} task={task} visit={visit} />
      <Tag>{t(`outcome.${visit.outcome}`)}</Tag>
      <div className="staff-actions">
        <Button onClick={() => doing.writeReason(visit)}>{t('owed.heading')}</Button>
        <Button variant="tertiary" onClick={() => doing.show(visit)}>
          {t('board.details')}
        </Button>
      </div>
    </>
  );
}

/** Something was left at the door for somebody (P12, S0:921-957). */
export function GiftAtDoor({
  board,
  task,
  gift,
  done,
}: Props & { readonly gift: NonNullable<TaskRow['gift']>; readonly done: ReactNode }) {
  const { t } = useTranslation('staff');
  return (
    <>
      <strong>
        {t(`giftKind.${gift.kind}`)}. {t('gift.label', { label: gift.label })}
      </strong>
      <Since board={board} task={task} />
      <span>
        {gift.residentName === null ? t('gift.toNobody') : t('gift.to', { name: gift.residentName })} ·{' '}
        {gift.visitorName === null ? t('gift.fromNobody') : t('gift.from', { name: gift.visitorName })}
      </span>
      <div className="staff-actions">{done}</div>
    </>
  );
}
