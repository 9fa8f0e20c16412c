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

interface Quarter {
  readonly offset: number;
  readonly isTwice: boolean;
}
const known = new Map<string, Map<number, Quarter>>();
const MOST_KNOWN = 100_000;

const quarterOf = (zone: string, ms: number): Quarter => {
  const number = Math.floor(ms / QUARTER);
  const ofZone = known.get(zone) ?? new Map<number, Quarter>();
  const found = ofZone.get(number);
  if (found !== undefined) return found;
  if (ofZone.size >= MOST_KNOWN) ofZone.clear();
  const start = number * QUARTER;
  const offset = offsetAt(zone, start);
  const isTwice = [-HOUR, HOUR].some((shift) => offsetAt(zone, start + shift) + shift === offset);
  const made = { offset, isTwice };
  ofZone.set(number, made);
  known.set(zone, ofZone);
  return made;
};

export const wallClock = (zone: string, instant: string): WallClock => {
  const ms = Date.parse(instant);
  const { offset, isTwice } = quarterOf(zone, ms);
  return { wall: ms + offset, offset: isTwice ? offsetText(offset) : null };
};

const DAY = 86_400_000;
/** One row has many times of the same day. */
let lastDay = { number: Number.NaN, text: '' };
const dateText = (number: number): string => {
  if (lastDay.number === number) return lastDay.text;
  const at = new Date(number * DAY);
  const text = `${two(at.getUTCDate())}.${two(at.getUTCMonth() + 1)}.${at.getUTCFullYear()}`;
  lastDay = { number, text };
  return text;
};

/** `DD.MM.YYYY HH:MM:SS`, as Norwegian Excel recognises it. */
export const clockText = (wall: number): string => {
  const day = Math.floor(wall / DAY);
  const second = Math.floor((wall - day * DAY) / 1000);
  const minute = Math.floor(second / 60);
  return `${dateText(day)} ${two(Math.floor(minute / 60))}:${two(minute % 60)}:${two(second % 60)}`;
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
