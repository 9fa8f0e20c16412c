import { describe, expect, it } from 'vitest';
import { inSlices } from './in-slices.ts';

const odd = (each: number) => (each % 2 === 1 ? each : null);

describe('work in slices', () => {
  it('keeps what something was made of, in its order', async () => {
    expect(await inSlices([5, 2, 3, 1], odd)).toEqual([5, 3, 1]);
  });

  it('lets others have their turn once a slice is over', async () => {
    const order: string[] = [];
    const others = new Promise<void>((resolve) => {
      setImmediate(() => {
        order.push('others');
        resolve();
      });
    });
    const work = inSlices(
      [1, 2, 3],
      (each) => {
        order.push(String(each));
        return each;
      },
      0,
    );
    await Promise.all([work, others]);
    expect(order.indexOf('others')).toBe(1);
  });
});
