import type { PresenceEnd } from '../../../shared/domain/presence.ts';
import type { ReadEvent } from '../protocol/rows.ts';
import type { Visit } from '../protocol/types.ts';

/** Staff said of somebody who was written as gone that they were still here: then they were seen. */
const wasSeen = (event: ReadEvent): boolean =>
  event.actor.startsWith('staff:') &&
  ((event.type === 'visit.undone' && event.body.what === 'visit.checked-out') ||
    (event.type === 'visit.corrected' && event.body.changes.left === null));

const latestOf = (instants: readonly string[]): string =>
  instants.reduce((latest, one) => (one > latest ? one : latest), '');

/**
 * The end of a presence that nobody saw: not before they were certainly here last, not after now. The agreed end where that lies between,
 * else as early as can be.
 */
export const sweptEnd = (
  visit: Visit,
  history: readonly ReadEvent[],
  agreedEnd: string | null,
  now: string,
): PresenceEnd => {
  const arrived = visit.arrived ?? { at: visit.opened.attemptedAt, earliest: visit.opened.attemptedAt };
  const seen = history.filter(wasSeen).map(({ at }) => (at > now ? now : at));
  const earliest = latestOf([arrived.earliest, ...seen]);
  const first = latestOf([arrived.at, ...seen]);
  const at = agreedEnd !== null && agreedEnd >= first && agreedEnd <= now ? agreedEnd : first;
  return { at, evidence: 'swept', earliest, latest: now };
};
