/** Instants and days as the protocol writes them. */

const INSTANT = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;
const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

/** Only the end of a month is looked up: the expression has asked the rest. */
const isOnCalendar = (text: string): boolean =>
  text.slice(8, 10) <= '28' ||
  new Date(`${text.slice(0, 10)}T00:00:00.000Z`).toISOString().startsWith(text.slice(0, 10));

/** `YYYY-MM-DDTHH:MM:SS.mmmZ`. */
export const isInstant = (value: unknown): value is string =>
  typeof value === 'string' && INSTANT.test(value) && isOnCalendar(value);
/** `YYYY-MM-DD`. */
export const isDay = (value: unknown): value is string =>
  typeof value === 'string' && DAY.test(value) && isOnCalendar(value);

const DAY_MS = 86_400_000;
/** How many days of the calendar lie between two days. */
export const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS;

export interface Calendar {
  /** The day of an instant in the institution's zone. */
  dayOf(instant: string): string;
}

/** Every clock on earth changes its day, and its distance from UTC, on a quarter of an hour. */
const QUARTER_MS = 900_000;
const MOST_KEPT = 100_000;

/** Throws RangeError for an unknown zone. */
export const createCalendar = (zone: string): Calendar => {
  const formatter = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const known = new Map<number, string>();
  return {
    dayOf(instant) {
      const quarter = Math.floor(Date.parse(instant) / QUARTER_MS);
      const before = known.get(quarter);
      if (before !== undefined) return before;
      if (known.size >= MOST_KEPT) known.clear();
      const day = formatter.format(quarter * QUARTER_MS);
      known.set(quarter, day);
      return day;
    },
  };
};
