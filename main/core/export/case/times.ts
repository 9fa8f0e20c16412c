/** Instants as other programs read them. What people read is `timeText`. */
import { dayIn } from '../../../../shared/domain/time.ts';
import { wallClock } from '../local-time.ts';

const two = (value: number): string => String(value).padStart(2, '0');

/** The same instant in the zone's own clock with its offset: `2026-03-29T03:00:00.000+02:00`. */
export const withOffset = (zone: string, instant: string): string => {
  const { wall } = wallClock(zone, instant);
  const ahead = (wall - Date.parse(instant)) / 60_000;
  const minutes = Math.abs(ahead);
  const offset = `${ahead < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return `${new Date(wall).toISOString().slice(0, -1)}${offset}`;
};

/** The calendar day in the house as midnight UTC: how Go.Data keeps a date. */
export const dayAtMidnight = (zone: string, instant: string): string =>
  `${dayIn(zone, Date.parse(instant))}T00:00:00.000Z`;
