import type { CheckOutAnswer } from '../../../shared/api/kiosk.ts';
import { seenAt, type PresenceEnd } from '../../../shared/domain/presence.ts';
import { find, judge, type LookParts } from './look.ts';
import type { ShownVia } from './shown.ts';

/** Sign-out with the booking's code or the visit's receipt code, whatever became of the booking meanwhile. The whole party leaves. */
export const checkOut = async (
  parts: LookParts,
  shown: { code: string; via: ShownVia },
): Promise<CheckOutAnswer> => {
  const { protocol, settings } = parts;
  const found = await find(parts, shown.code, shown.via);
  return protocol.transaction((): CheckOutAnswer => {
    const verdict = judge(parts, found);
    if (verdict.result !== 'ok' || verdict.next !== 'leave') return { kind: 'nobody-inside' };
    const { inside } = verdict;
    protocol.append({
      type: 'visit.checked-out',
      visitId: inside.visitId,
      actor: 'visitor',
      body: { left: leaving(inside.arrived, protocol.now()) },
    });
    return {
      kind: 'left',
      receipt: inside.opened.receipt,
      illnessPhone: settings.phones.illness,
    };
  });
};

/** Nobody leaves before they came: who came while the clock stood ahead left somewhere between now and then. */
const leaving = (arrived: PresenceEnd | null, now: string): PresenceEnd =>
  arrived === null || arrived.at <= now
    ? seenAt(now, 'scanned')
    : { at: arrived.at, evidence: 'scanned', earliest: now, latest: arrived.at };
