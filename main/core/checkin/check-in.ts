import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { CheckInAnswer, CheckInRequest } from '../../../shared/api/kiosk.ts';
import { wholeName, type Booking } from '../../../shared/domain/booking.ts';
import type { EventBody, PersonalFields } from '../../../shared/domain/events.ts';
import { LETS_IN, type Citation } from '../../../shared/domain/outcome.ts';
import { seenAt } from '../../../shared/domain/presence.ts';
import type { Ruling } from '../../../shared/policy/index.ts';
import { openTask } from '../protocol/tasks.ts';
import type { Visit } from '../protocol/types.ts';
import { askedAt, codeAnswer, firstNameOf } from './answer.ts';
import type { Attempts } from './attempts.ts';
import type { Agreement } from './checks.ts';
import { decisionOf } from './decision.ts';
import { find, judge, type Found, type LookParts } from './look.ts';
import { newReceipt } from './receipt.ts';
import type { Rulebook } from '../policy/index.ts';
import { answersAmiss, ruleOn } from './screen-party.ts';
import { placeOf } from './where.ts';

export interface CheckInParts extends LookParts {
  readonly db: Database;
  readonly rulebook: Rulebook;
  readonly attempts: Attempts;
}

/** Why nothing came of an attempt, for whoever records it. */
export interface CheckedIn {
  readonly answer: CheckInAnswer;
  readonly found: Found | null;
}

/**
 * Checks the code again from the beginning, judges the answers, and writes the visit with its task in one transaction; then
 * forgets the answers. The same attempt again, or a code whose visit already waits, gives that visit's decision.
 */
export const checkIn = async (parts: CheckInParts, request: CheckInRequest): Promise<CheckedIn> => {
  const { protocol } = parts;
  const repeated = repeatedAttempt(parts, request.attempt);
  if (repeated !== null) return { answer: repeated, found: null };
  const found = await find(parts, request.code, request.via);
  await protocol.ensureDayKey();
  return { answer: protocol.transaction(() => decideNow(parts, request, found)), found };
};

const repeatedAttempt = (parts: CheckInParts, attempt: string): CheckInAnswer | null => {
  const visitId = parts.attempts.visitOf(attempt);
  const visit = visitId === null ? null : parts.protocol.visit(visitId);
  return visit === null ? null : decided(parts, visit);
};

const decided = ({ rulebook, settings }: CheckInParts, visit: Visit): CheckInAnswer => ({
  kind: 'decided',
  decision: decisionOf(visit, rulebook, settings),
});

const decideNow = (parts: CheckInParts, request: CheckInRequest, found: Found): CheckInAnswer => {
  const { rulebook, settings, protocol, attempts, clock } = parts;
  // Two of the same attempt may have been on their way at once.
  const repeated = repeatedAttempt(parts, request.attempt);
  if (repeated !== null) return repeated;
  const verdict = judge(parts, found);
  const arriving = verdict.result === 'ok' && verdict.next === 'arrive';
  if (arriving && verdict.waiting !== null) {
    attempts.keep(request.attempt, verdict.waiting.visitId);
    return decided(parts, verdict.waiting);
  }
  if (!arriving || found.kind !== 'agreement')
    return { kind: 'code', answer: codeAnswer(found, verdict, settings, rulebook) };
  const { agreed } = found;
  const asked = askedAt(rulebook, settings, agreed.place);
  const amiss = answersAmiss(asked, request.party);
  if (amiss !== null) return amiss;
  const pack = rulebook.pack();
  const ruling = ruleOn({ pack, asked, settings, now: clock.now() }, agreed, request.party);
  const visitId = randomUUID();
  const event = protocol.append({
    type: typeOf(ruling),
    visitId,
    actor: 'visitor',
    personal: personalOf(agreed, request),
    body: {
      ...bodyOf(parts, agreed, request, ruling),
      pack: { id: pack.id, version: pack.version },
      questionnaire:
        asked === null ? null : { id: asked.questionnaire.id, version: asked.questionnaire.version },
    },
  });
  if (!LETS_IN.has(ruling.outcome))
    openTask(parts.db, { kind: 'visitor-waits', eventSeq: event.seq, visitId });
  attempts.keep(request.attempt, visitId);
  const visit = protocol.visit(visitId);
  if (visit === null) throw new Error('a visit was written and is not there');
  return decided(parts, visit);
};

/** Also a postponement calls a person: whoever is told no is owed a reason by one (F1, S0:703-708). */
const typeOf = ({ outcome }: Ruling) => {
  if (LETS_IN.has(outcome)) return 'visit.checked-in';
  return outcome === 'postpone' ? 'visit.postponed' : 'visit.referred';
};

const bodyOf = (
  { settings, protocol, bookings }: CheckInParts,
  agreed: Agreement,
  request: CheckInRequest,
  ruling: Ruling,
): Omit<EventBody<'visit.checked-in'>, 'pack' | 'questionnaire'> => {
  const now = protocol.now();
  return {
    bookingId: agreed.bookingId,
    jti: agreed.jti,
    ward: placeOf(settings, agreed.place)?.ward ?? '',
    place: agreed.place,
    permitClass: agreed.permitClass,
    partySize: request.party.length,
    outcome: ruling.outcome,
    rules: ruling.rules.map(({ id }) => id),
    citations: distinct(ruling.rules.map(({ citation }) => citation)),
    via: request.via,
    attemptedAt: now,
    arrived: LETS_IN.has(ruling.outcome) ? seenAt(now, 'scanned') : null,
    receipt: newReceipt(protocol, bookings),
  };
};

const distinct = (citations: readonly Citation[]): Citation[] => [
  ...new Map(citations.map((citation) => [`${citation.source} ${citation.printed}`, citation])).values(),
];

/** Names as given at the door; the visitor who gives none is the agreement's. Where neither is known, nobody's. */
const personalOf = ({ booking }: Agreement, { party, phone }: CheckInRequest): PersonalFields => {
  const [visitor, ...others] = party;
  const agreedName = booking === null ? null : wholeName(booking.visitor);
  const visitorName = visitor?.name ?? agreedName;
  const number = phone ?? booking?.visitor.phone;
  const companions = companionsOf(booking, others);
  return {
    ...(visitorName === null ? {} : { visitorName }),
    ...(number === undefined ? {} : { phone: number }),
    ...(companions.length === 0 ? {} : { companions }),
    ...(booking === null ? {} : { residentName: booking.resident.name, residentId: booking.resident.id }),
  };
};

/**
 * Companions who gave a name; whoever gave none stays unnamed, and is nobody of the agreement. The screen knows the agreement's companions
 * by first name: each first name given stands for one of them, with the whole name.
 */
const companionsOf = (booking: Booking | null, others: CheckInRequest['party']): { name: string }[] => {
  const agreed = [...(booking?.companions ?? [])];
  return others.flatMap(({ name }) => {
    if (name === null) return [];
    const at = agreed.findIndex((companion) => firstNameOf(companion.name) === name);
    const [known] = at === -1 ? [] : agreed.splice(at, 1);
    return [{ name: known?.name ?? name }];
  });
};
