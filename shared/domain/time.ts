import { z } from 'zod';

/** An instant in UTC with milliseconds, as `Date.prototype.toISOString` writes it. Sorts as text. */
export const instant = z.iso.datetime({ precision: 3 });

/** A calendar day in the institution's zone, `YYYY-MM-DD`. */
export const day = z.iso.date();

/** A local time of day, `HH:MM`. */
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM');

export const toInstant = (ms: number): string => new Date(ms).toISOString();

/** Making a formatter costs a hundred times what using it does, and every event of the protocol asks for its day. */
const formatters = (options: Intl.DateTimeFormatOptions) => {
  const made = new Map<string, Intl.DateTimeFormat>();
  return (zone: string): Intl.DateTimeFormat => {
    const formatter = made.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { ...options, timeZone: zone });
    made.set(zone, formatter);
    return formatter;
  };
};
const dayFormatter = formatters({ year: 'numeric', month: '2-digit', day: '2-digit' });
const timeFormatter = formatters({ hour: '2-digit', minute: '2-digit' });

/** The calendar day of an instant (ms since 1970) in an IANA zone. Throws RangeError for an unknown zone. */
export const dayIn = (zone: string, ms: number): string => dayFormatter(zone).format(ms);

/** `HH:MM` of an instant in an IANA zone, for people. */
export const timeIn = (zone: string, ms: number): string => timeFormatter(zone).format(ms);

/** The first instant (ms) of a calendar day in a zone, right on both days when the clock changes. */
export const startOfDay = (zone: string, localDay: string): number => {
  // No zone is further than 14 h from UTC: search the 28 h window for the first minute that is that day.
  const noon = Date.parse(`${localDay}T12:00:00.000Z`);
  let low = noon - 27 * 3_600_000;
  let high = noon + 15 * 3_600_000;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (dayIn(zone, middle) < localDay) low = middle;
    else high = middle;
  }
  return high;
};

/** The calendar day `count` days after (or before) another. */
export const addDays = (localDay: string, count: number): string =>
  new Date(Date.parse(`${localDay}T00:00:00.000Z`) + count * 86_400_000).toISOString().slice(0, 10);
