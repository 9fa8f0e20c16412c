/**
 * One stage of a kiosk's life, on a folder that stays: `forgotten-child.ts FOLDER INSTANT STAGE`. Stage `crash` ends as a power cut does. Writes what failed, and nothing where all
 * went well.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { openLog } from '../../main/platform/log.ts';
import { openSecrets } from '../../main/platform/secrets.ts';
import { createApp } from '../municipality/app.ts';
import { DEMO_TOKEN, KIOSK } from '../municipality/demo/institution.ts';
import { openStore } from '../municipality/store.ts';
import { startCore } from '../support/core.ts';
import { board } from '../../shared/api/staff.ts';
import { addTestStaff, signInAs, walkIn } from '../support/desk.ts';
import { testClock } from '../support/protocol.ts';
import { TODAY, YESTERDAY, type Seeds } from './forgotten-seeds.ts';

const [folder = '', instant = '', stage = ''] = process.argv.slice(2);
const clock = testClock(instant);
const store = openStore(join(folder, '..', 'municipality.db'));
store.enrol({ id: KIOSK, token: DEMO_TOKEN });
const municipality = createApp({ store, now: () => clock.now() });

const core = await startCore({
  clock,
  kept: { dataDir: folder, secrets: await openSecrets(folder), log: openLog(folder) },
  fetch: async (input, init) => municipality.fetch(new Request(input, init)),
});
const expectOk = async (answer: Promise<Response>): Promise<unknown> => {
  const { status, ...rest } = await answer.then(async (one) => ({
    status: one.status,
    body: await one.text(),
  }));
  if (status !== 200) throw new Error(`${stage}: ${status} ${rest.body}`);
  return JSON.parse(rest.body);
};

const aDay = async (seeds: Seeds): Promise<void> => {
  const headers = await signInAs(core, 'reception');
  await goHome(headers);
  const post = (path: string, body: unknown) => expectOk(core.post(path, body, headers));
  const [first = '', last = ''] = seeds.visitor.split(' ');
  await core.send([
    core.booking({
      id: `b-${stage}`,
      jti: `j-${stage}`,
      visitor: { firstName: first, lastName: last },
      companions: [{ name: seeds.companion }],
      resident: { id: 'furua-1', name: seeds.resident },
      approver: { name: seeds.approver, on: '2026-03-01' },
      partySize: 2,
    }),
  ]);
  await post('/api/reception/visits', {
    kind: 'booking',
    attempt: randomUUID(),
    bookingId: `b-${stage}`,
    partySize: 2,
  });
  const came = (await post(
    '/api/reception/visits',
    walkIn({
      visitorName: seeds.walkIn,
      phone: seeds.phone,
      companions: [seeds.companion],
      residentName: seeds.resident,
      reasonText: seeds.reason,
    }),
  )) as { visitId: string };
  const row = (await expectOk(core.get(`/api/reception/visits/${came.visitId}`, headers))) as {
    revision: number;
  };
  await post(`/api/reception/visits/${came.visitId}/correct`, {
    revision: row.revision,
    reason: 'typing-error',
    reasonText: seeds.correction,
    changes: { visitorName: seeds.corrected },
  });
  await post('/api/kiosk/gift', {
    attempt: randomUUID(),
    kind: 'gift',
    visitorName: seeds.giver,
    residentName: seeds.resident,
  });
  await post('/api/reception/outings', {
    attempt: randomUUID(),
    residentName: seeds.outing,
    ward: 'furua',
  });
  if (stage === 'crash') {
    await core.core.sync();
    process.kill(process.pid, 'SIGKILL');
  }
  await goHome(headers);
};

/** At closing time: everybody leaves, and staff see to what waits. Whoever is still to be seen to tomorrow is tomorrow's. */
const goHome = async (headers: Record<string, string>): Promise<void> => {
  clock.advance(60_000);
  const now = board.parse(await expectOk(core.get('/api/reception/board', headers)));
  const post = (path: string, body: unknown) => expectOk(core.post(`/api/reception/${path}`, body, headers));
  for (const { visitId } of now.inside) await post(`visits/${visitId}/check-out`, { leftAt: null });
  for (const { outingId } of now.out) await post(`outings/${outingId}/back`, {});
  for (const { id } of now.waiting) await post(`tasks/${id}/close`, {});
};

const export_ = async (): Promise<void> => {
  const headers = await signInAs(core, 'infection-control');
  const day = instant.slice(0, 10);
  const order = {
    what: 'daily-log',
    format: 'csv',
    from: day,
    to: day,
    purpose: 'supervision',
    caseId: null,
    target: 'kiosk',
    encrypt: false,
  };
  const job = (await expectOk(core.post('/api/infection-control/exports', order, headers))) as { id: string };
  for (;;) {
    const now = (await expectOk(core.get(`/api/infection-control/exports/${job.id}`, headers))) as {
      state: string;
    };
    if (now.state !== 'running') return;
    await new Promise((resolve) => setImmediate(resolve));
  }
};

if (stage === 'begin') {
  await addTestStaff(core, 'reception');
  await addTestStaff(core, 'infection-control');
} else if (stage === 'crash' || stage === 'yesterday') await aDay(YESTERDAY);
else if (stage === 'export') await export_();
else if (stage === 'close') {
  if (!(await core.core.closeDays())) throw new Error('the day was not closed');
} else if (stage === 'today') await aDay(TODAY);
await core.core.sync();
await core.end();
store.db.close();
