/** The files of a case in one, by fflate: there are few of them, and they are small. */
import { strToU8, zipSync } from 'fflate';
import type { CaseFile } from './case/case-export.ts';

/** ZIP keeps times without a zone: UTC here, so that the same files at the same time are the same bytes everywhere. */
const dosTime = (instant: string): Date => {
  const at = new Date(instant);
  return new Date(at.getTime() + at.getTimezoneOffset() * 60_000);
};

export const zipped = (files: readonly CaseFile[], madeAt: string): Uint8Array =>
  zipSync(Object.fromEntries(files.map(({ name, text }) => [name, strToU8(text)])), {
    mtime: dosTime(madeAt),
  });
