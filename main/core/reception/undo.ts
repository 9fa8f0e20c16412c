import { undoable, type Undoable, type UndoRequest } from '../../../shared/api/staff.ts';
import type { Actor } from '../../../shared/domain/events.ts';
import { closeTasksOfVisit, openTask, type TaskKind } from '../protocol/tasks.ts';
import type { Visit } from '../protocol/types.ts';
import { changed } from './changed.ts';
import type { ReceptionParts } from './parts.ts';
import { done, refused, type Outcome } from './refusal.ts';

/** What happened last with a visit, where it is of a kind that can be undone. */
export const undoableOf = ({ db }: Pick<ReceptionParts, 'db'>, { revision }: Visit): Undoable | null => {
  const type = db.prepare<[number], string>('SELECT type FROM event WHERE seq = ?').pluck().get(revision);
  return undoable.safeParse(type).data ?? null;
};

/** Whoever came again with the same agreement after they were written as gone is inside once. */
export const isHereAnew = (
  { protocol }: Pick<ReceptionParts, 'protocol'>,
  { visitId, opened }: Visit,
): boolean =>
  opened.bookingId !== null &&
  protocol
    .visitsOfBooking(opened.bookingId)
    .some((other) => other.visitId !== visitId && (other.state === 'inside' || other.state === 'waiting'));

/** What nobody needs to see to any more once it is undone. */
const SETTLED: Record<'leaving' | 'opening', readonly TaskKind[]> = {
  leaving: ['swept'],
  opening: ['visitor-waits', 'accompany', 'reason-owed', 'swept', 'fell-ill'],
};

/** What happened last with a visit was a mistake: it is as if it had not been, and the protocol says both. Throws ProtocolRefusal. */
export const undo = (
  parts: ReceptionParts,
  visitId: string,
  { revision, reason, reasonText }: UndoRequest,
  by: Actor,
): Outcome<Visit> =>
  parts.protocol.transaction(() => {
    const { protocol, db } = parts;
    const visit = protocol.visit(visitId);
    if (visit === null) return refused('no-such-visit');
    if (visit.revision !== revision) return refused('changed-meanwhile');
    const what = undoableOf(parts, visit);
    if (what === null) return refused('nothing-to-undo');
    const ended = what === 'visit.checked-out' || what === 'visit.withdrawn';
    // A vigil that came back, waited and went again has left as it left before: there is nothing else to go back to.
    if (what === 'visit.withdrawn' && visit.state === 'left') return refused('nothing-to-undo');
    if (ended && isHereAnew(parts, visit)) return refused('already-here');
    const { seq } = protocol.append({
      type: 'visit.undone',
      visitId,
      actor: by,
      ...(reasonText === '' ? {} : { personal: { reasonText } }),
      body: { what, reason },
    });
    const settled = SETTLED[ended ? 'leaving' : 'opening'];
    closeTasksOfVisit(db, visitId, settled, by, protocol.now());
    if (what === 'visit.withdrawn') openTask(db, { kind: 'visitor-waits', eventSeq: seq, visitId });
    return done(changed(parts, visitId));
  });
