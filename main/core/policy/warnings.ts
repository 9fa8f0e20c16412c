import { PACK_WARNINGS } from '../../../shared/api/policy.ts';
import { isReviewOld, standingOn } from '../../../shared/policy/index.ts';
import type { KnownPack } from './library.ts';

export type PackWarning = (typeof PACK_WARNINGS)[number];

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
  const standing = standingOn(pack, today);
  const { buildsOn } = pack;
  const found: Record<PackWarning, boolean> = {
    unsigned: signedBy === null && !demo,
    'not-yet': standing === 'not-yet',
    expired: standing === 'expired',
    'expires-soon': standing === 'expires-soon',
    'review-old': isReviewOld(pack, today),
    'base-missing': buildsOn !== null && !baseIsHere(buildsOn.id, buildsOn.version),
  };
  return PACK_WARNINGS.filter((warning) => found[warning]);
};
