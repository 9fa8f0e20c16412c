/**
 * `npm run bench:protocol [-- VISITS [FOLDER]]`: builds a house's protocol (1,000,000 visits, some 4,000,000 events, unless told) and measures it, each beside what
 * SQLite alone needs for the same bytes or rows in the same run. One line of JSON for each thing that is measured, with its goal and whether it is met.
 * FOLDER keeps the house that was built, and is measured as it is when there is one: building a million visits takes its time.
 */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { createEvacuation } from '../../main/core/reception/evacuation.ts';
import { verifyFile } from '../../main/verifier/verify.ts';
import { MIGRATIONS } from '../support/protocol.ts';
import { build, DAYS, type Built } from './protocol/build.ts';
import { measureDoor } from './protocol/door.ts';
import { exportingFrom } from './protocol/exporting.ts';
import { megabytes, percentiles, perSecond, ratio, say, timed, timedAsync } from './protocol/figures.ts';
import { FIRST_DAY, newHouse, openHouse, saveHouse, savedHouse } from './protocol/house.ts';
import { watched } from './protocol/memory.ts';
import { measureSearch } from './protocol/searching.ts';
import { measureStart } from './protocol/starting.ts';
import { receiptOf } from './protocol/visits.ts';

const visits = Number(process.argv[2] ?? 1_000_000);
if (!Number.isInteger(visits) || visits < 100)
  throw new Error('usage: npm run bench:protocol -- VISITS (100 or more) [FOLDER]');
const kept = process.argv[3];
const YOUNG_DAYS = 10;

const parent = mkdtempSync(join(tmpdir(), 'besoksvert-bench-'));
const saved = kept === undefined ? null : savedHouse(kept);
const house = saved?.house ?? newHouse(kept ?? join(parent, 'large'));
const small = newHouse(join(parent, 'small'));

const builtHouse = async (): Promise<Built> => {
  if (saved !== null) return saved.built as Built;
  const built = await build(house, visits, (done) => process.stderr.write(`\r${done} visits`));
  process.stderr.write('\n');
  if (kept !== undefined) saveHouse(house, built);
  return built;
};

const sizeOf = (folder: string): number =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);

/** Reads every row of the events as SQLite gives them, and nothing else. */
const bareRead = (): { ms: number; rows: number } => {
  const db = new Database(house.file, { readonly: true });
  const { ms, value } = timed(() => {
    let rows = 0;
    for (const _row of db.prepare('SELECT * FROM event').raw().iterate()) rows += 1;
    return rows;
  });
  db.close();
  return { ms, rows: value };
};

const run = async (): Promise<void> => {
  const built = await builtHouse();
  say('built', { ...built, eventsPerSecond: Math.round(built.events / built.seconds), erased: undefined });
  say('erase', {
    ...built.erased,
    keysPerSecond: Math.round(built.erased.keys / built.erased.seconds),
  });
  say('size', {
    database: `${megabytes(statSync(house.file).size)} MiB`,
    bytesAVisit: Math.round(statSync(house.file).size / visits),
    keys: `${megabytes(sizeOf(join(house.folder, 'keys')))} MiB`,
  });

  // As many a day, but for ten days only: what has been is ten years less.
  const aDay = Math.max(1, Math.round(visits / DAYS));
  await build(small, aDay * YOUNG_DAYS, () => undefined, YOUNG_DAYS);
  const [large, little] = [await measureStart(house), await measureStart(small)];
  say(
    'start-up',
    { large, small: little },
    {
      text: 'independent of size: within 2 × that of a house of as many visits a day that is ten days old',
      met: large.p50 < 2 * little.p50,
    },
  );

  const opened = openHouse(house);
  const { db, protocol } = opened;
  await protocol.ensureDayKey();
  const last = { from: built.lastDay, to: built.lastDay };

  const found = await measureSearch(house, opened, receiptOf(visits - 20));
  say('exposure search', found, {
    text: 'query within 1.5 × the bare indexed one, search under 200 ms',
    met: found.ratio <= 1.5 && found.search.p50 < 200,
  });

  const evacuation = createEvacuation({
    protocol,
    settings: house.settings,
    log: { write: () => undefined },
  });
  const lists = Array.from({ length: 20 }, () => timed(() => evacuation.now()).ms);
  say('evacuation list', { inside: evacuation.now().inside.length, ...percentiles(lists) });

  // Whoever measures a house again has visits in it that were not built.
  const newVisits = (): number => visits + protocol.length();
  const door = await measureDoor(house, opened, newVisits(), 1000);
  say(
    'door',
    { ...door },
    {
      text: 'commit p50 within 3 × the bare durable insert, append p99 under 5 ms',
      met: door.ratio <= 3 && door.append.p99 < 5,
    },
  );

  const exporting = exportingFrom(house, opened);
  const daily = await exporting.run({ what: 'daily-log', ...last });
  say('daily log', { rows: daily.rows, ms: Math.round(daily.ms) });

  const bare = bareRead();
  const all = await watched(() => exporting.run({ what: 'protocol', from: FIRST_DAY, to: built.lastDay }));
  const rate = perSecond(all.value.rows, all.value.ms);
  say(
    'full export',
    {
      rows: all.value.rows,
      seconds: Math.round(all.value.ms / 1000),
      rowsPerSecond: rate,
      mebibytes: megabytes(all.value.bytes),
      memoryBefore: all.before,
      memoryPeak: all.peak,
      bareReadOfEventsPerSecond: perSecond(bare.rows, bare.ms),
    },
    { text: 'over 50,000 rows a second, under 150 MB', met: rate > 50_000 && all.peak - all.before < 150 },
  );

  const running = await exporting.begin({
    what: 'protocol',
    from: FIRST_DAY,
    to: built.lastDay,
  });
  const meanwhile = await measureDoor(house, opened, newVisits(), 1000, () => nextTurn());
  await running.cancel();
  say(
    'door during an export',
    { ...meanwhile },
    {
      text: 'append p99 under 5 ms',
      met: meanwhile.append.p99 < 5,
    },
  );
  db.close();

  const verified = await watched(() =>
    timedAsync(() =>
      verifyFile(house.file, {
        migrationsDir: MIGRATIONS,
        settings: house.settings,
        secrets: house.secrets,
        threads: 2,
      }),
    ),
  );
  const { ms, value: verdict } = verified.value;
  if (verdict.status === 2) throw new Error(verdict.problem);
  const verifyRate = perSecond(verdict.result.length, ms);
  say(
    'verify',
    {
      holds: verdict.result.holds,
      findings: verdict.result.findings.length,
      events: verdict.result.length,
      seconds: Math.round(ms / 1000),
      eventsPerSecond: verifyRate,
      besideBareRead: ratio(ms, bare.ms),
      memoryPeak: verified.peak,
    },
    { text: 'over 200,000 events a second', met: verifyRate > 200_000 },
  );

  say('memory', { peakOfTheWholeRun: `${Math.round(process.resourceUsage().maxRSS / 1024)} MiB` });
};

try {
  await run();
} finally {
  rmSync(parent, { recursive: true, force: true });
}
