/** FHIR's date, dateTime and time: partial dates are values too, and then a comparison may have no answer. */

const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
const DATE_TIME =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?(Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)?$/;
const TIME = /^(\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?$/;

interface Parts {
  readonly of: 'date' | 'time';
  /** Year, month, day, hour, minute, second; or from the hour on. As many as are given. */
  readonly numbers: readonly number[];
  readonly zone: string | null;
}

const numbersOf = (parts: readonly (string | undefined)[]): number[] =>
  parts.filter((part) => part !== undefined).map(Number);

const withFraction = (numbers: readonly number[], fraction: string | undefined): readonly number[] =>
  fraction === undefined
    ? numbers
    : numbers.map((number, at) => (at === numbers.length - 1 ? number + Number(`0${fraction}`) : number));

const isDay = ([year = 1, month = 1, day = 1]: readonly number[]): boolean => {
  const last = new Date(0);
  last.setUTCFullYear(year, month, 0);
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= last.getUTCDate();
};
const isClock = ([hour = 0, minute = 0, second = 0]: readonly number[]): boolean =>
  hour < 24 && minute < 60 && second < 61;

const partsOf = (text: string): Parts | null => {
  const date = DATE.exec(text);
  if (date) {
    const numbers = numbersOf(date.slice(1));
    return isDay(numbers) ? { of: 'date', numbers, zone: null } : null;
  }
  const full = DATE_TIME.exec(text);
  if (full) {
    const numbers = withFraction(numbersOf(full.slice(1, 7)), full[7]);
    return isDay(numbers) && isClock(numbers.slice(3))
      ? { of: 'date', numbers, zone: full[8] ?? null }
      : null;
  }
  const time = TIME.exec(text);
  if (!time) return null;
  const numbers = withFraction(numbersOf(time.slice(1, 4)), time[4]);
  return isClock(numbers) ? { of: 'time', numbers, zone: null } : null;
};

/** As FHIR writes them: a time with its seconds, a dateTime with its zone when it has a time. */
export const isTemporal = (type: 'date' | 'dateTime' | 'time', text: string): boolean => {
  const parts = partsOf(text);
  if (parts === null) return false;
  if (type === 'time') return parts.of === 'time' && parts.numbers.length === 3;
  if (parts.of === 'time') return false;
  if (parts.numbers.length <= 3) return true;
  return type === 'dateTime' && parts.numbers.length === 6 && parts.zone !== null;
};

/**
 * Negative, zero or positive; null where the two cannot be compared, «unknown» where they differ only in precision (R5: whether
 * 1970-10-15 is after 1970 has no answer). Two instants are compared as instants; anything else part by part as it is written.
 */
export const compareTemporal = (one: string, other: string): number | 'unknown' | null => {
  const [a, b] = [partsOf(one), partsOf(other)];
  if (a === null || b?.of !== a.of) return null;
  if (a.zone !== null && b.zone !== null) {
    const difference = Date.parse(one) - Date.parse(other);
    if (!Number.isNaN(difference)) return difference;
  }
  const shared = Math.min(a.numbers.length, b.numbers.length);
  for (let at = 0; at < shared; at += 1) {
    const difference = (a.numbers[at] ?? 0) - (b.numbers[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.numbers.length === b.numbers.length ? 0 : 'unknown';
};
