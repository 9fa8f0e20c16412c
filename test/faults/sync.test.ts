/**
 * The night that goes wrong in every way: whatever happens to the line or to the kiosk, in the end the municipality
 * holds exactly what the log holds: nothing lost, nothing twice.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Direction } from '../municipality/faults.ts';
import { startNight, syncSettings, type Night } from '../municipality/night.ts';
import type { Sync } from '../../main/core/sync/sync.ts';
import { batch } from '../../shared/domain/sync.ts';
import { receivedEvents, verdictsGiven } from '../municipality/received.ts';
import { checkIn, KIOSK } from '../support/protocol.ts';

let night: Night;
beforeEach(async () => {
  night = await startNight();
  await night.sync.run();
});
afterEach(() => night.end());

const log = () => night.kiosk.protocol.events(1, 100_000);
const received = () => receivedEvents(night.municipality.store, KIOSK);

const expectAllThereOnce = () => {
  expect(received().map((event) => event.hash)).toEqual(log().map((event) => event.hash));
  const accepted = verdictsGiven(night.municipality.store, KIOSK).filter((one) => one.verdict === 'accepted');
  expect(accepted).toHaveLength(log().length);
  expect(night.sync.status()).toMatchObject({ waiting: 0, refused: 0 });
};

/** How many bytes a night with one new visit takes, each way. */
const measure = async (direction: Direction): Promise<number> => {
  checkIn(night.kiosk.protocol);
  night.line.heal();
  expect((await night.sync.run()).outcome).toBe('done');
  return night.line.passed(direction);
};

/** Every one of the first and the last bytes, and every so many between. */
const positions = (length: number, step: number): number[] =>
  Array.from({ length: length + 1 }, (_, at) => at).filter(
    (at) => at < 24 || at > length - 24 || at % step === 0,
  );

describe.each<[Direction]>([['request'], ['answer']])('the line cut at any byte of the %s', (direction) => {
  it('loses nothing and sends nothing twice', async () => {
    const length = await measure(direction);
    expect(length).toBeGreaterThan(500);
    let cuts = 0;
    for (const at of positions(length, direction === 'request' ? 29 : 11)) {
      checkIn(night.kiosk.protocol);
      night.line.cutAt(direction, at);
      const report = await night.sync.run();
      if (night.line.struck()) cuts += 1;
      else expect(report.outcome).toBe('done');
      night.line.heal();
      expect(await night.sync.run()).toMatchObject({ outcome: 'done', waiting: 0, refused: 0 });
      expect(received()).toHaveLength(log().length);
    }
    expect(cuts).toBeGreaterThan(100);
    expectAllThereOnce();
  }, 120_000);
});

describe('a municipality that does not answer as it should', () => {
  it.each([500, 502, 503, 429, 401, 404, 409, 302, 204])(
    'answers %i, and has it all the night after',
    async (status) => {
      checkIn(night.kiosk.protocol);
      night.line.answerWith(status);
      expect(await night.sync.run()).toMatchObject({ outcome: 'failed', acknowledged: 0, waiting: 1 });
      night.line.heal();
      expect(await night.sync.run()).toMatchObject({ outcome: 'done', acknowledged: 1 });
      expectAllThereOnce();
    },
  );

  it.each(['', '{', 'null', '[]', '{"verdicts":[{"seq":0}]}', '<html>proxy</html>'])(
    'answers 200 with «%s», and has it all the night after',
    async (body) => {
      checkIn(night.kiosk.protocol);
      night.line.answerWith(200, body);
      expect(await night.sync.run()).toMatchObject({ outcome: 'failed', problem: 'bad-answer', waiting: 1 });
      night.line.heal();
      expect((await night.sync.run()).outcome).toBe('done');
      expectAllThereOnce();
    },
  );

  it('never answers: the kiosk gives up in time', async () => {
    checkIn(night.kiosk.protocol);
    night.line.fallSilent();
    expect(await night.again({ timeoutMs: 100 }).run()).toMatchObject({
      outcome: 'failed',
      problem: 'timeout',
    });
    night.line.heal();
    expect((await night.sync.run()).outcome).toBe('done');
    expectAllThereOnce();
  });

  it('is not there at all', async () => {
    checkIn(night.kiosk.protocol);
    const nobody = night.again({ settings: syncSettings('http://127.0.0.1:9') });
    expect(await nobody.run()).toMatchObject({ outcome: 'failed', problem: 'unreachable', waiting: 1 });
    expect((await night.sync.run()).outcome).toBe('done');
    expectAllThereOnce();
  });
});

describe('a municipality that turns a batch away whole', () => {
  /** In front of the reference municipality: turns away what `status` says so of, before anybody has read it. */
  const behind = (status: (seqs: number[]) => number | null, seen: number[][] = []): Sync =>
    night.again({
      fetch: (input, init) => {
        if (init?.method !== 'POST') return fetch(input, init);
        const seqs = batch.parse(JSON.parse(init.body as string)).events.map(({ seq }) => seq);
        seen.push(seqs);
        const turnedAway = status(seqs);
        return turnedAway === null
          ? fetch(input, init)
          : Promise.resolve(new Response('{}', { status: turnedAway }));
      },
    });
  const tasks = () =>
    night.kiosk.db
      .prepare<[], string>(
        `SELECT detail FROM task WHERE kind = 'sync-refused' AND closed_at IS NULL ORDER BY id`,
      )
      .pluck()
      .all();
  const visits = (count: number) => {
    for (let visit = 0; visit < count; visit += 1) checkIn(night.kiosk.protocol);
  };

  it.each([400, 413, 422])(
    'for one event in it (%i): that one waits for a person, all others are there the same night',
    async (status) => {
      visits(230);
      const poisoned = behind((seqs) => (seqs.includes(137) ? status : null));
      expect(await poisoned.run()).toMatchObject({
        outcome: 'partly',
        problem: null,
        sent: 230,
        acknowledged: 229,
        refused: 1,
        waiting: 0,
      });
      expect(tasks()).toEqual([`turned away: HTTP ${status}`]);
      expect(received().map(({ seq }) => seq)).not.toContain(137);
      visits(3);
      expect(await poisoned.run()).toMatchObject({ outcome: 'done', sent: 3, acknowledged: 3 });

      expect(night.sync.retryRefused('staff:s-1')).toBe(1);
      expect(tasks()).toEqual([]);
      expect(await night.sync.run()).toMatchObject({ outcome: 'done', sent: 1, acknowledged: 1 });
      expectAllThereOnce();
    },
  );

  it('for being too long: it finds out how much goes, and refuses nothing', async () => {
    visits(230);
    const seen: number[][] = [];
    const narrow = behind((seqs) => (seqs.length > 17 ? 413 : null), seen);
    expect(await narrow.run()).toMatchObject({ outcome: 'done', sent: 230, acknowledged: 230, refused: 0 });
    expect(tasks()).toEqual([]);
    expect(seen.filter((seqs) => seqs.length > 17).length).toBeLessThan(10);
    expectAllThereOnce();
  });

  it('for several events in it, also next to each other', async () => {
    visits(120);
    const poison = [1, 50, 51, 120];
    const poisoned = behind((seqs) => (seqs.some((seq) => poison.includes(seq)) ? 422 : null));
    expect(await poisoned.run()).toMatchObject({
      outcome: 'partly',
      acknowledged: 116,
      refused: 4,
      waiting: 0,
    });
    expect(tasks()).toEqual(['turned away: HTTP 422']);
    night.sync.retryRefused('staff:s-1');
    expect(await night.sync.run()).toMatchObject({ outcome: 'done', acknowledged: 4 });
    expectAllThereOnce();
  });

  it('whatever is in it: after twenty events in a row the rest waits for another night', async () => {
    visits(50);
    const seen: number[][] = [];
    expect(await behind(() => 400, seen).run()).toMatchObject({
      outcome: 'failed',
      problem: 'turned-away',
      refused: 20,
      waiting: 30,
    });
    expect(seen.length).toBeLessThan(40);
    night.sync.retryRefused('staff:s-1');
    expect(await night.sync.run()).toMatchObject({ outcome: 'done', acknowledged: 50 });
    expectAllThereOnce();
  });
});

describe('a kiosk that is killed in the middle of it', () => {
  const KIOSK_PROGRAM = fileURLToPath(new URL('sync-kiosk.ts', import.meta.url));

  const startKiosk = () => {
    const { kioskKey, signingKey } = night.kiosk.secrets;
    const keys = {
      kioskKey: kioskKey.toString('base64'),
      signingKey: signingKey.export({ format: 'pem', type: 'pkcs8' }),
    };
    writeFileSync(join(night.kiosk.folder, 'keys.json'), JSON.stringify(keys));
    return spawn(process.execPath, [KIOSK_PROGRAM, night.kiosk.folder, night.line.url], { stdio: 'inherit' });
  };

  // A night with one visit is some 3 kB out and 1.5 kB in: these lie in the first one, on its edges, and some nights later.
  it.each<[Direction, number]>([
    ['request', 1],
    ['request', 700],
    ['request', 2_500],
    ['request', 20_001],
    ['answer', 1],
    ['answer', 400],
    ['answer', 9_999],
  ])(
    'at the %s’s byte %i',
    async (direction, at) => {
      const killed = await new Promise<ReturnType<typeof startKiosk>>((resolve) => {
        night.line.cutAt(direction, at, () => {
          child.kill('SIGKILL');
          resolve(child);
        });
        const child = startKiosk();
      });
      if (killed.signalCode === null) await once(killed, 'exit');
      expect(killed.signalCode).toBe('SIGKILL');

      expect(log().length).toBeGreaterThan(0);
      expect(await night.sync.run()).toMatchObject({ outcome: 'done', refused: 0 });
      expectAllThereOnce();
      expect(await night.sync.run()).toMatchObject({ outcome: 'done', sent: 0 });
    },
    30_000,
  );
});

it('finds nothing to do when the same night comes again', async () => {
  for (let visits = 0; visits < 3; visits += 1) checkIn(night.kiosk.protocol);
  expect(await night.sync.run()).toMatchObject({ sent: 3, acknowledged: 3 });
  for (let nights = 0; nights < 3; nights += 1)
    expect(await night.sync.run()).toMatchObject({ outcome: 'done', sent: 0, acknowledged: 0, bookings: 0 });
  expectAllThereOnce();
});
