import { expect, it } from 'vitest';
import { Turns } from './turns.ts';

const picture = (light: number) => new Uint8Array(64).fill(light);

it('gives a picture that moves one look after the other, for ever', () => {
  const turns = new Turns(3);
  const taken = [10, 40, 70, 100, 130].map((light) => turns.take(picture(light)));
  expect(taken).toEqual([0, 1, 2, 0, 1]);
});

it('leaves a picture that stands still alone once all looks are taken, camera noise or not', () => {
  const turns = new Turns(3);
  const taken = [100, 101, 100, 99, 100].map((light) => turns.take(picture(light)));
  expect(taken).toEqual([0, 1, 2, null, null]);
});

it('is not fooled by every other frame being mirrored', () => {
  const turns = new Turns(2);
  const taken = [10, 200, 10, 200, 10, 200].map((light) => turns.take(picture(light)));
  expect(taken).toEqual([0, 1, 0, null, null, null]);
});
