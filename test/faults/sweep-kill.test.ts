/**
 * The process is killed at each file operation of what people do at the kiosk, in turn. What SIGKILL leaves is what the files hold at that
 * moment: so the folder is copied before each operation, and in the middle of each write, and a kiosk is started on every copy. (kill.test.ts
 * really kills, at random moments.)
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createCore } from '../../main/core/app.ts';
import { copyOf, expectWhole, openHouse, type House } from './sweep/house.ts';
import { unwatch, watch } from '../support/file-faults/watch.ts';
import { STEPS, type Act, type Step, type Told } from './sweep/steps.ts';

interface Moment {
  readonly folder: string;
  readonly where: string;
  readonly told: readonly Told[];
}

/** Does it, and keeps the folder as it was before each operation and in the middle of each write; the last one is as it was when it was told. */
const momentsOf = async (house: House, step: Step, act: Act): Promise<Moment[]> => {
  const moments: Moment[] = [];
  const keep = (where: string, told: readonly Told[]): void => {
    moments.push({ folder: copyOf(house.folder), where: `${step.name}, ${moments.length}: ${where}`, told });
  };
  let isRest = false;
  watch(house.folder, (operation) => {
    keep(JSON.stringify(operation), []);
    // SQLite asks for the rest of a write that was cut; Node's own would be an error.
    const isCut = operation.name === 'pwrite64' && operation.bytes > 1 && !isRest;
    isRest = isCut;
    return isCut ? { short: Math.floor(operation.bytes / 2) } : null;
  });
  try {
    const told = await act(house.desk.core.core);
    keep('it was told', told === null ? [] : [told]);
  } finally {
    unwatch();
  }
  return moments;
};

/** A kiosk starts there, holds what was told, and does it once where it is asked again. */
const startsAgain = async (house: House, step: Step, act: Act, moment: Moment): Promise<void> => {
  const { where, told } = moment;
  const folder = join(moment.folder, step.within ?? '');
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

describe.skipIf(process.platform !== 'linux')('a kiosk that is killed at each file operation in turn', () => {
  it.each(STEPS)('$name', { timeout: 600_000 }, async (step) => {
    const house = await openHouse();
    const began = process.cpuUsage();
    const act = await step.prepare(house);
    const moments = await momentsOf(house, step, act);
    try {
      expect(moments.length).toBeGreaterThan(3);
      expect(moments.at(-1)?.told).toHaveLength(1);
      for (const moment of moments) await startsAgain(house, step, act, moment);
    } finally {
      for (const { folder } of moments) rmSync(folder, { recursive: true, force: true });
      await house.end();
    }
    const { user, system } = process.cpuUsage(began);
    console.log(`${step.name}: ${moments.length} moments, ${Math.round((user + system) / 1000)} ms`);
  });
});
