import { dayIn, startOfDay, toInstant } from '../../../shared/domain/time.ts';
import type { DayParts } from './parts.ts';

const COLUMNS = 'id, jti, word_code, starts_at, ends_at, expires, sealed';

/**
 * Agreed visits that are over name people under the kiosk's own key: they go, so that a copy of tonight's disk names nobody of yesterday.
 * What stays: whom the word code still opens the way out for, or may still come with it. Cancelled tokens stay, and that a code was
 * used is in the visits.
 *
 * What stays is written anew: rows that SQLite moved between pages, or changed, left copies in unused parts of these, and a booking's key is
 * not destroyed with it. Emptying a table overwrites its pages whole.
 */
export const forgetPastBookings = ({ db, protocol, zone }: DayParts): number => {
  const began = toInstant(startOfDay(zone, dayIn(zone, Date.parse(protocol.now()))));
  const staying = db
    .prepare<[{ began: string }], unknown[]>(
      `SELECT ${COLUMNS} FROM booking WHERE NOT (ends_at <= @began
         AND (expires <= @began OR EXISTS (
           SELECT 1 FROM visit JOIN event ON seq = opened_by
           WHERE booking_id = booking.id AND state = 'left' AND body ->> '$.permitClass' <> 'vigil'))
         AND NOT EXISTS (SELECT 1 FROM visit WHERE booking_id = booking.id AND state IN ('waiting', 'inside')))`,
    )
    .raw();
  const empty = db.prepare('DELETE FROM booking');
  const writeAnew = db.prepare(`INSERT INTO booking (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)`);
  return protocol.transaction(() => {
    const rows = staying.all({ began });
    const { changes } = empty.run();
    for (const row of rows) writeAnew.run(row);
    return changes - rows.length;
  });
};
