import { PACK_WARNINGS } from '../../../shared/api/policy.ts';
import { addDays } from '../../../shared/domain/time.ts';
import type { KnownPack } from './library.ts';

export type PackWarning = (typeof PACK_WARNINGS)[number];

/** Days before its last one from which a pack warns; days after which a review is old (T5, S3:223-247). */
const SOON_DAYS = 14;
const OLD_DAYS = 30;

interface AsOf {
  readonly today: string;
  readonly demo: boolean;
  readonly baseIsHere: (id: string, version: string) => boolean;
}

/** What the lead should look at, in the order of the list. In the demo nothing is signed, and nothing is said of it. */
export const warningsOf = (
  { pack, signedBy }: KnownPack,
  { today, demo, baseIsHere }: AsOf,
): PackWarning[] => {
  const { validFrom, validTo, lastReviewed, buildsOn } = pack;
  const isOver = validTo !== null && today > validTo;
  const found: Record<PackWarning, boolean> = {
    unsigned: signedBy === null && !demo,
    'not-yet': today < validFrom,
    expired: isOver,
    'expires-soon': validTo !== null && !isOver && addDays(today, SOON_DAYS) >= validTo,
    'review-old': addDays(lastReviewed, OLD_DAYS) < today,
    'base-missing': buildsOn !== null && !baseIsHere(buildsOn.id, buildsOn.version),
  };
  return PACK_WARNINGS.filter((warning) => found[warning]);
};
