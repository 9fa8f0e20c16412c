/**
 * The power is cut at each file operation of what people do at the kiosk: what was not flushed is lost, or there in part, in any order
 * (test/support/power-cut.ts says what is taken as possible). A kiosk is started on each folder that a cut could leave: what was confirmed is
 * there, and the same wish again is carried out once.
 */
import { randomInt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { digestOfImage, powerCuts, writeImage, type Image } from '../support/power-cut.ts';
import { temporaryFolder } from '../support/protocol.ts';
import { seeded, type Random } from '../support/random.ts';
import { copyOf } from './sweep/house.ts';
import { startOnEach, type NewKeeper } from './sweep/moments.ts';
import { ALL_STEPS } from './sweep/night-steps.ts';
import type { Step } from './sweep/steps.ts';

/** Another from run to run; put one here to have it again. */
const SEED = randomInt(2 ** 31);

/** So many mixtures are made at an operation, and so many when it was told. */
const MIXTURES = { short: 4, long: 1, atEnd: 12 };

const asCut =
  ({ isLong }: Step): NewKeeper =>
  (folder, keep) => {
    const cuts = powerCuts(folder);
    const seen = new Set<string>();
    let number = 0;
    const keepImage = (image: Image, where: string): void => {
      const digest = digestOfImage(image);
      if (seen.has(digest)) return;
      seen.add(digest);
      const copy = temporaryFolder();
      writeImage(image, copy);
      keep(copy, where);
    };
    const keepAll = (mixtures: number, where: string): void => {
      number += 1;
      keepImage(cuts.image(null), `${where}, what is certain`);
      for (let mixture = 0; mixture < mixtures; mixture += 1) {
        const seed = SEED + 100 * number + mixture;
        keepImage(cuts.image(seeded(seed)), `${where}, mixture ${seed - SEED} of seed ${SEED}`);
      }
    };
    return {
      onOperation(operation, path, isPrepared) {
        cuts.before(operation, path);
        if (isPrepared) keepAll(isLong === true ? MIXTURES.long : MIXTURES.short, JSON.stringify(operation));
        return null;
      },
      atEnd() {
        cuts.look();
        seen.clear();
        keepAll(MIXTURES.atEnd, 'it was told');
        keep(copyOf(folder), 'it was told, everything');
      },
    };
  };

/** One image of all that could be left, as it comes: the power is cut again while the kiosk starts. */
const asCutOnce =
  (random: Random): NewKeeper =>
  (folder, keep) => {
    const cuts = powerCuts(folder);
    let kept: { readonly image: Image; readonly where: string } | null = null;
    let number = 0;
    return {
      onOperation(operation, path) {
        cuts.before(operation, path);
        number += 1;
        // Each operation is as likely as any other, however many come.
        if (random() < 1 / number)
          kept = {
            image: cuts.image(random() < 0.25 ? null : random),
            where: `${number}, ${JSON.stringify(operation)}`,
          };
        return null;
      },
      atEnd() {
        if (kept === null) return;
        const copy = temporaryFolder();
        writeImage(kept.image, copy);
        keep(copy, `${kept.where}, of seed ${SEED}`);
      },
    };
  };

describe.skipIf(process.platform !== 'linux')(`a kiosk whose power is cut, seed ${SEED}`, () => {
  it.each(ALL_STEPS)('$name', { timeout: 600_000 }, async (step) => {
    expect(await startOnEach(step, asCut(step), asCutOnce(seeded(SEED)))).toBeGreaterThan(20);
  });
});
