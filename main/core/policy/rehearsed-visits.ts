import type { Rehearsal } from '../../../shared/api/policy.ts';
import type { Bookings } from '../bookings/store.ts';
import type { Visit } from '../protocol/types.ts';
import type { OpenPolicy } from './rulebook.ts';
import type { WouldBe } from './would-be.ts';

type VisitHit = Rehearsal['visitsHit'][number];
interface Parts {
  readonly policy: OpenPolicy;
  readonly bookings: Bookings;
  readonly after: WouldBe;
  readonly visits: readonly Visit[];
}
export const createVisitRehearsal =
  (_parts: Parts) =>
  (_visit: Visit): VisitHit | null =>
    null;
