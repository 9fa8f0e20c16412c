/** What keeps the kiosk from working as it should, for staff: as things stand, in memory, since a disk that fails takes no task. */
import { z } from 'zod';
import { instant } from '../domain/time.ts';

/** Why nothing can be written: a closed list that every screen words. */
export const DISK_TROUBLES = ['disk-full', 'disk-read-only', 'disk-failing'] as const;
export type DiskTrouble = (typeof DISK_TROUBLES)[number];

export const trouble = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(DISK_TROUBLES), since: instant }),
  /** Whole megabytes that are left. */
  z.strictObject({ kind: z.literal('little-space'), freeMb: z.int().nonnegative() }),
  /** The clock was set: `since` is what it said right after. Whoever looks says that it is right, or sets it. */
  z.strictObject({ kind: z.enum(['clock-back', 'clock-ahead']), since: instant, byMs: z.int().positive() }),
]);
export type Trouble = z.infer<typeof trouble>;

/** GET /api/staff/troubles : of anybody who is signed in. `now` is the kiosk's clock. */
export const troubles = z.strictObject({ now: instant, zone: z.string(), troubles: z.array(trouble) });
export type Troubles = z.infer<typeof troubles>;
