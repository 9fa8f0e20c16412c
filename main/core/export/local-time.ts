/** Instants as the people of the house read a clock. A formatter costs more than all the rest of a row, so one is asked once for each day, and for each quarter of an hour where the clock is changed. */

const formatters = new Map<string, Intl.DateTimeFormat>();
const formatterOf = (zone: string): Intl.DateTimeFormat => {
  const made =
    formatters.get(zone) ??
    new Intl.DateTimeFormat('sv-SE', {
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

/** Zones change their offset on a quarter of an hour, and not twice within three days. */
const QUARTER = 900_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;

/** Milliseconds that the clock on the wall is ahead of UTC. */
const offsetAt = (zone: string, ms: number): number =>
  Date.parse(`${formatterOf(zone).format(ms).replace(' ', 'T')}Z`) - Math.floor(ms / 1000) * 1000;

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

/** What is known of a zone, by the number of a day or of a quarter of an hour since 1970. */
interface Zone {
  readonly name: string;
  readonly dayStarts: Map<number, number>;
  readonly days: Map<number, Quarter | null>;
  readonly quarters: Map<number, Quarter>;
}
const zones = new Map<string, Zone>();
const zoneOf = (name: string): Zone => {
  const found = zones.get(name);
  if (found !== undefined) return found;
  const made = { name, dayStarts: new Map(), days: new Map(), quarters: new Map() };
  zones.set(name, made);
  return made;
};

const MOST_KNOWN = 100_000;
const remembered = <T>(known: Map<number, T>, number: number, make: () => T): T => {
  const found = known.get(number);
  if (found !== undefined) return found;
  if (known.size >= MOST_KNOWN) known.clear();
  const made = make();
  known.set(number, made);
  return made;
};

/** At the beginning of a day of UTC. */
const offsetOfDay = ({ name, dayStarts }: Zone, day: number): number =>
  remembered(dayStarts, day, () => offsetAt(name, day * DAY));

/** Of all of a day of UTC, where no clock is changed from the day before it to the day after it; null otherwise. */
const dayOf = (zone: Zone, day: number): Quarter | null =>
  remembered(zone.days, day, () => {
    const offset = offsetOfDay(zone, day - 1);
    return [day, day + 1, day + 2].every((other) => offsetOfDay(zone, other) === offset)
      ? { offset, isTwice: false }
      : null;
  });

const quarterOf = ({ name, quarters }: Zone, quarter: number): Quarter =>
  remembered(quarters, quarter, () => {
    const start = quarter * QUARTER;
    const offset = offsetAt(name, start);
    const isTwice = [-HOUR, HOUR].some((shift) => offsetAt(name, start + shift) + shift === offset);
    return { offset, isTwice };
  });

export const wallClock = (zone: string, instant: string): WallClock => {
  const ms = Date.parse(instant);
  const at = zoneOf(zone);
  const { offset, isTwice } = dayOf(at, Math.floor(ms / DAY)) ?? quarterOf(at, Math.floor(ms / QUARTER));
  return { wall: ms + offset, offset: isTwice ? offsetText(offset) : null };
};

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
