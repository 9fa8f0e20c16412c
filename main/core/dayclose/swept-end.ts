import type { PresenceEnd } from '../../../shared/domain/presence.ts';
import type { ReadEvent } from '../protocol/rows.ts';
import type { Visit } from '../protocol/types.ts';

/** Staff said that somebody had not gone, who was written as gone or stood on paper: then they were seen. */
const wasSeen = (event: ReadEvent): boolean =>
  event.actor.startsWith('staff:') &&
  ((event.type === 'visit.undone' && event.body.what === 'visit.checked-out') ||
    (event.type === 'visit.corrected' && event.body.changes.left === null) ||
    (event.type === 'visit.entered-late' && event.body.left === null));

const latestOf = (instants: readonly string[]): string =>
  instants.reduce((latest, one) => (one > latest ? one : latest), '');

const arrivalOf = ({ arrived, opened: { attemptedAt } }: Visit) =>
  arrived ?? { at: attemptedAt, earliest: attemptedAt };
const seen = (history: readonly ReadEvent[], now: string): string[] =>
  history.filter(wasSeen).map(({ at }) => (at > now ? now : at));

/** When they were here last, as far as anybody knows: they came, or were seen later. */
export const lastHere = (visit: Visit, history: readonly ReadEvent[], now: string): string =>
  latestOf([arrivalOf(visit).at, ...seen(history, now)]);

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
  const earliest = latestOf([arrivalOf(visit).earliest, ...seen(history, now)]);
  const first = lastHere(visit, history, now);
  const at = agreedEnd !== null && agreedEnd >= first && agreedEnd <= now ? agreedEnd : first;
  return { at, evidence: 'swept', earliest, latest: now };
};
