/** Instants as the people of the house read a clock. A formatter costs more than all the rest of a row, so one is asked once for each quarter of an hour. */

const formatters = new Map<string, Intl.DateTimeFormat>();
const formatterOf = (zone: string): Intl.DateTimeFormat => {
  const made =
    formatters.get(zone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
  formatters.set(zone, made);
  return made;
};

/** Zones change their offset on a quarter of an hour. */
const QUARTER = 900_000;
const HOUR = 3_600_000;

/** Milliseconds that the clock on the wall is ahead of UTC. */
const offsetAt = (zone: string, ms: number): number => {
  const part = Object.fromEntries(
    formatterOf(zone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(ms / 1000) * 1000;
};

export interface WallClock {
  /** What the wall shows, as if it were UTC: milliseconds since 1970. */
  readonly wall: number;
  /** In the hour that comes twice in autumn, which of the two: `GMT+01:00`. Null otherwise. */
  readonly offset: string | null;
}

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

const offsetText = (offset: number): string => {
  const minutes = Math.abs(offset) / 60_000;
  return `GMT${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
};

const known = new Map<string, { readonly offset: number; readonly isTwice: boolean }>();
const MOST_KNOWN = 100_000;

const quarterOf = (zone: string, ms: number) => {
  const quarter = Math.floor(ms / QUARTER);
  const key = `${zone} ${quarter}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const start = quarter * QUARTER;
  const offset = offsetAt(zone, start);
  const isTwice = [-HOUR, HOUR].some((shift) => offsetAt(zone, start + shift) + shift === offset);
  if (known.size >= MOST_KNOWN) known.clear();
  const made = { offset, isTwice };
  known.set(key, made);
  return made;
};

export const wallClock = (zone: string, instant: string): WallClock => {
  const ms = Date.parse(instant);
  const { offset, isTwice } = quarterOf(zone, ms);
  return { wall: ms + offset, offset: isTwice ? offsetText(offset) : null };
};

/** `DD.MM.YYYY HH:MM:SS`, as Norwegian Excel recognises it. */
export const clockText = (wall: number): string => {
  const at = new Date(wall);
  const date = `${two(at.getUTCDate())}.${two(at.getUTCMonth() + 1)}.${at.getUTCFullYear()}`;
  return `${date} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`;
};

/** For people, in one piece of text. */
export const timeText = (zone: string, instant: string): string => {
  const { wall, offset } = wallClock(zone, instant);
  return offset === null ? clockText(wall) : `${clockText(wall)} ${offset}`;
};

/** To the minute, for paper. */
export const minuteText = (zone: string, instant: string): string =>
  timeText(zone, instant).replace(/(\d\d:\d\d):\d\d/, '$1');

/** `DD.MM.YYYY`. */
export const dayText = (day: string): string => {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${date}.${month}.${year}`;
};
