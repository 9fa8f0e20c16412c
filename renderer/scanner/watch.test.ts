import { expect, it } from 'vitest';
import { PictureJudge } from './watch.ts';

const fine = { black: false, muted: false, ended: false };

it('calls a picture black after two dark seconds, and seen again with the first light', () => {
  const judge = new PictureJudge();
  const looks = [true, true, true, true, true, false].map((black, frames) =>
    judge.look({ ...fine, black, frames }),
  );
  expect(looks).toEqual(['seen', 'seen', 'seen', 'black', 'black', 'seen']);
});

it('does not call a hand before the lens black', () => {
  const judge = new PictureJudge();
  const looks = [true, true, false, true, true, true].map((black, frames) =>
    judge.look({ ...fine, black, frames }),
  );
  expect(new Set(looks)).toEqual(new Set(['seen']));
});

it('loses a camera at once when its track ends', () => {
  expect(new PictureJudge().look({ ...fine, frames: 1, ended: true })).toBe('lost');
});

it('loses a camera that stays muted, not one that is muted for a moment', () => {
  const judge = new PictureJudge();
  const looks = [true, false, true, true].map((muted, frames) => judge.look({ ...fine, muted, frames }));
  expect(looks).toEqual(['seen', 'seen', 'seen', 'lost']);
});

it('loses a camera that has delivered nothing new for five seconds', () => {
  const judge = new PictureJudge();
  const looks = Array.from({ length: 12 }, () => judge.look({ ...fine, frames: 7 }));
  expect(looks.indexOf('lost')).toBe(10);
});
