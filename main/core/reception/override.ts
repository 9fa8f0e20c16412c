import type { OverrideRequest } from '../../../shared/api/staff.ts';
import type { Actor } from '../../../shared/domain/events.ts';
import { LETS_IN, type Outcome } from '../../../shared/domain/outcome.ts';
import { seenAt } from '../../../shared/domain/presence.ts';
import type { Settings } from '../../../shared/domain/settings.ts';
import { closeTasksOfVisit, openTask, openTasks } from '../protocol/tasks.ts';
import type { Visit } from '../protocol/types.ts';
import { isPrivateHome } from '../checkin/private-home.ts';
import { changed } from './changed.ts';
import { isReason, oweReason } from './owed.ts';
import type { ReceptionParts } from './parts.ts';
import { done, refused, type Outcome as Result, type Refusal } from './refusal.ts';

/**
 * Staff decide otherwise than the rules. A pack postpones on its listed grounds only; staff may on their own judgement, but never in a
 * private home, and at the end of life only after a clinical assessment: symptoms alone open the escorted route there (P1, S0:347-352).
 */
const ruledOut = (
  settings: Settings,
  visit: Visit,
  { to, reason, reasonText }: OverrideRequest,
): Refusal | null => {
  if (visit.state === 'left' || visit.undone) return 'visit-over';
  if (to === visit.outcome) return 'same-outcome';
  const home = isPrivateHome(settings, visit.ward);
  if (to === 'right-of-access' && !home) return 'not-a-private-home';
  if (home && !LETS_IN.has(to)) return 'private-home';
  // The interval of their presence needs an end: that is a check-out.
  if (visit.state === 'inside' && !LETS_IN.has(to)) return 'inside-already';
  const dying = visit.opened.permitClass === 'end-of-life' || visit.opened.permitClass === 'vigil';
  if (to === 'postpone' && dying && reason !== 'clinical-assessment') return 'end-of-life';
  return isReason(reasonText) || home || (reasonText === '' && mayWriteLater(to)) ? null : 'reason-needed';
};

/** Who lets in, or goes to meet somebody on a way of their own, acts first and writes the reason afterwards (F2, S2:181-197). */
const mayWriteLater = (to: Outcome): boolean => LETS_IN.has(to) || to === 'escorted-route';

/** Throws ProtocolRefusal. The waiting visitor's task is closed when they are let in, and one is open as long as somebody waits or is owed a reason; the reason's when it is written. */
export const override = (
  parts: ReceptionParts,
  visitId: string,
  request: OverrideRequest,
  by: Actor,
): Result<Visit> =>
  parts.protocol.transaction(() => {
    const { protocol, db, settings } = parts;
    const visit = protocol.visit(visitId);
    if (visit === null) return refused('no-such-visit');
    if (visit.revision !== request.revision) return refused('changed-meanwhile');
    const refusal = ruledOut(settings, visit, request);
    if (refusal !== null) return refused(refusal);
    const now = protocol.now();
    const letsIn = LETS_IN.has(request.to);
    const event = protocol.append({
      type: 'visit.overridden',
      visitId,
      actor: by,
      ...(request.reasonText === '' ? {} : { personal: { reasonText: request.reasonText } }),
      body: {
        from: visit.outcome,
        to: request.to,
        reason: request.reason,
        arrived: letsIn ? (visit.arrived ?? seenAt(now, 'seen-by-staff')) : null,
      },
    });
    if (request.reasonText === '' && !isPrivateHome(settings, visit.ward)) oweReason(db, visitId, event.seq);
    // Whoever is told no is owed a reason: the task stays until it is given (F1), and with it the key of their day.
    if (letsIn) closeTasksOfVisit(db, visitId, ['visitor-waits'], by, now);
    else if (!openTasks(db).some((task) => task.visitId === visitId && task.kind === 'visitor-waits'))
      openTask(db, { kind: 'visitor-waits', eventSeq: event.seq, visitId });
    return done(changed(parts, visitId));
  });
