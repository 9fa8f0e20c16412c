import { z } from 'zod';
import { instant } from './time.ts';

/** How we know one end of a presence (design.md §3). */
export const EVIDENCE = ['scanned', 'seen-by-staff', 'booked-end', 'swept', 'paper', 'unknown'] as const;
export const evidence = z.enum(EVIDENCE);

/** One end of a presence: the value, how it is known, and between which instants it certainly lies. */
export const presenceEnd = z
  .strictObject({ at: instant, evidence, earliest: instant, latest: instant })
  .refine((end) => end.earliest <= end.at && end.at <= end.latest, 'earliest ≤ at ≤ latest');
export type PresenceEnd = z.infer<typeof presenceEnd>;

/** An end that was seen as it happened: earliest, value and latest are one. */
export const seenAt = (at: string, how: 'scanned' | 'seen-by-staff'): PresenceEnd => ({
  at,
  evidence: how,
  earliest: at,
  latest: at,
});
