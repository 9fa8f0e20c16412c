/**
 * Each operation on files of an export fails in turn, and at each the power is cut. (A thread of its own writes the file; here it is done in
 * this one, where its operations and SQLite's can be broken.) Afterwards nothing half stands under its own name, what was confirmed is there, and
 * asking again works. What deliver.test.ts has of the folder's operations alone is not repeated.
 */
import { randomInt } from 'node:crypto';
import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ExportFormat } from '../../shared/domain/events.ts';
import { dailyLogOf, inThisThread, LEAD, startExports, type TestExports } from '../support/exports.ts';
import type { Fault } from '../support/file-faults.ts';
import { unwatch, watch, type Shown, type ShownOperation } from '../support/file-faults/watch.ts';
import { powerCuts, writeImage, type Image } from '../support/power-cut.ts';
import { checkIn, startProtocol, temporaryFolder, type TestProtocol } from '../support/protocol.ts';
import { seeded } from '../support/random.ts';
import { KIND_NAMES, KINDS } from './sweep/breaking.ts';
import {
  aloneIn,
  digestsIn,
  expectHolds,
  expectNothingHalf,
  filesIn,
  hiddenIn,
  openedIn,
} from './sweep/exporting.ts';

const TODAY = '2026-03-10';
const FORMATS: readonly ExportFormat[] = ['csv', 'xlsx'];
const orderOf = (format: ExportFormat) => dailyLogOf(TODAY, { format });

/** Exports in this thread, so that their operations can be seen. */
const exportsOf = (at: TestProtocol): TestExports => startExports(at, { producer: inThisThread() });
const watched = async <T>(at: TestProtocol, ask: Shown, work: () => Promise<T>): Promise<T> => {
  watch(at.folder, ask);
  try {
    return await work();
  } finally {
    unwatch();
  }
};

/** Asks again on a disk that works. */
const asksAgain = async (at: TestProtocol, format: ExportFormat, where: string): Promise<void> => {
  const exporting = startExports(at);
  const { folder } = exporting;
  const before = digestsIn(at.db);
  const { sha256, file } = await exporting.written(orderOf(format));
  expect(digestsIn(at.db), where).toEqual([...before, sha256]);
  expect(filesIn(folder), where).toContain(file);
  expect(hiddenIn(folder), where).toEqual([]);
  await expectNothingHalf(folder, at, where);
};

describe.skipIf(process.platform !== 'linux')('an export of which an operation fails', () => {
  describe.each(KIND_NAMES)('%s', (kind) => {
    it.each(FORMATS)('%s', { timeout: 120_000 }, async (format) => {
      const at = startProtocol();
      try {
        checkIn(at.protocol);
        const { folder } = startExports(at);
        let number = 0;
        for (let isOver = false; !isOver;) {
          number += 1;
          const struck: ShownOperation[] = [];
          let count = 0;
          const half: string[] = [];
          const ask: Shown = (operation): Fault | null => {
            half.push(...aloneIn(folder));
            count += 1;
            if (count < number) return null;
            struck.push(operation);
            return KINDS[kind](operation, count === number);
          };
          rmSync(folder, { recursive: true, force: true });
          const before = digestsIn(at.db);
          const failing = exportsOf(at);
          const where = () => `${kind}, ${format}, operation ${number}: ${JSON.stringify(struck[0])}`;
          const isDone = await watched(at, ask, async () => {
            const started = await failing.exports.start(orderOf(format), LEAD);
            await failing.exports.idle();
            return started.ok && failing.exports.job(started.job.id)?.state === 'done';
          });
          isOver = struck.length === 0;
          expect(half, where()).toEqual([]);
          const more = digestsIn(at.db).slice(before.length);
          expect(more.length, where()).toBeLessThanOrEqual(1);
          if (isDone) expect([more.length, filesIn(folder).length], where()).toEqual([1, 1]);
          else if (kind === 'EIO, once') expect(filesIn(folder), where()).toEqual([]);
          await expectNothingHalf(folder, at, where());
          await asksAgain(at, format, where());
        }
        expect(number).toBeGreaterThan(30);
        console.log(`${kind}, ${format}: ${number} operations`);
        await expectHolds(at, 'at the end');
      } finally {
        at.end();
      }
    });
  });
});

/** Another from run to run; put one here to have it again. */
const SEED = randomInt(2 ** 31);
const MIXTURES = { before: 5, atEnd: 25 };

interface Cut {
  readonly image: Image;
  readonly where: string;
  /** Files that were confirmed. */
  readonly told: readonly string[];
}

describe.skipIf(process.platform !== 'linux')(`an export at which the power is cut, seed ${SEED}`, () => {
  it.each(FORMATS)('%s', { timeout: 300_000 }, async (format) => {
    const at = startProtocol();
    const copy = temporaryFolder();
    try {
      checkIn(at.protocol);
      const cuts = powerCuts(at.folder);
      const images: Cut[] = [];
      const told: string[] = [];
      let number = 0;
      const keep = (mixtures: number, where: string): void => {
        number += 1;
        for (let mixture = -1; mixture < mixtures; mixture += 1) {
          const random = mixture < 0 ? null : seeded(SEED + 100 * number + mixture);
          images.push({
            image: cuts.image(random),
            where: `${where}, ${number}.${mixture} of seed ${SEED}`,
            told: [...told],
          });
        }
      };
      const ask: Shown = (operation, path) => {
        cuts.before(operation, path);
        keep(MIXTURES.before, JSON.stringify(operation));
        return null;
      };
      const exporting = exportsOf(at);
      // The second stands beside the first, which is not touched.
      for (let times = 0; times < 2; times += 1) {
        told.push((await watched(at, ask, () => exporting.written(orderOf(format)))).file);
        cuts.look();
        keep(MIXTURES.atEnd, 'it was told');
      }
      for (const { image, where, told: confirmed } of images) {
        rmSync(copy, { recursive: true });
        writeImage(image, copy);
        const again = openedIn(copy, at, where);
        try {
          const { folder } = startExports(again);
          await expectNothingHalf(folder, again, where);
          for (const file of confirmed) expect(filesIn(folder), where).toContain(file);
          expect(digestsIn(again.db).length, where).toBeGreaterThanOrEqual(confirmed.length);
          await asksAgain(again, format, where);
          await expectHolds(again, where);
        } finally {
          again.end();
        }
      }
      console.log(`${format}: ${images.length} images at ${number} moments`);
    } finally {
      rmSync(copy, { recursive: true, force: true });
      at.end();
    }
  });
});
