import type { Database } from 'better-sqlite3';
import type { CheckOutAnswer } from '../../../shared/api/kiosk.ts';
import { seenAt, type PresenceEnd } from '../../../shared/domain/presence.ts';
import { closeTasksOfVisit, openTasks } from '../protocol/tasks.ts';
import type { Visit } from '../protocol/types.ts';
import { find, judge, type Found, type LookParts } from './look.ts';
import type { ShownVia } from './shown.ts';

/** Sign-out with the booking's code or the visit's receipt code, whatever became of the booking meanwhile. The whole party leaves. */
export const checkOut = async (
  parts: LookParts & { readonly db: Database },
  shown: { code: string; via: ShownVia },
): Promise<CheckOutAnswer> => {
  const { protocol, settings, db } = parts;
  const found = await find(parts, shown.code, shown.via);
  return protocol.transaction((): CheckOutAnswer => {
    const verdict = judge(parts, found);
    if (verdict.result === 'resident') {
      const booking = found.kind === 'agreement' ? found.agreed.booking : null;
      const firstName = booking?.visitor.firstName ?? null;
      return { kind: 'resident', firstName, away: verdict.outing !== null };
    }
    const leaves = verdict.result === 'ok' && verdict.next === 'leave' ? verdict.inside : null;
    const visit = leaves ?? sweptToday(parts, found);
    if (visit === null) return { kind: 'nobody-inside' };
    const left = notBefore(visit.arrived, protocol.now());
    const { visitId } = visit;
    if (leaves !== null)
      protocol.append({ type: 'visit.checked-out', visitId, actor: 'visitor', body: { left } });
    else
      protocol.append({
        type: 'visit.corrected',
        visitId,
        actor: 'visitor',
        body: { reason: 'wrong-time', changes: { left } },
      });
    // Whoever was to come along has missed them; and nobody needs to have seen them go.
    closeTasksOfVisit(db, visitId, ['accompany', 'swept'], 'visitor', protocol.now());
    return {
      kind: 'left',
      receipt: visit.opened.receipt,
      illnessPhone: settings.phones.illness,
      mayReturn: visit.opened.permitClass === 'vigil',
    };
  });
};

/** Closing time wrote them as gone, and here they go: then it is known when, as long as staff are still asked. */
const sweptToday = ({ protocol, db }: LookParts & { readonly db: Database }, found: Found): Visit | null => {
  if (found.kind === 'rejected') return null;
  const visits =
    found.kind === 'agreement'
      ? protocol.visitsOfBooking(found.agreed.bookingId)
      : [protocol.visit(found.visit.visitId) ?? found.visit];
  const asked = openTasks(db).filter(({ kind }) => kind === 'swept');
  return (
    visits.findLast(
      ({ visitId, left }) => left?.evidence === 'swept' && asked.some((task) => task.visitId === visitId),
    ) ?? null
  );
};

/** The other end of a presence, as of now. Nobody leaves before they came: who came while the clock stood ahead left between now and then. */
export const notBefore = (
  first: PresenceEnd | null,
  now: string,
  how: 'scanned' | 'seen-by-staff' = 'scanned',
): PresenceEnd =>
  first === null || first.at <= now
    ? seenAt(now, how)
    : { at: first.at, evidence: how, earliest: now, latest: first.at };
