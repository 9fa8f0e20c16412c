/** Leads among those who may open past days. */
import type { JWK } from 'jose';
import type { KeyStore, Recipient } from '../keys/store.ts';

const LEAD = 'lead:';

/** The id under which a lead's public key stands in `keys/recipients.json`. */
export const recipientOf = (staffId: string): string => `${LEAD}${staffId}`;

/** Whose account a recipient is; null for the municipality. */
export const staffOf = (recipient: string): string | null =>
  recipient.startsWith(LEAD) ? recipient.slice(LEAD.length) : null;

export const findRecipient = (store: KeyStore, id: string): Recipient | null =>
  store.recipients().find((one) => one.id === id) ?? null;

/** Whether two public keys are one. */
export const isSameKey = (one: JWK | undefined, other: JWK | undefined): boolean =>
  one?.x !== undefined && one.x === other?.x;

/** How many keys there are, and how many of them each recipient opens; `onlyTheirs`: that nobody else does, the kiosk neither. */
export const keysByRecipient = (
  store: KeyStore,
): {
  readonly all: number;
  of(recipient: string): { readonly keys: number; readonly onlyTheirs: number };
} => {
  const files = store.names().flatMap((name) => store.read(name) ?? []);
  return {
    all: files.length,
    of: (recipient) => {
      const theirs = files.filter(({ wraps }) => wraps[recipient] !== undefined);
      const only = theirs.filter(({ kiosk, wraps }) => kiosk === null && Object.keys(wraps).length === 1);
      return { keys: theirs.length, onlyTheirs: only.length };
    },
  };
};
