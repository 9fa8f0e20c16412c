/** How full a place is, and where else a visit could be (V7, S0:482-485). */
import type { PermitClass, PlaceKind } from '../../../shared/domain/outcome.ts';
import type { Place } from '../../../shared/domain/settings.ts';
import { decideParty, factsOf, type Situation } from '../../../shared/policy/index.ts';
import type { Asked } from '../policy/index.ts';
import type { Visit } from '../protocol/types.ts';
import type { Agreement } from './checks.ts';
import type { LookParts } from './look.ts';
import { isPrivateHome } from './private-home.ts';
import { situationOf, wardOf } from './situation.ts';
import { placeOf } from './where.ts';

/** Whom a plan's numbers never touch: the end of life, a critical situation and children come before them (decision 0017). */
const BEFORE_ANY_PLAN: ReadonlySet<PermitClass> = new Set([
  'end-of-life',
  'vigil',
  'critical-situation',
  'child',
]);

/** Kinds of place that are for visits, and nobody's own room, home or living room. */
const FOR_VISITS: ReadonlySet<PlaceKind> = new Set([
  'visit-room',
  'outdoors',
  'pavilion',
  'plexiglass',
  'garden-walk',
]);

const MOST_OFFERS = 3;

/** Whether the hours, lengths and numbers of a plan may be held against who comes with this agreement. */
export const isUnderPlan = (
  parts: Pick<LookParts, 'settings'>,
  agreed: Pick<Agreement, 'permitClass' | 'place'>,
) => {
  const ward = placeOf(parts.settings, agreed.place)?.ward;
  return (
    !BEFORE_ANY_PLAN.has(agreed.permitClass) && !(ward !== undefined && isPrivateHome(parts.settings, ward))
  );
};

const isIn = (visit: Visit, placeId: string): boolean =>
  visit.state === 'inside' &&
  (visit.place === placeId || visit.opened.also.some(({ place }) => place === placeId));

export const visitsIn = ({ protocol }: Pick<LookParts, 'protocol'>, placeId: string): Visit[] =>
  protocol.openVisits().filter((visit) => isIn(visit, placeId));

const noToAll = (asked: Asked | null): Situation['answers'] =>
  Object.fromEntries(
    (asked?.questionnaire.item ?? [])
      .filter(({ type }) => type === 'boolean')
      .map(({ linkId }) => [linkId, false]),
  );

/** The agreed party in a place, as of now, if they answer no to whatever can be answered so. */
const inPlace = (parts: LookParts, agreed: Agreement, place: Place, visitsInPlace: number): Situation => {
  const ward = wardOf(parts.settings, agreed.place);
  if (ward === undefined) throw new Error('a place without a ward was let through the checks');
  return {
    ...situationOf(
      {
        settings: parts.settings,
        now: parts.clock.now(),
        phase: parts.rulebook.phaseFor(ward.id).id,
        visitsInPlace,
        stoppedToday: false,
      },
      agreed,
      { place, partySize: agreed.partySize, children: 0, direction: 'arriving' },
    ),
    answers: noToAll(parts.rulebook.asked(ward.kind, agreed.permitClass)),
  };
};

/** A place may be chosen instead of the agreed one: of the same entrance, for visits, and the rules say no other of it than of the agreed one. */
export const mayBeInstead = (parts: LookParts, agreed: Agreement, place: Place): boolean => {
  const { settings, rulebook } = parts;
  const wanted = placeOf(settings, agreed.place);
  if (wanted === undefined || place.id === wanted.id || place.entrance !== wanted.entrance) return false;
  if (!FOR_VISITS.has(place.kind) || isPrivateHome(settings, place.ward)) return false;
  const rules = rulebook.rules();
  const there = inPlace(parts, agreed, place, 0);
  // A place in another ward is under that ward's phase, too.
  const both = [there, { ...there, phase: rulebook.phaseFor(place.ward).id }];
  if (!both.every((situation) => factsOf(rules.pack, situation).placeOpen)) return false;
  return decideParty(rules, both).outcome === decideParty(rules, [inPlace(parts, agreed, wanted, 0)]).outcome;
};

const isFull = (parts: LookParts, agreed: Agreement, place: Place): boolean =>
  factsOf(parts.rulebook.rules().pack, inPlace(parts, agreed, place, visitsIn(parts, place.id).length))
    .placeFull;

export interface NoRoom {
  /** Their own ward's places first. */
  readonly offers: readonly Place[];
  /** When the first of those who are there is expected to leave: an instant to come; null where nobody can say. */
  readonly freeAt: string | null;
}

/** Null where there is room, and for whom no plan is held against. */
export const noRoom = (parts: LookParts, agreed: Agreement): NoRoom | null => {
  const place = placeOf(parts.settings, agreed.place);
  if (place === undefined || !isUnderPlan(parts, agreed) || !isFull(parts, agreed, place)) return null;
  const isOther = (one: Place) => (one.ward === place.ward ? 0 : 1);
  const now = parts.protocol.now();
  const ends = visitsIn(parts, place.id)
    .flatMap(({ opened }) =>
      opened.bookingId === null ? [] : (parts.bookings.byId(opened.bookingId)?.to ?? []),
    )
    .filter((end) => end > now)
    .sort();
  return {
    offers: parts.settings.places
      .filter((one) => mayBeInstead(parts, agreed, one) && !isFull(parts, agreed, one))
      .sort((one, other) => isOther(one) - isOther(other))
      .slice(0, MOST_OFFERS),
    freeAt: ends[0] ?? null,
  };
};
