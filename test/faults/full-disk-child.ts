/** Starts a core on the folder that it is given, as of the instant that it is given, and writes how that went as one line of JSON. */
import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCore } from '../../main/core/app.ts';
import { demoSettings } from '../municipality/demo/institution.ts';
import { RESOURCES } from '../support/core.ts';
import { MIGRATIONS } from '../support/protocol.ts';

const [folder = '', instant = ''] = process.argv.slice(2);
const keys = JSON.parse(readFileSync(join(folder, 'keys.json'), 'utf8')) as {
  kioskKey: string;
  signingKey: string;
};
const created = await createCore({
  clock: { now: () => Date.parse(instant) },
  secrets: {
    kioskKey: Buffer.from(keys.kioskKey, 'base64'),
    signingKey: createPrivateKey({ key: keys.signingKey, format: 'pem' }),
  },
  keysAtRest: { protection: 'file', weaknesses: [] },
  log: { write: () => undefined },
  settings: demoSettings('http://127.0.0.1:9'),
  dataDir: folder,
  resourcesDir: RESOURCES,
  migrationsDir: MIGRATIONS,
  verify: () => Promise.resolve({ status: 0, line: 'not asked here' }),
  fetch: () => Promise.reject(new TypeError('no municipality in this test')),
});
console.log(JSON.stringify(created.ok ? { ok: true } : created));
if (created.ok) await created.core.close();
