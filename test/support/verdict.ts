/** What the verifier says of a protocol. */
import { verifyFile } from '../../main/verifier/verify.ts';
import type { VerifyOptions, VerifyResult } from '../../main/verifier/verify.ts';
import { KIOSK, MIGRATIONS, ZONE } from './protocol.ts';

const SETTINGS = { institution: { zone: ZONE }, kiosk: { id: KIOSK } };

/** Of a file that can be read; throws where it cannot. */
export const verdictOf = async (
  file: string,
  options: Partial<VerifyOptions> = {},
): Promise<VerifyResult> => {
  const verdict = await verifyFile(file, { migrationsDir: MIGRATIONS, settings: SETTINGS, ...options });
  if (verdict.status === 2) throw new Error(verdict.problem);
  return verdict.result;
};
