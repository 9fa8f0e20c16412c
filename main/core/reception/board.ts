import type { z } from 'zod';
import type { Board, taskRow } from '../../../shared/api/staff.ts';
import type { Booking } from '../../../shared/domain/booking.ts';
import { addDays, dayIn, startOfDay, toInstant } from '../../../shared/domain/time.ts';
import { openTasks } from '../protocol/tasks.ts';
import type { Visit } from '../protocol/types.ts';
import type { ReceptionParts } from './parts.ts';
import { expectedRowOf, visitRow } from './rows.ts';

/** A vigil may last for days; one that is longer is looked up, not listed. */
const LONGEST_DAYS = 31;

const today = ({ protocol, settings }: ReceptionParts): string =>
  dayIn(settings.institution.zone, Date.parse(protocol.now()));

/** Agreed for today, not cancelled, and nobody came with it yet. */
export const expectedBookings = (parts: ReceptionParts): Booking[] =>
  parts.bookings
    .ofDay(today(parts))
    .filter(
      (booking) =>
        !booking.cancelled &&
        !parts.bookings.isCancelled(booking.jti) &&
        parts.protocol.visitsOfBooking(booking.id).length === 0,
    );

/** Visits that ended or were postponed today, whenever they began; the latest first. */
export const endedToday = ({ db, protocol, settings }: ReceptionParts, day: string): Visit[] => {
  const began = toInstant(startOfDay(settings.institution.zone, day));
  const earlier = db
    .prepare<[string, string, string], { visit_id: string }>(
      `SELECT visit_id FROM visit WHERE day >= ? AND day < ? AND state = 'left' AND "left" ->> '$.at' >= ?`,
    )
    .all(addDays(day, -LONGEST_DAYS), day, began)
    .flatMap(({ visit_id }) => protocol.visit(visit_id) ?? []);
  const whenEnded = (visit: Visit) => visit.left?.at ?? visit.opened.attemptedAt;
  return [...earlier, ...protocol.visitsOfDay(day)]
    .filter(({ state }) => state === 'left' || state === 'closed')
    .sort((one, other) => (whenEnded(one) < whenEnded(other) ? 1 : -1));
};

const tasks = (parts: ReceptionParts): z.infer<typeof taskRow>[] =>
  openTasks(parts.db).map((task) => {
    const visit = task.visitId === null ? null : parts.protocol.visit(task.visitId);
    return {
      id: task.id,
      kind: task.kind,
      since: task.openedAt,
      visit: visit === null ? null : visitRow(parts, visit),
      detail: task.detail,
    };
  });

/** All that reception sees, as of one moment. */
export const board = (parts: ReceptionParts): Board => {
  const { protocol, settings } = parts;
  const { institution, wards, places, demo } = settings;
  const row = (visit: Visit) => visitRow(parts, visit);
  return {
    revision: protocol.changes.revision(),
    now: protocol.now(),
    institution: institution.name,
    zone: institution.zone,
    demo,
    wards: wards.map(({ id, name }) => ({ id, name })),
    places: places.map(({ id, ward, name }) => ({ id, ward, name: name.nb })),
    expected: expectedBookings(parts).map(expectedRowOf),
    waiting: tasks(parts),
    inside: protocol
      .openVisits()
      .filter(({ state }) => state === 'inside')
      .map(row),
    ended: endedToday(parts, today(parts)).map(row),
  };
};
