import { expect, it } from 'vitest';
import { Turns } from './turns.ts';

const picture = (light: number) => new Uint8Array(64).fill(light);

it('gives a picture that moves one look after the other, for ever', () => {
  const turns = new Turns(3, 1);
  const taken = [10, 40, 70, 100, 130].map((light) => turns.take(picture(light)));
  expect(taken).toEqual([0, 1, 2, 0, 1]);
});

it('gives a picture that stands still each look once, the patient one last, and then leaves it alone', () => {
  const turns = new Turns(3, 1);
  const taken = [100, 101, 100, 99, 100].map((light) => turns.take(picture(light)));
  expect(taken).toEqual([0, 1, 2, 3, null]);
});

it('is not fooled by every other frame being mirrored', () => {
  const turns = new Turns(2, 0);
  const taken = [10, 200, 10, 200, 10, 200].map((light) => turns.take(picture(light)));
  expect(taken).toEqual([0, 1, 0, null, null, null]);
});
