import type { Glimpse } from './turns.ts';

const WIDTH = 32;
const HEIGHT = 18;

let context: OffscreenCanvasRenderingContext2D | null = null;

/** The frame in 32 × 18 grey pixels. */
export const glimpseOf = (frame: HTMLCanvasElement | HTMLVideoElement): Glimpse => {
  context ??= new OffscreenCanvas(WIDTH, HEIGHT).getContext('2d', { willReadFrequently: true });
  const glimpse = new Uint8Array(WIDTH * HEIGHT);
  if (context === null) return glimpse;
  context.drawImage(frame, 0, 0, WIDTH, HEIGHT);
  const { data } = context.getImageData(0, 0, WIDTH, HEIGHT);
  for (let at = 0; at < glimpse.length; at++)
    glimpse[at] = ((data[at * 4] ?? 0) + (data[at * 4 + 1] ?? 0) * 2 + (data[at * 4 + 2] ?? 0)) >> 2;
  return glimpse;
};

/** A lens that is covered, or a camera that sends nothing: dark all over, without a bright spot. */
export const isBlack = (glimpse: Glimpse): boolean => {
  const mean = glimpse.reduce((sum, light) => sum + light, 0) / glimpse.length;
  return mean < 20 && Math.max(...glimpse) < 48;
};
