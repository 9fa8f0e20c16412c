/** Breaks the operations of a step in turn, and looks after each whether all that was confirmed is there. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Fault } from '../../support/file-faults.ts';
import { unwatch, watch, type ShownOperation } from '../../support/file-faults/watch.ts';
import { copyOf, expectWhole, openHouse, type House } from './house.ts';
import type { Step, Told } from './steps.ts';

/** What becomes of the operation with a number, and of those after it. */
type Kind = (operation: ShownOperation, isFirst: boolean) => Fault | null;
export const KINDS = {
  'EIO, once': (_, isFirst) => (isFirst ? { fail: 'EIO' } : null),
  'ENOSPC, until there is room again': () => ({ fail: 'ENOSPC' }),
  'half of it is written, then ENOSPC': ({ bytes }, isFirst) =>
    isFirst && bytes > 1 ? { short: Math.floor(bytes / 2) } : { fail: 'ENOSPC' },
} as const satisfies Record<string, Kind>;
export type KindName = keyof typeof KINDS;
export const KIND_NAMES = Object.keys(KINDS) as KindName[];

/** Breaks the operation with this number, and does it. What was broken; null: there was no such operation. */
const broken = async <T>(
  folder: string,
  kind: Kind,
  number: number,
  work: () => Promise<T>,
): Promise<{ came: T; struck: ShownOperation | null }> => {
  let count = 0;
  let struck: ShownOperation | null = null;
  watch(folder, (operation) => {
    count += 1;
    if (count < number) return null;
    struck ??= operation;
    return kind(operation, count === number);
  });
  try {
    const came = await work();
    return { came, struck };
  } finally {
    unwatch();
  }
};

/** Does it with an operation broken, looks, and does it again. Whether there was such an operation. */
const breakOne = async (house: House, step: Step, name: KindName, number: number, told: Told[]) => {
  const act = await step.prepare(house);
  const { came, struck } = await broken(house.folder, KINDS[name], number, () => act(house.desk.core.core));
  const where = `${step.name}, ${name}, operation ${number}: ${JSON.stringify(struck)}`;
  const copy = copyOf(house.folder);
  await step.always?.(copy, house, where);
  await came?.check?.(copy);
  await expectWhole(copy, house, came === null ? told : [...told, came], where);
  rmSync(copy, { recursive: true });
  const done = came ?? (await act(house.desk.core.core));
  expect(done, `once more, ${where}`).not.toBeNull();
  if (done !== null) told.push(done);
  if (step.within !== undefined) await expectWhole(join(house.folder, step.within), house, [], where);
  return struck !== null;
};

/** So many in one house: more make it slow to verify, and fewer cost a house each. */
const AT_ONCE = { short: 40, long: 12 };

/** So many operations were broken. Of those that are not `chosen` none is. */
export const sweep = async (
  step: Step,
  name: KindName,
  chosen: (number: number) => boolean = () => true,
): Promise<number> => {
  let total = 0;
  let isOver = false;
  for (let number = 1; !isOver;) {
    const house = await openHouse();
    const told: Told[] = [];
    try {
      const most = step.isLong === true ? AT_ONCE.long : AT_ONCE.short;
      for (; !isOver && told.length < most; number += 1) {
        if (!chosen(number)) continue;
        isOver = !(await breakOne(house, step, name, number, told));
        if (!isOver) total += 1;
      }
      expect(await house.switchOffAndOn()).toBe(true);
      await expectWhole(house.folder, house, told, `at the end, ${step.name}, ${name}`);
    } finally {
      await house.end();
    }
  }
  return total;
};
