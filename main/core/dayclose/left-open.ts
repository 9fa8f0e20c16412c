/** What a day leaves open that nobody will come back to. */
import { addDays, dayIn, toInstant } from '../../../shared/domain/time.ts';
import { inSlices } from '../policy/in-slices.ts';
import { closeTask, closeTasksOfVisit, openTasks } from '../protocol/tasks.ts';
import type { Visit } from '../protocol/types.ts';
import type { DayParts } from './parts.ts';

/**
 * Who waited for staff when the house closed, and still does when the day is over, has gone again: withdrawn by the kiosk, and on the
 * board of the next day among those whose visit ended. Who came after closing time waits on. How many.
 */
export const letGoOfWaiting = async ({ db, protocol, zone, closing }: DayParts): Promise<number> => {
  const now = protocol.now();
  const closed = toInstant(closing.last(Date.parse(now)));
  const today = dayIn(zone, Date.parse(now));
  const isForgotten = ({ state, arrived, opened: { attemptedAt } }: Visit): boolean =>
    state === 'waiting' &&
    // Who was let in and asked to wait again was inside: a person says when that ended.
    arrived === null &&
    attemptedAt < closed &&
    dayIn(zone, Date.parse(attemptedAt)) < today;
  const withdrawOne = (visitId: string): string | null =>
    protocol.transaction(() => {
      const visit = protocol.visit(visitId);
      if (visit === null || !isForgotten(visit)) return null;
      protocol.append({ type: 'visit.withdrawn', visitId, actor: 'kiosk', body: {} });
      closeTasksOfVisit(db, visitId, ['visitor-waits', 'accompany'], 'kiosk', protocol.now());
      return visitId;
    });
  const forgotten = protocol.openVisits().filter(isForgotten);
  return (await inSlices(forgotten, ({ visitId }) => withdrawOne(visitId))).length;
};

/** Nobody answered for a whole day whether they saw somebody go: it stays as it was swept. */
export const closeOldQuestions = ({ db, protocol, zone }: DayParts): void => {
  const now = protocol.now();
  const yesterday = addDays(dayIn(zone, Date.parse(now)), -1);
  const old = openTasks(db).filter(({ kind, detail }) => kind === 'swept' && (detail ?? '') < yesterday);
  if (old.length === 0) return;
  protocol.transaction(() => {
    for (const { id } of old) closeTask(db, id, 'kiosk', now);
  });
};
