/** Whose private key opens a backup: a lead's, by passphrase or recovery key, or the municipality's own. */
import type { JWK } from 'jose';
import type { KeyStore } from '../keys/store.ts';
import { openWithPassphrase, openWithRecovery } from '../lead/wrapped-key.ts';
import { MUNICIPALITY } from '../sync/index.ts';

export interface OpeningKey {
  /** Among those who may open past days. */
  readonly recipient: string;
  readonly privateJwk: JWK;
}

/** The lead whose passphrase or recovery key this is; null: nobody's. */
export const keyOfTyped = async (store: KeyStore, typed: string): Promise<OpeningKey | null> => {
  for (const { id, wrapped } of store.recipients()) {
    const privateJwk =
      (wrapped.recovery === undefined ? null : openWithRecovery(wrapped.recovery, id, typed)) ??
      (wrapped.passphrase === undefined ? null : await openWithPassphrase(wrapped.passphrase, id, typed));
    if (privateJwk !== null) return { recipient: id, privateJwk };
  }
  return null;
};

/** Of a file with a private key. Null where it is none of theirs; without a list of them it is taken for the municipality's. */
export const keyOfJwk = (store: KeyStore, privateJwk: JWK): OpeningKey | null => {
  const recipients = store.recipients();
  if (recipients.length === 0) return { recipient: MUNICIPALITY, privateJwk };
  const found = recipients.find(({ publicJwk }) => publicJwk.x === privateJwk.x);
  return found === undefined ? null : { recipient: found.id, privateJwk };
};
