import { describe, expect, it } from 'vitest';
import { evenOut, threshold, type Grey } from './levelling.ts';

/** Stripes of four pixels, dark and light, under a light that falls off from left to right. */
const stripes = (light: (x: number) => number): Grey => {
  const [width, height] = [64, 16];
  const data = Uint8Array.from({ length: width * height }, (_, at) => {
    const x = at % width;
    return light(x) * (Math.floor(x / 4) % 2 === 0 ? 1 : 0.5);
  });
  return { data, width, height };
};
const middleRow = ({ data, width, height }: Grey) =>
  Array.from(data.subarray((height / 2) * width, (height / 2 + 1) * width));
/** The middle of each stripe, away from the edges of picture and shadow. */
const inStripes = (picture: Grey) =>
  middleRow(picture).filter((_, x) => x % 4 === 1 && x > 8 && x < 56 && (x < 24 || x > 40));

describe('a threshold of its surroundings', () => {
  it('finds light and dark again where a shadow lies over half the code', () => {
    const shadowed = stripes((x) => (x < 32 ? 240 : 60));
    const seen = inStripes(threshold(shadowed, 15, 0.98));
    expect(seen.filter((_, index) => index % 2 === 0).every((value) => value === 255)).toBe(true);
    expect(seen.filter((_, index) => index % 2 === 1).every((value) => value === 0)).toBe(true);
  });
});

describe('evening out', () => {
  it('gives a faint part of the picture the contrast of the rest', () => {
    const seen = inStripes(
      evenOut(
        stripes((x) => (x < 32 ? 240 : 40)),
        15,
      ),
    );
    const contrast = (part: number[]) => Math.max(...part) - Math.min(...part);
    const [bright, faint] = [seen.slice(0, 4), seen.slice(-4)];
    expect(Math.abs(contrast(bright) - contrast(faint))).toBeLessThan(30);
  });

  it('does not make a code out of the noise of a plain wall', () => {
    const wall: Grey = {
      width: 8,
      height: 8,
      data: Uint8Array.from({ length: 64 }, (_, at) => 128 + (at % 2)),
    };
    const { data } = evenOut(wall, 5);
    expect(Math.max(...data) - Math.min(...data)).toBeLessThan(40);
  });

  it('keeps within a picture that is smaller than its window', () => {
    const { data } = evenOut({ width: 3, height: 2, data: Uint8Array.from([0, 255, 0, 255, 0, 255]) }, 61);
    expect(data).toHaveLength(6);
    expect(new Set(data).size).toBe(2);
  });
});
