/** Instants and days as the protocol writes them. */

const ZERO = 48;
/** The number that a text has at a place in so many digits; negative where there are none. */
const digits = (text: string, from: number, count: number): number => {
  let number = 0;
  for (let at = from; at < from + count; at += 1) {
    const digit = text.charCodeAt(at) - ZERO;
    if (!(digit >= 0 && digit <= 9)) return -1;
    number = number * 10 + digit;
  }
  return number;
};

const LONGEST = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** Whether a text begins with a day. By hand and not by an expression: of each event several instants are asked, and this is a tenth of the time. */
const startsWithDay = (text: string): boolean => {
  if (text[4] !== '-' || text[7] !== '-') return false;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  if (year < 0 || day < 1 || day > (LONGEST[month - 1] ?? 0)) return false;
  return month !== 2 || day < 29 || isLeap(year);
};
const isUpTo = (number: number, most: number): boolean => number >= 0 && number <= most;

const INSTANT_LENGTH = 'YYYY-MM-DDTHH:MM:SS.mmmZ'.length;
/** `YYYY-MM-DDTHH:MM:SS.mmmZ`. */
export const isInstant = (value: unknown): value is string =>
  typeof value === 'string' &&
  value.length === INSTANT_LENGTH &&
  startsWithDay(value) &&
  value[10] === 'T' &&
  isUpTo(digits(value, 11, 2), 23) &&
  value[13] === ':' &&
  isUpTo(digits(value, 14, 2), 59) &&
  value[16] === ':' &&
  isUpTo(digits(value, 17, 2), 59) &&
  value[19] === '.' &&
  digits(value, 20, 3) >= 0 &&
  value[23] === 'Z';
/** `YYYY-MM-DD`. */
export const isDay = (value: unknown): value is string =>
  typeof value === 'string' && value.length === 10 && startsWithDay(value);

const DAY_MS = 86_400_000;
/** How many days of the calendar lie between two days. */
export const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS;

/** Days of the year before each month, counted from March: a leap day is then the last of its year. */
const BEFORE_MONTH = [306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275];
/** 1970-01-01, in days since the first of March of the year 0. */
const EPOCH = 719_468;
/** Milliseconds since 1970 of an instant, as `Date.parse` gives them. */
export const millisecondsOf = (instant: string): number => {
  const month = digits(instant, 5, 2);
  const year = digits(instant, 0, 4) - (month < 3 ? 1 : 0);
  const leapDays = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
  const days = 365 * year + leapDays + (BEFORE_MONTH[month - 1] ?? 0) + digits(instant, 8, 2) - 1 - EPOCH;
  const minutes = (days * 24 + digits(instant, 11, 2)) * 60 + digits(instant, 14, 2);
  return (minutes * 60 + digits(instant, 17, 2)) * 1000 + digits(instant, 20, 3);
};

export interface Calendar {
  /** The day of an instant in the institution's zone. */
  dayOf(instant: string): string;
}

/** Every clock on earth changes its day, and its distance from UTC, on a quarter of an hour. */
const QUARTER_MS = 900_000;
/** So many quarters are one day for the most part: only where their ends are two days is each of them asked. */
const BLOCK = 24;
const MOST_KEPT = 100_000;

/** Throws RangeError for an unknown zone. */
export const createCalendar = (zone: string): Calendar => {
  const formatter = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const remembered = <T>(find: (key: number) => T): ((key: number) => T) => {
    const known = new Map<number, T>();
    return (key) => {
      const before = known.get(key);
      if (before !== undefined) return before;
      if (known.size >= MOST_KEPT) known.clear();
      const found = find(key);
      known.set(key, found);
      return found;
    };
  };
  const ofQuarter = remembered((quarter) => formatter.format(quarter * QUARTER_MS));
  /** Empty: more days than one. */
  const ofBlock = remembered((block) => {
    const first = formatter.format(block * BLOCK * QUARTER_MS);
    return first === formatter.format((block * BLOCK + BLOCK - 1) * QUARTER_MS) ? first : '';
  });
  return {
    dayOf(instant) {
      const quarter = Math.floor(millisecondsOf(instant) / QUARTER_MS);
      return ofBlock(Math.floor(quarter / BLOCK)) || ofQuarter(quarter);
    },
  };
};
