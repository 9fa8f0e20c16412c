import type { GiftAnswer, GiftRequest } from '../../../shared/api/kiosk.ts';
import { newId } from '../protocol/new-id.ts';
import { openTask } from '../protocol/tasks.ts';
import type { Protocol } from '../protocol/types.ts';
import type { CheckInParts } from './check-in.ts';
import { newSpokenCode } from './receipt.ts';

/** The label of a gift that is written on the thing itself; null for what is no gift's id. */
export const labelOf = (protocol: Protocol, giftId: string): string | null => {
  const [received] = protocol.history(giftId);
  return received?.type === 'gift.received' ? received.body.label : null;
};

/**
 * Something is left at the door (P12, S0:921-957): a task for reception, who know whose it is. Names are sealed under the gift's own key and
 * never shown at this screen again (F5). The same attempt again gives the same label.
 */
export const receiveGift = async (parts: CheckInParts, request: GiftRequest): Promise<GiftAnswer> => {
  const { protocol, db, attempts, rulebook } = parts;
  await protocol.ensureDayKey();
  const label = protocol.transaction(() => {
    const before = attempts.visitOf(request.attempt, 'gift');
    const kept = before === null ? null : labelOf(protocol, before);
    if (kept !== null) return kept;
    const giftId = newId(protocol.now());
    const made = newSpokenCode(parts);
    const { visitorName, residentName } = request;
    const { seq } = protocol.append({
      type: 'gift.received',
      visitId: giftId,
      actor: 'visitor',
      personal: {
        ...(visitorName === null ? {} : { visitorName }),
        ...(residentName === null ? {} : { residentName }),
      },
      body: { kind: request.kind, label: made },
    });
    openTask(db, { kind: 'gift', eventSeq: seq, visitId: giftId });
    attempts.keep(request.attempt, giftId, 'gift');
    return made;
  });
  return { label, text: rulebook.rules().pack.gifts.text };
};
