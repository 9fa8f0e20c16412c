import type { Settings } from '../../../shared/domain/settings.ts';
import type { Inbound } from '../../../shared/domain/sync.ts';
import { isDeeperThan } from '../../../shared/questions/depth.ts';
import type { KnownPack } from './library.ts';
import { verifyPack } from './signature.ts';

/** What a pack says, and who vouches for it. */
export interface Vouched {
  readonly json: string;
  readonly jws: string | null;
  /** Key id; null: nobody, in a demo. */
  readonly signedBy: string | null;
}

const UNSIGNED = 'It is not signed by the municipality.';
const TOO_DEEP = 'Nested deeper than any pack.';
/** Writing JSON down recurses: what is deeper would break off more than the pack. */
const DEEPEST = 200;

/** A pack that comes from outside: a compact JWS, or in a demo the bare pack. A sentence when nobody vouches for it. */
export const vouchedBy = async (
  settings: Settings,
  sent: Inbound['packs'][number],
): Promise<Vouched | string> => {
  if (typeof sent !== 'string') {
    if (!settings.demo) return UNSIGNED;
    return isDeeperThan(sent, DEEPEST) ? TOO_DEEP : { json: JSON.stringify(sent), jws: null, signedBy: null };
  }
  const verified = await verifyPack(sent, settings.municipality.packKeys);
  if (!verified.ok) return verified.problem;
  return isDeeperThan(verified.json, DEEPEST)
    ? TOO_DEEP
    : { json: JSON.stringify(verified.json), jws: sent, signedBy: verified.kid };
};

/** Why nobody vouches for a pack any more (a key may have been taken out of the settings since); null when somebody does. What the program brings is as good as the program. */
export const unvouched = async (
  settings: Settings,
  { source, json, jws }: KnownPack,
): Promise<string | null> => {
  if (jws === null) return source === 'program' || settings.demo ? null : UNSIGNED;
  const vouched = await vouchedBy(settings, jws);
  if (typeof vouched === 'string') return vouched;
  return vouched.json === json ? null : 'What is signed is another text.';
};
