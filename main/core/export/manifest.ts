/** What stands beside each export: its manifest, and the kiosk's signature of exactly these bytes. */
import type { KeyObject } from 'node:crypto';
import { CompactSign } from 'jose';
import { z } from 'zod';
import { exportFormat, exportKind, lookupPurpose } from '../../../shared/domain/events.ts';
import { id } from '../../../shared/domain/ids.ts';
import { day, instant } from '../../../shared/domain/time.ts';

export const MANIFEST_PURPOSE = 'besoksvert/export/1';

/** Fields are explained in resources/docs/exports.md. */
export const manifest = z.strictObject({
  purpose: z.literal(MANIFEST_PURPOSE),
  file: z.strictObject({ name: z.string(), size: z.int().nonnegative(), sha256: z.hash('sha256') }),
  /** Of the table as CSV in the clear, whatever the format; of a case format, of its text. */
  contentSha256: z.hash('sha256'),
  encryption: z
    .strictObject({ format: z.literal('age-encryption.org/v1'), recipient: z.string() })
    .nullable(),
  what: exportKind,
  format: exportFormat,
  why: lookupPurpose,
  caseId: id.nullable(),
  period: z.strictObject({ from: day, to: day }).nullable(),
  rows: z.int().nonnegative(),
  rowsErased: z.int().nonnegative(),
  rowsClosed: z.int().nonnegative(),
  leftOut: z.array(z.string()),
  institution: z.strictObject({ id, name: z.string() }),
  kiosk: id,
  madeAt: instant,
  madeBy: z.string(),
  /** The signed head that covers the event of this export. */
  head: z.string(),
});
export type Manifest = z.infer<typeof manifest>;

export const manifestText = (of: Manifest): string => `${JSON.stringify(of, null, 2)}\n`;

/** A compact JWS (EdDSA) whose payload is the manifest's file, byte for byte. */
export const signManifest = (text: string, signingKey: KeyObject): Promise<string> =>
  new CompactSign(Buffer.from(text, 'utf8'))
    .setProtectedHeader({ alg: 'EdDSA', typ: 'besoksvert-export' })
    .sign(signingKey);
