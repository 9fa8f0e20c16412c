import type { ResidentAnswer, ResidentRequest } from '../../../shared/api/kiosk.ts';
import { decide } from '../../../shared/policy/index.ts';
import { newId } from '../protocol/new-id.ts';
import type { Outing } from '../protocol/types.ts';
import { codeAnswer } from './answer.ts';
import type { CheckInParts } from './check-in.ts';
import { notBefore } from './check-out.ts';
import type { Agreement } from './checks.ts';
import { find, judge, type Found } from './look.ts';
import { situationOf, wardOf } from './situation.ts';
import { placeOf } from './where.ts';

/**
 * A resident goes out or comes back with a code of their own. Nothing is asked and nobody is stopped (P9, S0:604-640): who is out already and
 * goes, or comes and never said that they went, is told the same, and nothing is written.
 */
export const goOutOrBack = async (
  parts: CheckInParts,
  request: ResidentRequest,
): Promise<{ answer: ResidentAnswer; found: Found }> => {
  const found = await find(parts, request.code, request.via);
  await parts.protocol.ensureDayKey();
  return { answer: parts.protocol.transaction(() => write(parts, request, found)), found };
};

const write = (parts: CheckInParts, request: ResidentRequest, found: Found): ResidentAnswer => {
  const { attempts } = parts;
  const verdict = judge(parts, found);
  if (verdict.result !== 'resident' || found.kind !== 'agreement')
    return { kind: 'code', answer: codeAnswer(parts, found, verdict) };
  const { agreed } = found;
  if (attempts.visitOf(request.attempt, 'outing') === null) {
    const outingId =
      request.going === 'out'
        ? goOut(parts, request, agreed, verdict.outing)
        : comeBack(parts, request, verdict.outing);
    if (outingId !== null) attempts.keep(request.attempt, outingId, 'outing');
  }
  return said(parts, request, agreed);
};

const goOut = (
  { protocol, settings }: CheckInParts,
  { via }: ResidentRequest,
  { bookingId, booking, place }: Agreement,
  outing: Outing | null,
): string | null => {
  if (outing !== null) return null;
  const outingId = newId(protocol.now());
  protocol.append({
    type: 'resident.went-out',
    visitId: outingId,
    actor: 'visitor',
    ...(booking === null
      ? {}
      : { personal: { residentName: booking.resident.name, residentId: booking.resident.id } }),
    body: {
      bookingId,
      ward: wardOf(settings, place)?.id ?? booking?.ward ?? place,
      via,
      out: notBefore(null, protocol.now()),
    },
  });
  return outingId;
};

const comeBack = (
  { protocol }: CheckInParts,
  { via }: ResidentRequest,
  outing: Outing | null,
): string | null => {
  if (outing === null) return null;
  protocol.append({
    type: 'resident.came-back',
    visitId: outing.outingId,
    actor: 'visitor',
    body: { via, back: notBefore(outing.out, protocol.now()) },
  });
  return outing.outingId;
};

/** What the rules say on the way out, and about hygiene on the way in. */
const said = (parts: CheckInParts, { going }: ResidentRequest, agreed: Agreement): ResidentAnswer => {
  const { settings, rulebook, clock } = parts;
  const place = placeOf(settings, agreed.place);
  const ward = wardOf(settings, agreed.place);
  // A place that the kiosk does not know stops nobody: they go without words.
  if (place === undefined || ward === undefined) return { kind: going, texts: [], conditions: [] };
  const situation = situationOf(
    {
      settings,
      now: clock.now(),
      phase: rulebook.phaseFor(ward.id).id,
      visitsInPlace: 0,
      stoppedToday: false,
    },
    agreed,
    { place, partySize: 1, children: 0, direction: going === 'out' ? 'going-out' : 'coming-back' },
  );
  const { texts, conditions } = decide(rulebook.rules(), { ...situation, answers: {} });
  return { kind: going, texts: [...texts], conditions: conditions.map(({ text }) => text) };
};
