import { afterEach, beforeEach, expect, it } from 'vitest';
import { openReceived, receivedEvents, verdictsGiven } from '../../../test/municipality/received.ts';
import { startNight, syncSettings, type Night } from '../../../test/municipality/night.ts';
import { checkIn, KIOSK } from '../../../test/support/protocol.ts';
import { batch as batchShape } from '../../../shared/domain/sync.ts';

interface Sent {
  url: string;
  key: string | null;
  body: string;
}
let night: Night;
let sent: Sent[];
let broken: boolean;

beforeEach(async () => {
  sent = [];
  broken = false;
  night = await startNight(async (input, init) => {
    const request = new Request(input, init);
    const key = request.headers.get('idempotency-key');
    if (request.method === 'POST') sent.push({ url: request.url, key, body: await request.clone().text() });
    if (broken) throw new TypeError('no line');
    return fetch(request);
  });
});
afterEach(() => night.end());

const received = () => receivedEvents(night.municipality.store, KIOSK).map((event) => event.hash);
const inLog = () => night.kiosk.protocol.events(1, 10_000).map((event) => event.hash);
const openTasks = () =>
  night.kiosk.db
    .prepare<[], { detail: string }>(
      "SELECT detail FROM task WHERE kind = 'sync-refused' AND closed_at IS NULL",
    )
    .all();

it('sends everything that happened, and the same night again sends nothing', async () => {
  for (let visits = 0; visits < 5; visits += 1) checkIn(night.kiosk.protocol);
  const report = await night.sync.run();
  expect(report).toMatchObject({ outcome: 'done', sent: 5, acknowledged: 5, refused: 0, waiting: 0 });
  expect(received()).toEqual(inLog());
  expect(await night.sync.run()).toMatchObject({ outcome: 'done', sent: 0, acknowledged: 0 });
  expect(sent).toHaveLength(1);
  expect(night.log.map((entry) => entry.event)).toEqual(['sync-ended', 'sync-ended']);
});

it('sends no personal field in the clear, and the municipality opens what it needs', async () => {
  checkIn(night.kiosk.protocol, {}, 'Wencke Ærlig Gåsøy');
  await night.sync.run();
  const bytes = sent.map((one) => one.body).join();
  for (const word of ['Wencke', 'Gåsøy', 'Ola Li'])
    for (const spelling of [word, JSON.stringify(word), Buffer.from(word).toString('base64url')])
      expect(bytes).not.toContain(spelling);
  const [event] = await openReceived(night.municipality.store, KIOSK);
  expect(event?.personal).toEqual({ visitorName: 'Wencke Ærlig Gåsøy', residentName: 'Ola Li' });
});

it('goes in batches of a hundred', async () => {
  for (let visits = 0; visits < 230; visits += 1) checkIn(night.kiosk.protocol);
  expect(await night.sync.run()).toMatchObject({ outcome: 'done', sent: 230, acknowledged: 230 });
  const sizes = sent.map((one) => batchShape.parse(JSON.parse(one.body)).events.length);
  expect(sizes).toEqual([100, 100, 30]);
  expect(received()).toEqual(inLog());
});

it('sends the same key and the same bytes after a crash between sending and hearing', async () => {
  checkIn(night.kiosk.protocol);
  await night.sync.run();
  checkIn(night.kiosk.protocol);
  broken = true;
  expect(await night.sync.run()).toMatchObject({ outcome: 'failed', problem: 'unreachable', waiting: 1 });
  checkIn(night.kiosk.protocol);
  broken = false;
  expect(await night.again().run()).toMatchObject({ outcome: 'done', sent: 2, acknowledged: 2 });
  expect(sent[2]).toEqual(sent[1]);
  expect(sent[3]?.key).not.toBe(sent[1]?.key);
  expect(received()).toEqual(inLog());
});

it('keeps what the receiver refuses for a person, and sends it again only when told', async () => {
  checkIn(night.kiosk.protocol);
  checkIn(night.kiosk.protocol);
  checkIn(night.kiosk.protocol);
  night.refuse((event) => (event.seq === 2 ? 'ward w1 is closed here' : null));
  expect(await night.sync.run()).toMatchObject({
    outcome: 'partly',
    acknowledged: 2,
    refused: 1,
    waiting: 0,
  });
  expect(openTasks()).toEqual([{ detail: 'ward w1 is closed here' }]);

  night.refuse(null);
  expect(await night.sync.run()).toMatchObject({ outcome: 'done', sent: 0 });
  expect(night.sync.status()).toMatchObject({ waiting: 0, refused: 1 });

  expect(night.sync.retryRefused('staff:s-1')).toBe(1);
  expect(openTasks()).toEqual([]);
  expect(await night.sync.run()).toMatchObject({ outcome: 'done', sent: 1, acknowledged: 1 });
  expect(received()).toEqual(inLog());
});

it('asks a person once for many refusals of one reason', async () => {
  for (let visits = 0; visits < 4; visits += 1) checkIn(night.kiosk.protocol);
  night.refuse(() => 'not today');
  expect(await night.sync.run()).toMatchObject({ outcome: 'partly', refused: 4 });
  expect(openTasks()).toHaveLength(1);
});

it('lets an event wait that got no verdict, and sends it in another batch', async () => {
  checkIn(night.kiosk.protocol);
  checkIn(night.kiosk.protocol);
  const forgetful = night.again({
    fetch: async (input, init) => {
      const response = await fetch(input, init);
      if (init?.method !== 'POST') return response;
      const answer = (await response.json()) as { verdicts: unknown[] };
      return Response.json({ verdicts: answer.verdicts.slice(1) });
    },
  });
  expect(await forgetful.run()).toMatchObject({ outcome: 'failed', problem: 'not-all-answered', waiting: 1 });
  expect(await night.sync.run()).toMatchObject({ outcome: 'done', sent: 1, acknowledged: 1 });
  const verdicts = verdictsGiven(night.municipality.store, KIOSK).map((one) => one.verdict);
  expect(verdicts.toSorted()).toEqual(['accepted', 'accepted', 'duplicate']);
});

it('takes bookings in even when nothing gets out, and the other way round', async () => {
  await night.sync.run();
  checkIn(night.kiosk.protocol);
  const outBroken = night.again({
    fetch: (input, init) =>
      init?.method === 'POST' ? Promise.resolve(new Response('', { status: 500 })) : fetch(input, init),
  });
  night.municipality.store.cancel('j-1');
  expect(await outBroken.run()).toMatchObject({ outcome: 'failed', problem: 'server-error', cancelled: 1 });

  const inBroken = night.again({ importInbound: () => Promise.reject(new Error('a bad booking')) });
  expect(await inBroken.run()).toMatchObject({
    outcome: 'failed',
    problem: 'import-failed',
    acknowledged: 1,
  });
  expect(night.log.find((entry) => entry.event === 'sync-stumbled')).toMatchObject({ part: 'in' });
  expect(JSON.stringify(night.log)).not.toContain('a bad booking');
});

it('whose report finds no room on the disk ends no kiosk: it has failed, and what was sent stands', async () => {
  checkIn(night.kiosk.protocol);
  night.kiosk.db.exec(
    `CREATE TEMP TRIGGER full BEFORE INSERT ON fact WHEN new.name = 'sync-report' BEGIN SELECT RAISE(ABORT, 'full'); END`,
  );
  expect(await night.sync.run()).toMatchObject({
    outcome: 'failed',
    problem: 'kiosk-failed',
    acknowledged: 1,
  });
  expect(night.log.map((entry) => entry.event)).toEqual(['sync-stumbled', 'sync-ended']);
  night.kiosk.db.exec('DROP TRIGGER full');
  expect(await night.sync.run()).toMatchObject({ outcome: 'done', sent: 0 });
});

it('makes a new batch when the whole of it was turned away', async () => {
  checkIn(night.kiosk.protocol);
  night.line.answerWith(409);
  expect(await night.sync.run()).toMatchObject({ outcome: 'failed', problem: 'turned-away' });
  night.line.heal();
  expect(await night.sync.run()).toMatchObject({ outcome: 'done', acknowledged: 1 });
  expect(sent[1]?.key).not.toBe(sent[0]?.key);
});

it('keeps no wrapped key in a batch that is answered', async () => {
  checkIn(night.kiosk.protocol);
  await night.sync.run();
  expect(night.kiosk.db.prepare('SELECT body FROM batch').pluck().all()).toEqual(['']);
});

it('runs once however many ask', async () => {
  checkIn(night.kiosk.protocol);
  const [first, second] = await Promise.all([night.sync.run(), night.sync.run()]);
  expect(second).toBe(first);
  expect(sent).toHaveLength(1);
});

it('names what stands in the way', async () => {
  const wrongToken = night.again({
    settings: {
      ...syncSettings(night.line.url),
      municipality: { ...syncSettings(night.line.url).municipality, token: 'x'.repeat(16) },
    },
  });
  expect(await wrongToken.run()).toMatchObject({ outcome: 'failed', problem: 'not-allowed' });
  night.line.answerWith(200, '{"surprise":1}');
  expect(await night.sync.run()).toMatchObject({ outcome: 'failed', problem: 'bad-answer' });
  night.line.fallSilent();
  expect(await night.again({ timeoutMs: 50 }).run()).toMatchObject({ outcome: 'failed', problem: 'timeout' });
  expect(night.sync.lastSuccess()).toBeNull();
  expect(night.sync.status().last?.problem).toBe('timeout');
});

it('breaks off at once when the kiosk closes, and loses nothing', async () => {
  await night.sync.run();
  checkIn(night.kiosk.protocol);
  night.line.fallSilent();
  const running = night.sync.run();
  await night.sync.close();
  expect(await running).toMatchObject({ outcome: 'failed', waiting: 1 });
  night.line.heal();
  expect(await night.again().run()).toMatchObject({ outcome: 'done', acknowledged: 1 });
});
