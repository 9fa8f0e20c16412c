/** Instants as other programs read them. */
import { dayIn } from '../../../../shared/domain/time.ts';
import { localTime } from '../local-time.ts';

/** `DD.MM.YYYY HH:MM:SS` in the zone of the house; in the hour that comes twice with its offset. */
export const spokenTime = (zone: string, instant: string): string => {
  const cell = localTime(zone, instant);
  return typeof cell === 'string' ? cell : cell.plain;
};

/** The same instant in the zone's own clock with its offset: `2026-03-29T03:00:00.000+02:00`. */
export const withOffset = (zone: string, instant: string): string => {
  const ms = Date.parse(instant);
  const name = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(ms)
    .find(({ type }) => type === 'timeZoneName')?.value;
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name ?? '') ?? [];
  if (sign === undefined) return instant;
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -60_000 : 60_000);
  return `${new Date(ms + offset).toISOString().slice(0, -1)}${sign}${hours ?? ''}:${minutes ?? ''}`;
};

/** The calendar day in the house as midnight UTC: how Go.Data keeps a date. */
export const dayAtMidnight = (zone: string, instant: string): string =>
  `${dayIn(zone, Date.parse(instant))}T00:00:00.000Z`;
