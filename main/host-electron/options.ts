import { parseArgs } from 'node:util';
import { defaultDataDir } from '../platform/data-dir.ts';

export interface ElectronOptions {
  readonly dataDir: string;
  /** Opens the staff's screens too. */
  readonly staff: boolean;
}

/** The folder that is named among a command's words. */
export const readData = (words: readonly string[]): string | undefined => {
  const { values } = parseArgs({ args: [...words], strict: false, options: { data: { type: 'string' } } });
  return typeof values.data === 'string' ? values.data : undefined;
};

/** Our own options among Chromium's switches, which are left alone. */
export const readOptions = (argv: readonly string[]): ElectronOptions => {
  const { values } = parseArgs({
    args: [...argv],
    strict: false,
    options: { data: { type: 'string' }, staff: { type: 'boolean' } },
  });
  return {
    dataDir: typeof values.data === 'string' ? values.data : defaultDataDir(),
    staff: values.staff === true,
  };
};
