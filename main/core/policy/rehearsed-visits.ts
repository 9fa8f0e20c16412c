/** Visits that are past as they would have fared: by every set of answers that fits with what was decided (decision 0016). */
import type { Rehearsal } from '../../../shared/api/policy.ts';
import { dayIn } from '../../../shared/domain/time.ts';
import {
  replayOf,
  type PackInForce,
  type PastVisit,
  type Replay,
  type Situation,
} from '../../../shared/policy/index.ts';
import type { Bookings } from '../bookings/store.ts';
import { wasStoppedOn } from '../checkin/checks.ts';
import { isUnderPlan } from '../checkin/room.ts';
import { situationOf, wardOf } from '../checkin/situation.ts';
import type { Visit } from '../protocol/types.ts';
import { rulingIfAllNo } from './if-all-no.ts';
import type { OpenPolicy } from './rulebook.ts';
import type { WouldBe } from './would-be.ts';

type VisitHit = Rehearsal['visitsHit'][number];
type Past = Omit<Situation, 'answers'>;

interface Parts {
  readonly policy: OpenPolicy;
  readonly bookings: Bookings;
  readonly after: WouldBe;
  /** All of the days that are rehearsed: who else was there then. */
  readonly visits: readonly Visit[];
}

/** Others who were in its place as it began. */
const othersThere = ({ visitId, opened }: Visit, inPlace: readonly Visit[]): number =>
  inPlace.filter(
    (other) =>
      other.visitId !== visitId &&
      other.arrived !== null &&
      other.arrived.at <= opened.attemptedAt &&
      (other.left === null || other.left.at > opened.attemptedAt),
  ).length;

const createSituations = ({ policy: { settings }, bookings, visits }: Parts) => {
  const byPlace = Map.groupBy(visits, ({ opened }) => opened.place);
  const byBooking = Map.groupBy(visits, ({ opened }) => opened.bookingId ?? '');
  return (visit: Visit, phase: string): Past | null => {
    const { opened } = visit;
    const place = settings.places.find(({ id }) => id === opened.place);
    if (place === undefined || wardOf(settings, opened.place) === undefined) return null;
    const { zone } = settings.institution;
    const now = Date.parse(opened.attemptedAt);
    const booking = opened.bookingId === null ? null : bookings.byId(opened.bookingId);
    const earlier = (byBooking.get(opened.bookingId ?? '') ?? []).filter(
      (other) => opened.bookingId !== null && other.openedBy < visit.openedBy,
    );
    return situationOf(
      {
        settings,
        now,
        phase,
        visitsInPlace: isUnderPlan({ settings }, opened)
          ? othersThere(visit, byPlace.get(opened.place) ?? [])
          : 0,
        stoppedToday: wasStoppedOn(zone, dayIn(zone, now), earlier),
      },
      {
        permitClass: opened.permitClass,
        place: opened.place,
        partySize: booking?.partySize ?? opened.partySize,
        booking,
      },
      { place, partySize: opened.partySize, children: opened.children, direction: 'arriving' },
    );
  };
};

/** Gives what a visit would have become, where that is another outcome; null where it is not, or its place is not known any more. */
export const createVisitRehearsal = (parts: Parts): ((visit: Visit) => VisitHit | null) => {
  const { policy, after } = parts;
  const { rulebook, questionnaires } = policy;
  const situationThen = createSituations(parts);
  const replays = new Map<string, { rules: PackInForce; replay: (visit: PastVisit) => Replay }>();
  const replayFrom = ({ pack: { id, version } }: Visit['opened']) => {
    const name = JSON.stringify([id, version]);
    const known = replays.get(name);
    if (known !== undefined) return known;
    const rules = rulebook.rulesOf(id, version) ?? rulebook.rules();
    const made = { rules, replay: replayOf(rules, after.rules) };
    replays.set(name, made);
    return made;
  };

  /** Staff took them in without questions, or what is known of the booking has changed since: as if nobody had answered yes. */
  const asIfAllNo = (rules: PackInForce, before: Past, then: Past): Replay | null => {
    const was = rulingIfAllNo(rules, questionnaires, [before]);
    const is = rulingIfAllNo(after.rules, questionnaires, [then]);
    if (was.outcome === is.outcome) return null;
    const fired = new Set(is.rules.map(({ id }) => id));
    const packs = after.rules.base === null ? [after.rules.pack] : [after.rules.pack, after.rules.base];
    return {
      outcomes: [is.outcome],
      certain: false,
      rules: packs.flatMap(({ rules: all }) => all.filter(({ id }) => fired.has(id))),
    };
  };

  return (visit) => {
    const { opened } = visit;
    const { rules, replay } = replayFrom(opened);
    const phase = opened.phase?.id ?? rules.pack.defaultPhase;
    const situation = situationThen(visit, phase);
    if (situation === null) return null;
    const phaseAfter = after.phaseThen(opened.ward, opened.phase?.id ?? null);
    const replayed = replay({ situation, phaseAfter, fired: opened.rules });
    const would =
      replayed.outcomes.length > 0
        ? replayed
        : asIfAllNo(rules, situation, { ...situation, phase: phaseAfter });
    if (would === null || would.outcomes.every((outcome) => outcome === opened.outcome)) return null;
    return {
      permitClass: opened.permitClass,
      ward: opened.ward,
      place: opened.place,
      partySize: opened.partySize,
      before: opened.outcome,
      after: [...would.outcomes],
      certain: would.certain,
      rules: would.rules.map(({ id, staffText, citation }) => ({ id, staffText, citation })),
      visitId: visit.visitId,
      at: opened.attemptedAt,
    };
  };
};
