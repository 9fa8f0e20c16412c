/**
 * `npm run bench:protocol [-- VISITS]`: builds a house's protocol (1,000,000 visits, some 4,000,000 events, unless told) and measures it, each beside what
 * SQLite alone needs for the same bytes or rows in the same run.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './protocol/build.ts';
import { newHouse } from './protocol/house.ts';

const visits = Number(process.argv[2] ?? 1_000_000);
if (!Number.isInteger(visits) || visits < 100)
  throw new Error('usage: npm run bench:protocol -- VISITS (100 or more)');

const folder = mkdtempSync(join(tmpdir(), 'besoksvert-bench-'));
const house = newHouse(folder);
try {
  const built = await build(house, visits, (done) => process.stderr.write(`\r${done} visits`));
  process.stderr.write('\n');
  console.log(JSON.stringify({ built }));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
