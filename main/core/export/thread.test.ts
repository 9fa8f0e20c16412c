/** The thread itself: everything else is tried without it. */
import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dailyLogOf, LEAD, startExports, type TestExports } from '../../../test/support/exports.ts';
import { checkIn, startProtocol, type TestProtocol } from '../../../test/support/protocol.ts';
import { SPOKEN_ALPHABET, SPOKEN_CODE_LENGTH } from '../../../shared/domain/ids.ts';
import { inThread } from './thread.ts';

const TODAY = '2026-03-10';
const VISITS = 1_500;
/** So many by chance would be the same once in a while. */
const receiptOf = (number: number): string =>
  Array.from({ length: SPOKEN_CODE_LENGTH }, (_, place) =>
    SPOKEN_ALPHABET.charAt(Math.floor(number / SPOKEN_ALPHABET.length ** place) % SPOKEN_ALPHABET.length),
  ).join('');

let at: TestProtocol;
let exporting: TestExports;
beforeEach(() => {
  at = startProtocol();
  exporting = startExports(at, { producer: inThread });
  at.protocol.transaction(() => {
    for (let made = 0; made < VISITS; made += 1) checkIn(at.protocol, { receipt: receiptOf(made) });
  });
});
afterEach(() => at.end());

const start = async () => {
  const started = await exporting.exports.start(dailyLogOf(TODAY, { format: 'xlsx' }), LEAD);
  if (!started.ok) throw new Error(started.problem);
  return started.job.id;
};
const job = (id: string) => exporting.exports.job(id);

describe('an export in its thread', () => {
  it('says how far it is while the door goes on, and what it wrote', async () => {
    const id = await start();
    const seen: number[] = [];
    let came = VISITS;
    let longest = 0;
    let before = performance.now();
    const watch = setInterval(() => {
      const now = performance.now();
      longest = Math.max(longest, now - before);
      before = now;
      const so = job(id);
      if (so?.state === 'running' && so.done > 0) seen.push(so.done);
      checkIn(at.protocol, { receipt: receiptOf((came += 1)) });
    }, 5);
    await exporting.exports.idle();
    clearInterval(watch);
    // As it stood at one moment: whoever came while it was written is not in it.
    const rows = job(id)?.result?.rows ?? 0;
    expect(job(id)).toMatchObject({
      state: 'done',
      done: rows,
      total: rows,
      result: { closed: 0, erased: 0 },
    });
    expect(rows).toBeGreaterThanOrEqual(VISITS);
    expect(rows).toBeLessThan(at.protocol.visitsOfDay(TODAY).length);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.toSorted((a, b) => a - b)).toEqual(seen);
    expect(longest).toBeLessThan(1_000);
  });

  it('ends when somebody says so, and leaves nothing', async () => {
    const id = await start();
    await vi.waitFor(() => expect(job(id)?.total).toBeGreaterThanOrEqual(VISITS), {
      timeout: 10_000,
      interval: 5,
    });
    expect(await exporting.exports.cancel(id)).toMatchObject({ state: 'cancelled', result: null });
    expect(readdirSync(exporting.folder)).toEqual([]);
    expect(at.db.prepare("SELECT count(*) FROM event WHERE type = 'export.written'").pluck().get()).toBe(0);
    expect((await exporting.ended(dailyLogOf(TODAY))).state).toBe('done');
  });

  it('ends with the program', async () => {
    const id = await start();
    await exporting.exports.close();
    expect(job(id)?.state).toBe('cancelled');
    expect(readdirSync(exporting.folder)).toEqual([]);
  });

  it('that cannot open what it should is a fault that is logged, and the next one works', async () => {
    const blind = startExports(at, { producer: inThread, migrationsDir: at.folder });
    expect(await blind.ended(dailyLogOf(TODAY))).toMatchObject({ state: 'failed', problem: null });
    expect(blind.logged).toEqual([{ event: 'export-failed', error: 'Error' }]);
    expect((await exporting.ended(dailyLogOf(TODAY))).state).toBe('done');
  });
});
