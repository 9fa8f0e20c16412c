/** Opprydding ved stengetid: whoever nobody checked out is written as gone, with how little is known of when (design.md §3). */
import type { Database } from 'better-sqlite3';
import { dayIn, toInstant } from '../../../shared/domain/time.ts';
import { inSlices } from '../policy/in-slices.ts';
import { closeTasksOfVisit, openTask } from '../protocol/tasks.ts';
import type { Visit } from '../protocol/types.ts';
import { staysOvernight } from './overnight.ts';
import type { DayParts } from './parts.ts';
import { lastHere, sweptEnd } from './swept-end.ts';

const agreedEnds = (db: Database) => {
  const end = db.prepare<[string], string>('SELECT ends_at FROM booking WHERE id = ?').pluck();
  return ({ opened }: Visit): string | null =>
    opened.bookingId === null ? null : (end.get(opened.bookingId) ?? null);
};

/**
 * Ends the visits that are over: of who came before the house closed last and was not seen since, and whose agreed time is over or was never
 * agreed. Who came later was let in by somebody who knew the hour, and is asked about at the next closing time. How many.
 */
export const sweep = async ({ db, protocol, zone, closing }: DayParts): Promise<number> => {
  const endOf = agreedEnds(db);
  const closed = toInstant(closing.last(Date.parse(protocol.now())));
  const day = dayIn(zone, Date.parse(closed));

  const isOver = (visit: Visit): boolean => {
    const { visitId, state, opened } = visit;
    if (state !== 'inside' || staysOvernight(opened.permitClass)) return false;
    const now = protocol.now();
    const end = endOf(visit);
    return (end === null || end <= now) && lastHere(visit, protocol.history(visitId), now) < closed;
  };
  /** As it stands now: somebody may have checked it out since it was found. */
  const sweepOne = (visitId: string): string | null =>
    protocol.transaction(() => {
      const visit = protocol.visit(visitId);
      if (visit === null || !isOver(visit)) return null;
      const now = protocol.now();
      const left = sweptEnd(visit, protocol.history(visitId), endOf(visit), now);
      const { seq } = protocol.append({
        type: 'visit.checked-out',
        visitId,
        actor: 'kiosk',
        body: { left },
      });
      closeTasksOfVisit(db, visitId, ['accompany'], 'kiosk', now);
      openTask(db, { kind: 'swept', eventSeq: seq, visitId, detail: day });
      return visitId;
    });

  const over = protocol.openVisits().filter(isOver);
  return (await inSlices(over, ({ visitId }) => sweepOne(visitId))).length;
};
