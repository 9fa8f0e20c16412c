import type { Database } from 'better-sqlite3';
import type { CheckOutAnswer } from '../../../shared/api/kiosk.ts';
import { seenAt, type PresenceEnd } from '../../../shared/domain/presence.ts';
import { closeTasksOfVisit } from '../protocol/tasks.ts';
import { find, judge, type LookParts } from './look.ts';
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
    if (verdict.result !== 'ok' || verdict.next !== 'leave') return { kind: 'nobody-inside' };
    const { inside } = verdict;
    protocol.append({
      type: 'visit.checked-out',
      visitId: inside.visitId,
      actor: 'visitor',
      body: { left: notBefore(inside.arrived, protocol.now()) },
    });
    // Whoever was to come along has missed them.
    closeTasksOfVisit(db, inside.visitId, ['accompany'], 'visitor', protocol.now());
    return {
      kind: 'left',
      receipt: inside.opened.receipt,
      illnessPhone: settings.phones.illness,
      mayReturn: inside.opened.permitClass === 'vigil',
    };
  });
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
