/** Instants as other programs read them. */
import { dayIn } from '../../../../shared/domain/time.ts';

/** Making a formatter costs a hundred times what using it does. */
const formatters = new Map<string, Intl.DateTimeFormat>();
const formatterOf = (zone: string): Intl.DateTimeFormat => {
  const made =
    formatters.get(zone) ?? new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  formatters.set(zone, made);
  return made;
};

/** What the clocks of a zone are ahead of UTC at an instant: `+01:00`. */
const offsetAt = (zone: string, ms: number): string => {
  const name = formatterOf(zone)
    .formatToParts(ms)
    .find(({ type }) => type === 'timeZoneName')?.value;
  return /GMT([+-]\d\d:\d\d)/.exec(name ?? '')?.[1] ?? '+00:00';
};

const wallAt = (zone: string, ms: number): string => {
  const [hours = 0, minutes = 0] = offsetAt(zone, ms).slice(1).split(':').map(Number);
  const ahead = (hours * 60 + minutes) * (offsetAt(zone, ms).startsWith('-') ? -60_000 : 60_000);
  return new Date(ms + ahead).toISOString().slice(0, -1);
};

/** The same instant in the zone's own clock with its offset: `2026-03-29T03:00:00.000+02:00`. */
export const withOffset = (zone: string, instant: string): string => {
  const ms = Date.parse(instant);
  return `${wallAt(zone, ms)}${offsetAt(zone, ms)}`;
};

const HOUR = 3_600_000;
/** `DD.MM.YYYY HH:MM:SS` in the zone of the house; in the hour that comes twice with its offset. */
export const spokenTime = (zone: string, instant: string): string => {
  const ms = Date.parse(instant);
  const wall = wallAt(zone, ms);
  const isTwice = [-HOUR, HOUR].some((shift) => wallAt(zone, ms + shift) === wall);
  const [year = '', month = '', day = ''] = wall.slice(0, 10).split('-');
  return `${day}.${month}.${year} ${wall.slice(11, 19)}${isTwice ? ` GMT${offsetAt(zone, ms)}` : ''}`;
};

/** The calendar day in the house as midnight UTC: how Go.Data keeps a date. */
export const dayAtMidnight = (zone: string, instant: string): string =>
  `${dayIn(zone, Date.parse(instant))}T00:00:00.000Z`;
