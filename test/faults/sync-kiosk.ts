/** A kiosk that a test may kill: checks one visitor in and syncs, over and over, on the folder that it is given. */
import { readFileSync } from 'node:fs';
import { createPrivateKey } from 'node:crypto';
import { join } from 'node:path';
import { openDatabase } from '../../main/core/db/open.ts';
import { openProtocol } from '../../main/core/protocol/open.ts';
import { createSync } from '../../main/core/sync/sync.ts';
import { importKeyOnly, syncSettings } from '../municipality/night.ts';
import { checkIn, MIGRATIONS } from '../support/protocol.ts';

const [folder = '', url = ''] = process.argv.slice(2);
const { kioskKey, signingKey } = JSON.parse(readFileSync(join(folder, 'keys.json'), 'utf8')) as {
  kioskKey: string;
  signingKey: string;
};
const clock = { now: () => Date.now() };
const opened = openDatabase(join(folder, 'kiosk.db'), { migrationsDir: MIGRATIONS, now: clock.now });
if (!opened.ok) throw new Error(opened.problem.message);
const { db } = opened;
const settings = syncSettings(url);
const protocol = openProtocol(db, {
  clock,
  settings,
  secrets: {
    kioskKey: Buffer.from(kioskKey, 'base64'),
    signingKey: createPrivateKey({ key: signingKey, format: 'pem' }),
  },
});
const sync = createSync({
  db,
  clock,
  protocol,
  settings,
  log: { write: () => undefined },
  fetch,
  importInbound: importKeyOnly({ db, protocol }),
});
for (;;) {
  checkIn(protocol);
  await sync.run();
}
