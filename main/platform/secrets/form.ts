/** The kiosk's keys as text: in the clear, or under what the operating system protects them with. */
import { createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Secrets } from '../../core/ports.ts';
import type { Protector } from './protector.ts';

const inTheClear = {
  /** 32 bytes. */
  kioskKey: z.base64().length(44),
  /** Ed25519, PKCS #8 DER. */
  signingKey: z.base64(),
};
const first = z.strictObject({ version: z.literal(1), ...inTheClear });
const plain = z.strictObject({ version: z.literal(2), protection: z.literal('file'), ...inTheClear });
const under = z.strictObject({ version: z.literal(2), protection: z.literal('dpapi'), sealed: z.base64() });
const stored = z.union([first, plain, under]);
export type Stored = z.infer<typeof stored>;
type Plain = z.infer<typeof plain>;

/** Throws for anything that is not the kiosk's keys. */
export const readStored = (text: string): Stored => stored.parse(JSON.parse(text));

export const isUnder = (form: Stored): form is z.infer<typeof under> =>
  form.version === 2 && form.protection === 'dpapi';

export const textOf = (form: Stored): string => `${JSON.stringify(form, null, 2)}\n`;

export const newKeys = (): Plain => {
  const { privateKey } = generateKeyPairSync('ed25519');
  return {
    version: 2,
    protection: 'file',
    kioskKey: randomBytes(32).toString('base64'),
    signingKey: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
  };
};

export const asPlain = ({ kioskKey, signingKey }: Pick<Plain, 'kioskKey' | 'signingKey'>): Plain => ({
  version: 2,
  protection: 'file',
  kioskKey,
  signingKey,
});

export const protectedBy = async (protector: Protector, keys: Plain): Promise<Stored> => ({
  version: 2,
  protection: protector.kind,
  sealed: (await protector.protect(JSON.stringify(keys))).toString('base64'),
});

export const openUnder = async (protector: Protector, form: z.infer<typeof under>): Promise<Plain> =>
  plain.parse(JSON.parse(await protector.open(Buffer.from(form.sealed, 'base64'))));

/** Throws where the bytes are no Ed25519 key. */
export const secretsOf = ({ kioskKey, signingKey }: Pick<Plain, 'kioskKey' | 'signingKey'>): Secrets => {
  const key = createPrivateKey({
    key: Buffer.from(signingKey, 'base64'),
    format: 'der',
    type: 'pkcs8',
  });
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('not an Ed25519 key');
  return { kioskKey: Buffer.from(kioskKey, 'base64'), signingKey: key };
};
