/** Keeps what a kiosk's folder could be found as, at each file operation of a step, and starts a kiosk on every one of these. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { createCore } from '../../../main/core/app.ts';
import type { Fault } from '../../support/file-faults.ts';
import { unwatch, watch, type ShownOperation } from '../../support/file-faults/watch.ts';
import { expectWhole, openHouse, type House } from './house.ts';
import type { Act, Step, Told } from './steps.ts';

interface Moment {
  /** A copy, to be written to. */
  readonly folder: string;
  readonly where: string;
  readonly told: readonly Told[];
}

/** Makes the copies. */
export interface Keeper {
  /** Of everything from before the step is prepared; when it is being prepared nothing is kept yet. Nothing but a short write may be answered. */
  onOperation(operation: ShownOperation, path: string, isPrepared: boolean): Fault | null;
  /** When it was told. */
  atEnd(): void;
}
/** `keep` takes a copy of the kiosk's folder, and what it is a copy of. */
export type NewKeeper = (folder: string, keep: (copy: string, where: string) => void) => Keeper;

/**
 * Does the step, and starts a kiosk on each copy: there is what was told, and where it is asked again it is done once. `whileStarting`: copies of
 * some of these starts, on which a kiosk is started too. How many.
 */
export const startOnEach = async (
  step: Step,
  newKeeper: NewKeeper,
  whileStarting?: NewKeeper,
): Promise<number> => {
  const house = await openHouse();
  const began = process.cpuUsage();
  const moments: Moment[] = [];
  try {
    const act = await doneWatched(house, step, newKeeper, moments);
    expect(moments.length).toBeGreaterThan(3);
    expect(moments.at(-1)?.told).toHaveLength(1);
    const first = moments.length;
    for (let index = 0; index < moments.length; index += 1) {
      const moment = moments[index];
      if (moment === undefined) break;
      if (whileStarting !== undefined && index < first && index % STARTS_WATCHED === 0)
        await startWatched(house, moment, whileStarting, moments);
      await startsAgain(house, step, act, moment);
      rmSync(moment.folder, { recursive: true });
    }
  } finally {
    for (const { folder } of moments) rmSync(folder, { recursive: true, force: true });
    await house.end();
  }
  const { user, system } = process.cpuUsage(began);
  console.log(`${step.name}: ${moments.length} moments, ${Math.round((user + system) / 1000)} ms`);
  return moments.length;
};

/** One start in so many is watched. */
const STARTS_WATCHED = 5;

/** While `work` runs the keeper is shown every operation. What it throws is not for the C library, and thrown afterwards. */
const shownTo = async <T>(
  folder: string,
  keeper: Keeper,
  isPrepared: () => boolean,
  work: () => Promise<T>,
): Promise<T> => {
  const thrown: unknown[] = [];
  watch(folder, (operation, path) => {
    try {
      return keeper.onOperation(operation, path, isPrepared());
    } catch (error) {
      thrown.push(error);
      return null;
    }
  });
  try {
    const came = await work();
    keeper.atEnd();
    expect(thrown).toEqual([]);
    return came;
  } finally {
    unwatch();
  }
};

const doneWatched = (house: House, step: Step, newKeeper: NewKeeper, moments: Moment[]): Promise<Act> => {
  let told: readonly Told[] = [];
  let isPrepared = false;
  const keeper = newKeeper(join(house.folder, step.within ?? ''), (copy, where) =>
    moments.push({ folder: copy, where: `${step.name}, ${moments.length}: ${where}`, told }),
  );
  return shownTo(
    house.folder,
    keeper,
    () => isPrepared,
    async () => {
      const act = await step.prepare(house);
      isPrepared = true;
      const came = await act(house.desk.core.core);
      told = came === null ? [] : [came];
      return act;
    },
  );
};

/** The kiosk starts there and stops again. What is kept of that is told the same, and comes after the others. */
const startWatched = async (
  house: House,
  { folder, where, told }: Moment,
  newKeeper: NewKeeper,
  moments: Moment[],
): Promise<void> => {
  const keeper = newKeeper(folder, (copy, what) =>
    moments.push({ folder: copy, where: `${where}; at the start there: ${what}`, told }),
  );
  await shownTo(
    folder,
    keeper,
    () => true,
    async () => {
      const created = await createCore({ ...house.desk.core.ports, dataDir: folder });
      if (!created.ok) throw new Error(`${where}: ${created.problem.message}`);
      await created.core.close();
    },
  );
};

/** A kiosk starts there, holds what was told, and does it once where it is asked again. */
const startsAgain = async (house: House, step: Step, act: Act, moment: Moment): Promise<void> => {
  const { where, told, folder } = moment;
  await step.always?.(folder, house, where);
  for (const { check } of told) await check?.(folder);
  const created = await createCore({ ...house.desk.core.ports, dataDir: folder });
  if (!created.ok) throw new Error(`${where}: ${created.problem.message}`);
  await expectWhole(folder, house, told, where);
  if (step.isSafeAgain === true && step.isLong !== true) {
    const again = await act(created.core);
    expect(again, where).not.toBeNull();
    await expectWhole(folder, house, [...told, ...(again ? [again] : [])], `again, ${where}`);
  }
  await created.core.close();
};
