import { setImmediate as nextTurn } from 'node:timers/promises';
import { dayIn, startOfDay, toInstant } from '../../../shared/domain/time.ts';
import type { DayParts } from './parts.ts';

const AT_ONCE = 200;

/**
 * Agreed visits that are over name people under the kiosk's own key: they go, so that a copy of tonight's disk names nobody of yesterday.
 * What stays: whom the word code still opens the way out for, or may still come with it. Cancelled tokens stay, and that a code was
 * used is in the visits.
 */
export const forgetPastBookings = async ({ db, protocol, zone }: DayParts): Promise<number> => {
  const began = toInstant(startOfDay(zone, dayIn(zone, Date.parse(protocol.now()))));
  const forget = db.prepare<[{ began: string; most: number }]>(
    `DELETE FROM booking WHERE id IN (
       SELECT id FROM booking WHERE ends_at <= @began
         AND (expires <= @began OR EXISTS (
           SELECT 1 FROM visit JOIN event ON seq = opened_by
           WHERE booking_id = booking.id AND state = 'left' AND body ->> '$.permitClass' <> 'vigil'))
         AND NOT EXISTS (SELECT 1 FROM visit WHERE booking_id = booking.id AND state IN ('waiting', 'inside'))
       LIMIT @most)`,
  );
  let forgotten = 0;
  for (;;) {
    const { changes } = protocol.transaction(() => forget.run({ began, most: AT_ONCE }));
    forgotten += changes;
    if (changes < AT_ONCE) return forgotten;
    await nextTurn();
  }
};
