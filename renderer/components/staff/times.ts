import { day as calendarDay, dayIn, startOfDay, timeIn, toInstant } from '../../../shared/domain/time.ts';

/** Days and times in English are written the British way: the day before the month, 24 hours. A browser that knows no nynorsk takes bokmål. */
const written = (language: string): string[] => (language === 'en' ? ['en-GB'] : [language, 'nb']);

/** `HH:MM` of an instant, in Danish `HH.MM`, in the institution's zone (the machine's own where none is known yet). Empty for nothing. */
export const clockOf = (at: string | null | undefined, language: string, zone?: string): string =>
  at === null || at === undefined
    ? ''
    : new Intl.DateTimeFormat(written(language), {
        hour: '2-digit',
        minute: '2-digit',
        ...(zone === undefined ? {} : { timeZone: zone }),
      }).format(new Date(at));

/** A count for a person: thousands apart. */
export const numberOf = (count: number, language: string): string => count.toLocaleString(written(language));

/** Day and time of an instant for a person. */
export const momentOf = (at: string, language: string, zone?: string): string =>
  new Intl.DateTimeFormat(written(language), {
    dateStyle: 'medium',
    timeStyle: 'short',
    ...(zone === undefined ? {} : { timeZone: zone }),
  }).format(new Date(at));

/** A calendar day for a person; `full` with the day of the week. */
export const dayOf = (
  day: string,
  language: string,
  dateStyle: 'full' | 'long' | 'medium' = 'full',
): string =>
  new Intl.DateTimeFormat(written(language), { dateStyle, timeZone: 'UTC' }).format(
    new Date(`${day}T12:00:00Z`),
  );

/**
 * The instant of a local `HH:MM` (also `9.30`) on the day of `now` (an instant), in a zone; the day before when that would be more than
 * 12 hours ahead. Null for what is no time.
 */
export function atClock(time: string, now: string, zone: string): string | null {
  const nowMs = Date.parse(now);
  const found = atMoment(dayIn(zone, nowMs), time, zone);
  if (found === null) return null;
  const at = Date.parse(found);
  return at - nowMs > 12 * 3_600_000 ? toInstant(at - 24 * 3_600_000) : found;
}

/** The instant of a local `HH:MM` (also `9.30`) on a calendar day, in a zone. Null for what is no day or no time. */
export function atMoment(day: string, time: string, zone: string): string | null {
  const wanted = time.trim().replace('.', ':').padStart(5, '0');
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(wanted) || !calendarDay.safeParse(day).success) return null;
  const [hours = 0, minutes = 0] = wanted.split(':').map(Number);
  // Found by looking, so that both days when the clock changes come out right.
  const guess = startOfDay(zone, day) + (hours * 60 + minutes) * 60_000;
  const found = [0, -60, 60].map((shift) => guess + shift * 60_000).find((at) => timeIn(zone, at) === wanted);
  return found === undefined ? null : toInstant(found);
}
