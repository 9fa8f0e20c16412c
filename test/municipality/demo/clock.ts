import { existsSync } from 'node:fs';
import { readSettings, settingsFile } from '../../../main/platform/settings.ts';
import { dayIn, startOfDay } from '../../../shared/domain/time.ts';
import { atMinute } from './bookings.ts';
import type { House } from './house.ts';

/** The offset that the folder's demo was begun with. */
const begunWith = (dataDir: string): number | undefined =>
  existsSync(settingsFile(dataDir)) ? readSettings(dataDir).clockOffsetMs : undefined;

/**
 * How far the demo's clock stands from the machine's (ms): it begins on the house's day at the time of day that it is, or that was asked
 * for (local minute). Undefined: as the machine's. A folder's clock goes on from start to start, as clocks do.
 */
export const demoOffset = (
  dataDir: string,
  { settings, begins }: House,
  now: number,
  minute?: number,
): number | undefined => {
  const { zone } = settings.institution;
  const today = dayIn(zone, now);
  if (minute !== undefined) return atMinute(zone, begins ?? today, minute) - now;
  if (begins === null) return undefined;
  return begunWith(dataDir) ?? startOfDay(zone, begins) - startOfDay(zone, today);
};
