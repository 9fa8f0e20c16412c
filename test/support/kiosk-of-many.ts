/** kiosk-process.ts of a demo in whose house very many have been today: a file of them all takes a while. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDatabase } from '../../main/core/db/open.ts';
import { openProtocol } from '../../main/core/protocol/open.ts';
import { appPaths } from '../../main/platform/app-root.ts';
import { openSecrets } from '../../main/platform/secrets.ts';
import { seenAt } from '../../shared/domain/presence.ts';
import { demoOffset } from '../municipality/demo/clock.ts';
import type { Country } from '../municipality/demo/house.ts';
import { HOUSES } from '../municipality/demo/houses.ts';
import { prepareDemo } from '../municipality/demo/prepare.ts';
import { receiptOf } from '../bench/protocol/visits.ts';
import { checkIn } from './protocol.ts';

const VISITS = 8000;

const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: { demo: { type: 'string' }, minute: { type: 'string' } },
});
const [dataDir = ''] = positionals;
const country: Country = values.demo === 'DK' ? 'DK' : 'NO';
const minute = values.minute === undefined ? undefined : Number(values.minute);
const clockOffsetMs = demoOffset(dataDir, HOUSES[country], Date.now(), minute);
// Its municipality comes with kiosk-process.ts.
const { settings } = await prepareDemo(dataDir, {
  municipalityUrl: 'http://127.0.0.1:9',
  country,
  clockOffsetMs,
});
const HOURS_AGO = 2 * 3_600_000;
const at = Date.now() + (clockOffsetMs ?? 0) - HOURS_AGO;
const clock = { now: () => at };
const opened = openDatabase(join(dataDir, 'kiosk.db'), {
  migrationsDir: appPaths().migrations,
  now: () => clock.now(),
});
if (!opened.ok) throw new Error(opened.problem.message);
const { db } = opened;
const protocol = openProtocol(db, { clock, secrets: await openSecrets(dataDir), settings });
await protocol.ensureDayKey();
const [place] = settings.places;
if (place === undefined) throw new Error('a house has a place');
protocol.transaction(() => {
  for (let visit = 1; visit <= VISITS; visit += 1) {
    const visitId = checkIn(
      protocol,
      { ward: place.ward, place: place.id, receipt: receiptOf(visit) },
      `Besøkende ${visit}`,
    );
    protocol.append({
      type: 'visit.checked-out',
      visitId,
      actor: 'visitor',
      body: { left: seenAt(protocol.now(), 'scanned') },
    });
  }
});
// The municipality has had them.
db.exec('DELETE FROM outbox');
db.close();
await import('./kiosk-process.ts');
