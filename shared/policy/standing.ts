import type { Pack } from './pack.ts';

export type Standing = 'not-yet' | 'holds' | 'expires-soon' | 'expired';

const SOON_DAYS = 14;
const REVIEW_DAYS = 30;
const DAY_MS = 86_400_000;

const daysFrom = (first: string, second: string): number => (Date.parse(second) - Date.parse(first)) / DAY_MS;

/** Whether a pack may decide on a day (`YYYY-MM-DD`); both its first and its last day count. */
export const standingOn = ({ validFrom, validTo }: Pack, today: string): Standing => {
  if (today < validFrom) return 'not-yet';
  if (validTo === null) return 'holds';
  if (today > validTo) return 'expired';
  return daysFrom(today, validTo) <= SOON_DAYS ? 'expires-soon' : 'holds';
};

/** More than 30 days since somebody looked whether there is new advice (T5, S3:223-247). */
export const isReviewOld = ({ lastReviewed }: Pack, today: string): boolean =>
  daysFrom(lastReviewed, today) > REVIEW_DAYS;
