import type { Settings } from '../../shared/domain/settings.ts';
import type { Clock } from '../core/ports.ts';

export const systemClock: Clock = { now: () => Date.now() };

/** The clock that a kiosk goes by: the machine's, or in a demo one that stands apart from it. */
export const clockOf = ({ clockOffsetMs = 0 }: Pick<Settings, 'clockOffsetMs'>): Clock =>
  clockOffsetMs === 0 ? systemClock : { now: () => systemClock.now() + clockOffsetMs };
