/** What only the case itself says: whom it is about, and what staff wrote of them. Sealed under the case's key. */
import { z } from 'zod';
import { indexWish, reach } from '../../../shared/api/tracing.ts';
import { day } from '../../../shared/domain/time.ts';
import { encode } from '../protocol/encoding.ts';
import { decrypt, encrypt } from '../protocol/seal.ts';

const description = z.strictObject({
  index: indexWish,
  symptomsFrom: day.nullable(),
  reach,
  generations: z.union([z.literal(1), z.literal(2)]),
  note: z.string(),
});
export type Description = z.infer<typeof description>;

const contextOf = (caseId: string): Buffer => encode('besoksvert/case/1', [caseId]);

export const sealDescription = (key: Buffer, caseId: string, plain: Description): Buffer =>
  encrypt(key, Buffer.from(JSON.stringify(plain), 'utf8'), contextOf(caseId));

/** Null when it is another key's, or has been changed. */
export const openDescription = (key: Buffer, caseId: string, sealed: Buffer): Description | null => {
  const opened = decrypt(key, sealed, contextOf(caseId));
  if (opened === null) return null;
  const parsed = description.safeParse(JSON.parse(opened.toString('utf8')));
  return parsed.success ? parsed.data : null;
};
