import type { Cell } from './csv.ts';

const partsOf = (zone: string, ms: number): Record<string, string> =>
  Object.fromEntries(
    new Intl.DateTimeFormat('nb-NO', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'longOffset',
    })
      .formatToParts(ms)
      .map(({ type, value }) => [type, value]),
  );

const wallClock = (zone: string, ms: number): string => {
  const part = partsOf(zone, ms);
  return `${part.day}.${part.month}.${part.year} ${part.hour}:${part.minute}:${part.second}`;
};

const HOUR = 3_600_000;
const isTwice = (zone: string, ms: number): boolean =>
  [-HOUR, HOUR].some((shift) => wallClock(zone, ms + shift) === wallClock(zone, ms));

/**
 * An instant in the institution's zone as Norwegian Excel recognises it, `DD.MM.YYYY HH:MM:SS`. In the hour that comes twice in
 * autumn the offset stands behind it (and Excel shows it as text): otherwise nobody could tell which of the two it was.
 */
export const localTime = (zone: string, instant: string): Cell => {
  const ms = Date.parse(instant);
  const clock = wallClock(zone, ms);
  return isTwice(zone, ms) ? `${clock} ${partsOf(zone, ms).timeZoneName ?? ''}` : { plain: clock };
};
