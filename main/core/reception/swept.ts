import type { SweptAnswer } from '../../../shared/api/staff.ts';
import type { Actor } from '../../../shared/domain/events.ts';
import { seenAt } from '../../../shared/domain/presence.ts';
import { closeTask, openTasks } from '../protocol/tasks.ts';
import type { Visit } from '../protocol/types.ts';
import type { ReceptionParts } from './parts.ts';
import { outOfOrder } from './records.ts';
import { done, refused, type Outcome, type Refusal } from './refusal.ts';
import { isHereAnew, undoableOf } from './undo.ts';

/** They were seen going: the leaving has an instant and a witness. */
const sawThemGo = (parts: ReceptionParts, visit: Visit, leftAt: string, by: Actor): Refusal | null => {
  const { protocol } = parts;
  const wrong = outOfOrder(visit.arrived?.at, leftAt, protocol.now());
  if (wrong !== null) return wrong;
  protocol.append({
    type: 'visit.corrected',
    visitId: visit.visitId,
    actor: by,
    body: { reason: 'wrong-time', changes: { left: seenAt(leftAt, 'seen-by-staff') } },
  });
  return null;
};

/** They have not gone: seen here, now. */
const stillHere = (parts: ReceptionParts, visit: Visit, by: Actor): Refusal | null => {
  if (isHereAnew(parts, visit)) return 'already-here';
  const { visitId } = visit;
  // What was corrected since it was swept stays corrected; only the leaving is taken back.
  if (undoableOf(parts, visit) === 'visit.checked-out')
    parts.protocol.append({
      type: 'visit.undone',
      visitId,
      actor: by,
      body: { what: 'visit.checked-out', reason: 'other' },
    });
  else
    parts.protocol.append({
      type: 'visit.corrected',
      visitId,
      actor: by,
      body: { reason: 'wrong-time', changes: { left: null } },
    });
  return null;
};

/** «Så du dem gå?», about somebody who was swept at closing time. Throws ProtocolRefusal. */
export const answerSwept = (
  parts: ReceptionParts,
  taskId: number,
  answer: SweptAnswer,
  by: Actor,
): Outcome<null> =>
  parts.protocol.transaction(() => {
    const { db, protocol } = parts;
    const task = openTasks(db).find(({ id, kind }) => id === taskId && kind === 'swept');
    const visit = task?.visitId == null ? null : protocol.visit(task.visitId);
    if (task === undefined || visit === null) return refused('no-such-task');
    if (answer.answer !== 'unknown') {
      if (visit.left?.evidence !== 'swept') return refused('changed-meanwhile');
      const wrong =
        answer.answer === 'saw' ? sawThemGo(parts, visit, answer.leftAt, by) : stillHere(parts, visit, by);
      if (wrong !== null) return refused(wrong);
    }
    closeTask(db, taskId, by, protocol.now());
    return done(null);
  });
