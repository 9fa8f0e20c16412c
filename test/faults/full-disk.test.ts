import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { newRecipientKeys } from '../../main/core/protocol/keys.ts';
import { startCore, type TestCore } from '../support/core.ts';

const CHILD = fileURLToPath(new URL('full-disk-child.ts', import.meta.url));
const NEXT_DAY = '2026-03-11T06:00:00.000Z';
/** The most that a file may hold, in blocks of 512 bytes: enough to open the database, too little for a new day's key wrapped for all who open it. */
const TOO_LITTLE = 64;

let kiosk: TestCore;
beforeEach(async () => {
  kiosk = await startCore();
  const { publicJwk } = newRecipientKeys();
  const leads = Array.from({ length: 120 }, (_, lead) => ({
    id: `lead:${lead}`,
    publicJwk,
    since: '2026-03-10T06:00:00.000Z',
    wrapped: {},
  }));
  writeFileSync(join(kiosk.folder, 'keys', 'recipients.json'), JSON.stringify(leads), { mode: 0o600 });
  const { kioskKey, signingKey } = kiosk.ports.secrets;
  const keys = {
    kioskKey: kioskKey.toString('base64'),
    signingKey: signingKey.export({ format: 'pem', type: 'pkcs8' }),
  };
  writeFileSync(join(kiosk.folder, 'keys.json'), JSON.stringify(keys));
  await kiosk.core.close();
  kiosk.db.close();
});
afterEach(() => kiosk.end());

const start = async (blocks: number | 'unlimited') => {
  const limited = `ulimit -f ${blocks}; exec "$0" "$@"`;
  const { stdout } = await promisify(execFile)('sh', [
    '-c',
    limited,
    process.execPath,
    CHILD,
    kiosk.folder,
    NEXT_DAY,
  ]);
  return JSON.parse(stdout) as unknown;
};

it.skipIf(process.platform === 'win32')(
  'a kiosk that starts on a new day while the disk is full says so, and starts when there is room again',
  async () => {
    expect(await start(TOO_LITTLE)).toEqual({
      ok: false,
      problem: {
        code: 'database',
        message: expect.stringMatching(/kiosk\.db» cannot be read and written here/) as unknown,
      },
    });
    expect(await start('unlimited')).toEqual({ ok: true });
  },
);
