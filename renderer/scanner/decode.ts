/**
 * The decoder that the camera and `npm run bench:scan` share: barcode-detector (zxing-cpp in WebAssembly, served with the
 * program), a plain look at the whole frame first, then second looks.
 */
import {
  BarcodeDetector,
  prepareZXingModule,
  type BarcodeDetectorOptions,
  type DetectedBarcode,
} from 'barcode-detector/ponyfill';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { glimpseOf } from './glimpse.ts';
import { KNOWN_TEXT, knownPicture } from './known-picture.ts';
import { PATIENT_TRIALS, TRIALS } from './trials.ts';
import { Turns } from './turns.ts';

// Micro QR and rMQR, which «qr_code» would include, have so little checking that noise reads as a code.
const PLAIN: BarcodeDetectorOptions = { formats: ['qr_code_model_2', 'qr_code_model_1'] };
const STRICT: BarcodeDetectorOptions = { formats: ['qr_code_model_2'] };

const LOOKS = [...TRIALS, ...PATIENT_TRIALS];

/** html5-qrcode knows one name for all kinds of QR code. */
const named = (found: readonly DetectedBarcode[]): DetectedBarcode[] =>
  found.map((code) => ({ ...code, format: 'qr_code' }));

const largest = (found: readonly DetectedBarcode[]): string | null => {
  const area = ({ boundingBox }: DetectedBarcode) => boundingBox.width * boundingBox.height;
  return found.toSorted((one, other) => area(other) - area(one))[0]?.rawValue ?? null;
};

/** Has the shape of the browsers' BarcodeDetector, so that html5-qrcode takes it for one. */
export class FrameDetector {
  readonly #plain = new BarcodeDetector(PLAIN);
  readonly #strict = new BarcodeDetector(STRICT);
  readonly #turns = new Turns(TRIALS.length, PATIENT_TRIALS.length);

  /** One frame of the camera: the plain look, and if that finds nothing one of the second looks in turn. */
  async detect(frame: HTMLCanvasElement): Promise<DetectedBarcode[]> {
    const found = await this.#plain.detect(frame);
    if (found.length > 0) return named(found);
    const trial = LOOKS[this.#turns.take(glimpseOf(frame)) ?? -1];
    return trial === undefined ? [] : named(await this.#strict.detect(trial(frame)));
  }

  /** A picture held still until every look was taken: its largest code, or null. */
  async read(frame: HTMLCanvasElement): Promise<string | null> {
    const found = largest(await this.#plain.detect(frame));
    if (found !== null) return found;
    for (const trial of LOOKS) {
      const text = largest(await this.#strict.detect(trial(frame)));
      if (text !== null) return text;
    }
    return null;
  }
}

const load = async (): Promise<boolean> => {
  try {
    const answer = await fetch(wasmUrl);
    if (!answer.ok) return false;
    await prepareZXingModule({
      overrides: { wasmBinary: await answer.arrayBuffer() },
      fireImmediately: true,
    });
    return (await new FrameDetector().read(knownPicture())) === KNOWN_TEXT;
  } catch {
    return false;
  }
};

let loading: Promise<boolean> | null = null;

/** Loads the decoder and lets it read a picture that is known; false if it cannot. A failure is tried again at the next call. */
export const decoderWorks = async (): Promise<boolean> => {
  loading ??= load();
  const works = await loading;
  if (!works) loading = null;
  return works;
};
