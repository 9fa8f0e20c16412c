/**
 * Second looks at a frame that did not decode: the same picture, levelled, enlarged or smoothed. Chosen by measuring (resources/docs/decisions,
 * `npm run bench:scan`): alone each reads less than the plain look, together they read what it misses.
 */
import { evenOut, greyOf, imageOf, threshold, type Grey } from './levelling.ts';

export type Trial = (frame: HTMLCanvasElement) => ImageData;

/** Enlarged pictures stay below this, so that one look stays below a tenth of a second. */
const MOST_PIXELS = 1_000_000;

const drawn = (frame: HTMLCanvasElement, factor: number, part: number, filter: string): ImageData => {
  const width = frame.width * part;
  const height = frame.height * part;
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(width * factor)),
    Math.max(1, Math.round(height * factor)),
  );
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('no 2d context');
  context.imageSmoothingQuality = 'high';
  context.filter = filter;
  context.drawImage(
    frame,
    (frame.width - width) / 2,
    (frame.height - height) / 2,
    width,
    height,
    0,
    0,
    canvas.width,
    canvas.height,
  );
  return context.getImageData(0, 0, canvas.width, canvas.height);
};

/** Up to three times as large; of a frame too large for that its middle, where people hold a small code. */
const enlarged = (frame: HTMLCanvasElement): ImageData => {
  const room = Math.sqrt(MOST_PIXELS / (frame.width * frame.height));
  return room >= 1.2 ? drawn(frame, Math.min(3, room), 1, 'none') : drawn(frame, 3, room / 3, 'none');
};

const levelled = (image: ImageData, how: (picture: Grey) => Grey): ImageData => imageOf(how(greyOf(image)));

/** The whole frame at twice its size: a quarter of a second, so for a picture that stands still only. */
const doubled = (frame: HTMLCanvasElement): ImageData =>
  drawn(frame, Math.min(2, Math.sqrt(5_000_000 / (frame.width * frame.height))), 1, 'none');

/** Each below a tenth of a second; in the order in which they are taken. */
export const TRIALS: readonly Trial[] = [
  // Uneven light: shadows, dim screens, fine modules.
  (frame) => levelled(drawn(frame, 1, 1, 'none'), (picture) => threshold(picture, 15, 0.98)),
  // Small or blurred.
  (frame) => levelled(enlarged(frame), (picture) => evenOut(picture, 61)),
  // Low contrast, over-exposed, noisy.
  (frame) => levelled(drawn(frame, 1, 1, 'none'), (picture) => evenOut(picture, 61)),
  // Large and out of focus.
  (frame) => levelled(drawn(frame, 0.5, 1, 'none'), (picture) => threshold(picture, 31, 0.97)),
  // Noise, moiré of a screen.
  (frame) => drawn(frame, 1, 1, 'blur(1px)'),
  // Large modules under a glare.
  (frame) => levelled(drawn(frame, 1, 1, 'none'), (picture) => threshold(picture, 201, 1)),
];

/** For a picture that stands still and was not read by any of the others. */
export const PATIENT_TRIALS: readonly Trial[] = [
  // Small, anywhere in the frame.
  (frame) => levelled(doubled(frame), (picture) => evenOut(picture, 61)),
];
