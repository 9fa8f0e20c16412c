import type { CorrectRequest } from '../../../shared/api/staff.ts';
import type { Actor, EventBody, PersonalFields } from '../../../shared/domain/events.ts';
import { seenAt, type PresenceEnd } from '../../../shared/domain/presence.ts';
import { notBefore } from '../checkin/check-out.ts';
import { placeOf } from '../checkin/where.ts';
import { closeTask, closeTasksOfVisit, openTasks } from '../protocol/tasks.ts';
import type { Visit } from '../protocol/types.ts';
import { changed } from './changed.ts';
import type { ReceptionParts } from './parts.ts';
import { done, refused, type Outcome, type Refusal } from './refusal.ts';

/** The end of a presence that staff report at `now`: gone at the latest when it was said; also of who came while the clock stood ahead (0009). */
const leftAsTold = (arrived: PresenceEnd | null, leftAt: string | null, now: string): PresenceEnd =>
  leftAt === null
    ? notBefore(arrived, now, 'seen-by-staff')
    : { at: leftAt, evidence: 'seen-by-staff', earliest: leftAt, latest: now };

/** Nobody leaves before they came, and nothing is known of what has not happened yet. */
export const outOfOrder = (
  arrived: string | undefined,
  left: string | undefined,
  now: string,
): Refusal | null => {
  if ((arrived !== undefined && arrived > now) || (left !== undefined && left > now)) return 'in-the-future';
  return arrived !== undefined && left !== undefined && left < arrived ? 'left-before-arrived' : null;
};

/** Staff close a visit, as of now or of an earlier instant; of somebody who waited and went again, as withdrawn. Throws ProtocolRefusal. */
export const checkOut = (
  parts: ReceptionParts,
  visitId: string,
  leftAt: string | null,
  by: Actor,
): Outcome<Visit> =>
  parts.protocol.transaction(() => {
    const visit = parts.protocol.visit(visitId);
    if (visit === null) return refused('no-such-visit');
    if (visit.state === 'waiting' && visit.arrived === null) return withdraw(parts, visitId, by);
    if (visit.state !== 'inside') return refused('not-inside');
    const now = parts.protocol.now();
    const left = leftAsTold(visit.arrived, leftAt, now);
    const wrong = leftAt === null ? null : outOfOrder(visit.arrived?.at, left.at, now);
    if (wrong !== null) return refused(wrong);
    parts.protocol.append({ type: 'visit.checked-out', visitId, actor: by, body: { left } });
    closeTasksOfVisit(parts.db, visitId, ['accompany'], by, now);
    return done(changed(parts, visitId));
  });

const withdraw = (parts: ReceptionParts, visitId: string, by: Actor): Outcome<Visit> => {
  parts.protocol.append({ type: 'visit.withdrawn', visitId, actor: by, body: {} });
  closeTasksOfVisit(parts.db, visitId, ['visitor-waits'], by, parts.protocol.now());
  return done(changed(parts, visitId));
};

/** A new event beside what was written wrong. `leftAt: null` takes a leaving back. Throws ProtocolRefusal. */
export const correct = (
  parts: ReceptionParts,
  visitId: string,
  request: CorrectRequest,
  by: Actor,
): Outcome<Visit> =>
  parts.protocol.transaction(() => {
    const { protocol } = parts;
    const visit = protocol.visit(visitId);
    if (visit === null) return refused('no-such-visit');
    if (visit.revision !== request.revision) return refused('changed-meanwhile');
    if (visit.undone) return refused('visit-over');
    const changes = clearChanges(parts, visit, request.changes);
    if (!changes.ok) return changes;
    protocol.append({
      type: 'visit.corrected',
      visitId,
      actor: by,
      personal: { ...sealedChanges(request.changes), reasonText: request.reasonText },
      body: { reason: request.reason, changes: changes.value },
    });
    return done(changed(parts, visitId));
  });

/** An arrival further than this before the first that is known of the visit is a slip of the fingers, not a correction. */
const LONGEST_BEFORE_MS = 24 * 3_600_000;
const longBefore = (arrivedAt: string, attemptedAt: string): boolean =>
  Date.parse(attemptedAt) - Date.parse(arrivedAt) > LONGEST_BEFORE_MS;

type Wanted = CorrectRequest['changes'];
type Clear = EventBody<'visit.corrected'>['changes'];

const sealedChanges = ({ visitorName, phone, companions }: Wanted): PersonalFields => ({
  ...(visitorName === undefined ? {} : { visitorName }),
  ...(phone === undefined ? {} : { phone }),
  ...(companions === undefined ? {} : { companions: companions.map((name) => ({ name })) }),
});

const clearChanges = (parts: ReceptionParts, visit: Visit, wanted: Wanted): Outcome<Clear> => {
  const place = wanted.place === undefined ? null : placeOf(parts.settings, wanted.place);
  if (place === undefined) return refused('unknown-place');
  const { arrivedAt, leftAt } = wanted;
  if (visit.arrived === null && (arrivedAt !== undefined || leftAt !== undefined))
    return refused('never-arrived');
  if (arrivedAt !== undefined && longBefore(arrivedAt, visit.opened.attemptedAt))
    return refused('too-long-ago');
  const left = leftAt === undefined ? visit.left?.at : (leftAt ?? undefined);
  const wrong = outOfOrder(arrivedAt ?? visit.arrived?.at, left, parts.protocol.now());
  if (wrong !== null) return refused(wrong);
  const partySize = newPartySize(parts, visit, wanted.companions);
  if (partySize > 10) return refused('too-many');
  return done({
    ...(place === null
      ? {}
      : { place: place.id, ...(place.ward === visit.ward ? {} : { ward: place.ward }) }),
    ...(partySize === visit.partySize ? {} : { partySize }),
    ...(arrivedAt === undefined ? {} : { arrived: seenAt(arrivedAt, 'seen-by-staff') }),
    ...(leftAt === undefined ? {} : { left: leftAt === null ? null : seenAt(leftAt, 'seen-by-staff') }),
  });
};

/** New names are first those of who came unnamed; only then is the party larger. A name taken away is a person less. */
const newPartySize = (parts: ReceptionParts, visit: Visit, companions: string[] | undefined): number => {
  if (companions === undefined) return visit.partySize;
  const personal = parts.protocol.personal(visit.visitId);
  const named = typeof personal === 'string' ? 0 : (personal.companions?.length ?? 0);
  if (companions.length < named) return visit.partySize - (named - companions.length);
  return Math.max(visit.partySize, companions.length + 1);
};

/** A task that is done. One of a visitor who still waits is not, they would be forgotten at the door; nor is one of a reason that is not written. */
export const finishTask = (parts: ReceptionParts, taskId: number, by: Actor): Outcome<null> =>
  parts.protocol.transaction(() => {
    const { db, protocol } = parts;
    const task = openTasks(db).find(({ id }) => id === taskId);
    if (task === undefined || task.kind === 'fell-ill') return refused('no-such-task');
    const visit = task.visitId === null ? null : protocol.visit(task.visitId);
    if (task.kind === 'visitor-waits' && visit?.state === 'waiting') return refused('still-waiting');
    if (task.kind === 'reason-owed') return refused('reason-needed');
    if (task.kind === 'gift' && task.visitId !== null)
      protocol.append({ type: 'gift.handed-over', visitId: task.visitId, actor: by, body: {} });
    closeTask(db, taskId, by, protocol.now());
    return done(null);
  });
