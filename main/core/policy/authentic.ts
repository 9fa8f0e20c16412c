import type { Settings } from '../../../shared/domain/settings.ts';
import type { Inbound } from '../../../shared/domain/sync.ts';
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

/** A pack that comes from outside: a compact JWS, or in a demo the bare pack. A sentence when nobody vouches for it. */
export const vouchedBy = async (
  settings: Settings,
  sent: Inbound['packs'][number],
): Promise<Vouched | string> => {
  if (typeof sent !== 'string')
    return settings.demo ? { json: JSON.stringify(sent), jws: null, signedBy: null } : UNSIGNED;
  const verified = await verifyPack(sent, settings.municipality.packKeys);
  return verified.ok
    ? { json: JSON.stringify(verified.json), jws: sent, signedBy: verified.kid }
    : verified.problem;
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
