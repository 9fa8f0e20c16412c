/** Runs in Chromium: reads one picture after the other, each as a frame of the kiosk's camera would be. */
import { decoderWorks, FrameDetector } from '../../../renderer/scanner/decode.ts';

/** A frame's longest side. */
const LONGEST = 1280;

export interface Reading {
  readonly text: string | null;
  /** Milliseconds from the frame to the answer; null for a picture that is none. */
  readonly ms: number | null;
}

declare global {
  interface Window {
    /** Undefined until the decoder is ready or has failed. */
    bench: { readonly works: boolean; read(address: string): Promise<Reading> } | undefined;
  }
}

const frameOf = async (address: string): Promise<HTMLCanvasElement | null> => {
  const answer = await fetch(address);
  const picture = await createImageBitmap(await answer.blob()).catch(() => null);
  if (picture === null) return null;
  const factor = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * factor));
  canvas.height = Math.max(1, Math.round(picture.height * factor));
  // As html5-qrcode makes its canvas.
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return null;
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return canvas;
};

const works = await decoderWorks();
const detector = new FrameDetector();

window.bench = {
  works,
  async read(address) {
    const frame = await frameOf(address);
    if (frame === null) return { text: null, ms: null };
    const start = performance.now();
    const text = await detector.read(frame);
    return { text, ms: performance.now() - start };
  },
};
