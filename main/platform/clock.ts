import type { Clock } from '../core/ports.ts';

export const systemClock: Clock = { now: () => Date.now() };

/** The machine's clock moved by so many milliseconds: a demo's only (settings.clockOffsetMs). */
export const movedClock = (offsetMs: number): Clock => ({ now: () => systemClock.now() + offsetMs });
