/** What a pack or a phase would have done with the last fortnight, and will do with tomorrow (decision 0016). */
import type { PolicyChange, Rehearsal } from '../../../shared/api/policy.ts';
import type { Actor } from '../../../shared/domain/events.ts';
import { addDays, dayIn } from '../../../shared/domain/time.ts';
import type { Bookings } from '../bookings/store.ts';
import type { Visit } from '../protocol/types.ts';
import { inSlices } from './in-slices.ts';
import { isRefused, type Refused } from './refusal.ts';
import { rehearseBooking } from './rehearsed-bookings.ts';
import { createVisitRehearsal } from './rehearsed-visits.ts';
import type { RehearsalTokens } from './rehearsal-token.ts';
import type { OpenPolicy } from './rulebook.ts';
import { wouldBe } from './would-be.ts';

/** Today included. */
const DAYS = 14;
/** More visits than any house has in a fortnight; the latest of them then. */
const MOST_VISITS = 5000;

export interface RehearsalParts {
  readonly policy: OpenPolicy;
  readonly bookings: Bookings;
}

/** Changes nothing but the log, which keeps that it was done. */
export const rehearse = async (
  { policy, bookings }: RehearsalParts,
  tokens: RehearsalTokens,
  change: PolicyChange,
  by: Actor,
): Promise<Rehearsal | Refused> => {
  const { protocol, clock, settings } = policy;
  const after = wouldBe(policy, change);
  if (isRefused(after)) return after;
  const token = tokens.of(change);
  const today = dayIn(settings.institution.zone, clock.now());
  const from = addDays(today, 1 - DAYS);
  const tomorrow = addDays(today, 1);
  const days = Array.from({ length: DAYS }, (_, index) => addDays(from, index));
  const ofDays = await inSlices(days, (day): Visit[] => protocol.visitsOfDay(day));
  // What was a mistake is rehearsed by nobody.
  const visits = ofDays
    .flat()
    .filter(({ undone }) => !undone)
    .slice(-MOST_VISITS);
  const expected = bookings
    .ofDay(tomorrow)
    .filter(
      (booking) =>
        !booking.cancelled &&
        !bookings.isCancelled(booking.jti) &&
        dayIn(settings.institution.zone, Date.parse(booking.from)) === tomorrow,
    );
  const visitsHit = await inSlices(visits, createVisitRehearsal({ policy, bookings, after, visits }));
  const bookingsHit = await inSlices(expected, (booking) =>
    rehearseBooking(policy, after, booking, expected),
  );
  const { id, version } = after.rules.pack;
  const counts = {
    visits: visits.length,
    visitsHit: visitsHit.length,
    bookings: expected.length,
    bookingsHit: bookingsHit.length,
  };
  protocol.transaction(() =>
    protocol.append({
      type: 'policy.rehearsed',
      body: { pack: { id, version }, phase: change.kind === 'phase' ? change.phase : null, ...counts },
      actor: by,
    }),
  );
  return {
    change,
    token,
    from,
    to: today,
    visits: counts.visits,
    visitsHit,
    tomorrow,
    bookings: counts.bookings,
    bookingsHit,
  };
};
