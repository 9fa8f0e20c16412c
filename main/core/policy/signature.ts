/** The municipality's signature on a policy pack. */
import { compactVerify, importJWK } from 'jose';
import type { Settings } from '../../../shared/domain/settings.ts';

/** `typ` in its header. */
export const PACK_TYPE = 'besoksvert-pack+jws';

export type VerifiedPack =
  | { readonly ok: true; readonly json: unknown; readonly kid: string }
  | { readonly ok: false; readonly problem: string };

/** `problem` is a sentence. */
export const verifyPack = async (
  jws: string,
  keys: Settings['municipality']['packKeys'],
): Promise<VerifiedPack> => {
  try {
    const { payload, protectedHeader } = await compactVerify(
      jws,
      async ({ kid }) => {
        const key = keys.find((known) => known.kid === kid);
        if (key === undefined) throw new Error('unknown key');
        return importJWK({ kty: key.kty, crv: key.crv, x: key.x }, 'EdDSA');
      },
      { algorithms: ['EdDSA'] },
    );
    if (protectedHeader.typ !== PACK_TYPE) return { ok: false, problem: 'What is signed is no policy pack.' };
    return {
      ok: true,
      json: JSON.parse(new TextDecoder().decode(payload)) as unknown,
      kid: protectedHeader.kid ?? '',
    };
  } catch {
    return { ok: false, problem: 'Its signature is not by one of the keys in the settings.' };
  }
};
