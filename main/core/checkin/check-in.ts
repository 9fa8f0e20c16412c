import type { Database } from 'better-sqlite3';
import type { CheckInAnswer, CheckInRequest } from '../../../shared/api/kiosk.ts';
import type { EventBody } from '../../../shared/domain/events.ts';
import { LETS_IN, type Citation } from '../../../shared/domain/outcome.ts';
import { seenAt } from '../../../shared/domain/presence.ts';
import type { Place } from '../../../shared/domain/settings.ts';
import { dayIn } from '../../../shared/domain/time.ts';
import type { Ruling } from '../../../shared/policy/index.ts';
import { newId } from '../protocol/new-id.ts';
import { mayResume } from '../protocol/project.ts';
import { openTask } from '../protocol/tasks.ts';
import type { Visit } from '../protocol/types.ts';
import { askedAt, codeAnswer } from './answer.ts';
import type { Attempts } from './attempts.ts';
import { wasStoppedOn, type Agreement } from './checks.ts';
import { decisionOf } from './decision.ts';
import { find, judge, type Found, type LookParts } from './look.ts';
import { personalOf } from './names.ts';
import { newSpokenCode } from './receipt.ts';
import { isUnderPlan, mayBeInstead, visitsIn } from './room.ts';
import { answersAmiss, ruleOn } from './screen-party.ts';
import { situationOf, wardOf } from './situation.ts';
import { alsoOf, placeOf } from './where.ts';

export interface CheckInParts extends LookParts {
  readonly db: Database;
  readonly attempts: Attempts;
}

/** Why nothing came of an attempt, for whoever records it. */
export interface CheckedIn {
  readonly answer: CheckInAnswer;
  readonly found: Found | null;
}

/**
 * Checks the code again from the beginning, judges the answers, and writes the visit with its tasks in one transaction; then
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

const decided = (parts: CheckInParts, visit: Visit): CheckInAnswer => ({
  kind: 'decided',
  decision: decisionOf(visit, parts),
});

const decideNow = (parts: CheckInParts, request: CheckInRequest, found: Found): CheckInAnswer => {
  const { rulebook, attempts } = parts;
  // Two of the same attempt may have been on their way at once.
  const repeated = repeatedAttempt(parts, request.attempt);
  if (repeated !== null) return repeated;
  const verdict = judge(parts, found);
  const arriving = verdict.result === 'ok' && verdict.next === 'arrive';
  if (arriving && verdict.waiting !== null) {
    attempts.keep(request.attempt, verdict.waiting.visitId);
    return decided(parts, verdict.waiting);
  }
  const place = arriving && found.kind === 'agreement' ? placeFor(parts, found.agreed, request.place) : null;
  if (place === null || found.kind !== 'agreement')
    return { kind: 'code', answer: codeAnswer(parts, found, verdict) };
  const { agreed } = found;
  const asked = askedAt(parts, agreed.place, agreed.permitClass);
  const amiss = answersAmiss(asked, request.party);
  if (amiss !== null) return amiss;
  const rules = rulebook.rules();
  const ward = wardOf(parts.settings, agreed.place)?.id ?? place.ward;
  const phase = rulebook.phaseFor(ward);
  const situations = goesTo(parts, agreed, { place, ward }).map((visited) =>
    situationNow(parts, agreed, request, visited),
  );
  const ruling = ruleOn(rules, asked, situations, request.party);
  const { id, version } = rules.pack;
  const visit = write(parts, agreed, request, ruling, {
    bookingId: agreed.bookingId,
    jti: agreed.jti,
    ward,
    place: place.id,
    also: alsoOf(parts.settings, agreed.booking),
    permitClass: agreed.permitClass,
    pack: { id, version },
    phase,
    questionnaire:
      asked === null ? null : { id: asked.questionnaire.id, version: asked.questionnaire.version },
  });
  attempts.keep(request.attempt, visit.visitId);
  return decided(parts, visit);
};

/** The agreed place, or the one that was chosen of those that could be offered; null where it could not. */
const placeFor = (parts: CheckInParts, agreed: Agreement, chosen: string | null): Place | null => {
  const place = placeOf(parts.settings, chosen ?? agreed.place);
  if (place === undefined) return null;
  return chosen === null || chosen === agreed.place || mayBeInstead(parts, agreed, place) ? place : null;
};

/** A place that a visit goes to, and a ward whose phase holds there. */
interface Visited {
  readonly place: Place;
  readonly ward: string;
}

/** A place instead in another ward is under that ward's phase too; and each next resident's place is in a ward of its own. */
const goesTo = ({ settings }: CheckInParts, { booking }: Agreement, first: Visited): Visited[] => {
  const next = (booking?.alsoVisits ?? []).flatMap(({ place }) => placeOf(settings, place) ?? []);
  return [
    first,
    ...[first.place, ...next].flatMap((place) =>
      place === first.place && place.ward === first.ward ? [] : [{ place, ward: place.ward }],
    ),
  ];
};

const situationNow = (
  parts: CheckInParts,
  agreed: Agreement,
  { party }: CheckInRequest,
  { place, ward }: Visited,
) => {
  const { settings, protocol, rulebook, clock } = parts;
  const now = clock.now();
  const { zone } = settings.institution;
  return situationOf(
    {
      settings,
      now,
      phase: rulebook.phaseFor(ward).id,
      // The end of life, a critical situation or a child is never told that there is no room.
      visitsInPlace: isUnderPlan(parts, agreed) ? visitsIn(parts, place.id).length : 0,
      stoppedToday: wasStoppedOn(zone, dayIn(zone, now), protocol.visitsOfBooking(agreed.bookingId)),
    },
    agreed,
    {
      place,
      partySize: party.length,
      children: party.filter(({ child }) => child).length,
      direction: 'arriving',
    },
  );
};

type Opening = EventBody<'visit.checked-in'>;
/** What is known before the rules have spoken. */
type Before = Pick<
  Opening,
  'bookingId' | 'jti' | 'ward' | 'place' | 'also' | 'permitClass' | 'pack' | 'phase' | 'questionnaire'
>;

/** A new visit, or the vigil's that was out, with the tasks that it makes. */
const write = (
  parts: CheckInParts,
  agreed: Agreement,
  request: CheckInRequest,
  ruling: Ruling,
  before: Before,
): Visit => {
  const { protocol, db } = parts;
  const body = bodyOf(parts, request, ruling, before);
  const personal = personalOf(agreed, request);
  const vigil = vigilThatIsOut(parts, agreed);
  const visitId = vigil?.visitId ?? newId(protocol.now());
  const event =
    vigil === null
      ? protocol.append({ type: typeOf(ruling), visitId, actor: 'visitor', personal, body })
      : protocol.append({
          type: 'visit.resumed',
          visitId,
          actor: 'visitor',
          personal: { companions: [], ...personal },
          body: asResumed(body),
        });
  if (!LETS_IN.has(ruling.outcome)) openTask(db, { kind: 'visitor-waits', eventSeq: event.seq, visitId });
  else if (ruling.callsStaff) openTask(db, { kind: 'accompany', eventSeq: event.seq, visitId });
  const visit = protocol.visit(visitId);
  if (visit === null) throw new Error('a visit was written and is not there');
  return visit;
};

/** Its names must be open still: what is found on return is sealed beside them. */
export const vigilThatIsOut = (
  { protocol }: Pick<CheckInParts, 'protocol'>,
  agreed: Pick<Agreement, 'bookingId'>,
): Visit | null =>
  protocol
    .visitsOfBooking(agreed.bookingId)
    .findLast(
      (visit) => mayResume(visit, protocol.now()) && typeof protocol.personal(visit.visitId) !== 'string',
    ) ?? null;

export const asResumed = (body: Opening): EventBody<'visit.resumed'> => {
  const { bookingId: _booking, jti: _jti, permitClass: _class, receipt: _receipt, ...asked } = body;
  return asked;
};

/** Also a postponement calls a person: whoever is told no is owed a reason by one (F1, S0:703-708). */
const typeOf = ({ outcome }: Ruling) => {
  if (LETS_IN.has(outcome)) return 'visit.checked-in';
  return outcome === 'postpone' ? 'visit.postponed' : 'visit.referred';
};

const bodyOf = (
  parts: CheckInParts,
  { party, via }: CheckInRequest,
  ruling: Ruling,
  before: Before,
): Opening => {
  const now = parts.protocol.now();
  return {
    ...before,
    partySize: party.length,
    children: party.filter(({ child }) => child).length,
    outcome: ruling.outcome,
    rules: ruling.rules.map(({ id }) => id),
    citations: distinct(ruling.rules.map(({ citation }) => citation)),
    callsStaff: ruling.callsStaff,
    via,
    attemptedAt: now,
    arrived: LETS_IN.has(ruling.outcome) ? seenAt(now, 'scanned') : null,
    receipt: newSpokenCode(parts),
  };
};

const distinct = (citations: readonly Citation[]): Citation[] => [
  ...new Map(citations.map((citation) => [`${citation.source} ${citation.printed}`, citation])).values(),
];
