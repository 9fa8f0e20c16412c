/**
 * Pictures for Chromium's fake camera, without any tool: a letter's QR code on a telephone that is held to the camera, moving, tilted,
 * turned and blurred. The same call writes the same bytes.
 */
import { open, rename } from 'node:fs/promises';
import { create, type QRCodeSegment } from 'qrcode';
import { segments } from '../municipality/letters/qr.ts';

const WIDTH = 1280;
const HEIGHT = 720;
const FRAMES = 16;
const RATE = 15;

export type Scene =
  /** A telephone with this code, held by a hand. */
  | { readonly kind: 'held'; readonly code: string }
  /** The entrance, and nobody there. */
  | { readonly kind: 'nobody' }
  /** A covered lens. */
  | { readonly kind: 'black' };

/** How the telephone is held in one frame: centre (px), size of the code (px), turn in its plane and tilts out of it (radians). */
interface Pose {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly turn: number;
  readonly tiltX: number;
  readonly tiltY: number;
}

const poseAt = (time: number): Pose => {
  const swing = (rate: number, phase: number) => Math.sin(2 * Math.PI * (rate * time + phase));
  return {
    x: WIDTH / 2 + 130 * swing(1, 0),
    y: HEIGHT / 2 + 50 * swing(2, 0.2),
    size: 420 + 50 * swing(1, 0.3),
    turn: 0.25 * swing(1, 0.6),
    tiltX: 0.35 * swing(1, 0.1),
    tiltY: 0.3 * swing(2, 0.5),
  };
};

/**
 * From a point of the picture to the plane of the code, whose side is 1 and middle 0, as the nine numbers of a homography:
 * u = (m0 x + m1 y + m2) / (m6 x + m7 y + m8), v likewise.
 */
const toPlane = ({ x, y, size, turn, tiltX, tiltY }: Pose): Float64Array => {
  const [sx, cx, sy, cy] = [Math.sin(tiltX), Math.cos(tiltX), Math.sin(tiltY), Math.cos(tiltY)];
  /** How far the eye is, in sides of the code. */
  const eye = 3;
  // Two directions in the tilted plane, and its normal.
  const u = [cy, sx * sy, -cx * sy] as const;
  const v = [0, cx, sx] as const;
  const n = [sy, -sx * cy, cx * cy] as const;
  /** Over the denominator eye·n2 − n0·a − n1·b, for a ray through (a, b). */
  const along = (axis: readonly [number, number, number]) => [
    eye * (n[2] * axis[0] - axis[2] * n[0]),
    eye * (n[2] * axis[1] - axis[2] * n[1]),
    0,
  ];
  const rows = [along(u), along(v), [-n[0], -n[1], eye * n[2]]];
  // (a, b) is the point of the picture, moved to the middle, scaled and turned back.
  const [st, ct] = [Math.sin(turn) / size, Math.cos(turn) / size];
  return Float64Array.from(
    rows.flatMap(([ofA = 0, ofB = 0, one = 0]) => {
      const ofX = ofA * ct - ofB * st;
      const ofY = ofA * st + ofB * ct;
      return [ofX, ofY, one - ofX * x - ofY * y];
    }),
  );
};

/** The wall behind, not quite still: a real camera never sends the same picture twice. */
const wall = (frame: number): Uint8Array => {
  const luma = new Uint8Array(WIDTH * HEIGHT);
  let noise = 1 + frame;
  for (let at = 0; at < luma.length; at++) {
    noise = (Math.imul(noise, 1_664_525) + 1_013_904_223) >>> 0;
    luma[at] = 70 + Math.floor(((at % WIDTH) * 60) / WIDTH) + (noise >>> 29);
  }
  return luma;
};

const HALF_SCREEN = 0.62;
const HALF_CASE = 0.7;
const NOTHING = 256;
/** So fine is the table of what the telephone shows. */
const TABLE = 1024;

/** What the telephone shows, row by row over its whole case: dark case, white screen, code. */
const telephone = (code: readonly QRCodeSegment[]): Uint16Array => {
  const { modules } = create([...code], { errorCorrectionLevel: 'M' });
  const shades = new Uint16Array(TABLE * TABLE);
  const place = (at: number) => ((at + 0.5) / TABLE - 0.5) * 2 * HALF_CASE;
  for (let row = 0; row < TABLE; row++)
    for (let column = 0; column < TABLE; column++) {
      const [u, v] = [place(column), place(row)];
      const edge = Math.max(Math.abs(u), Math.abs(v));
      const dark =
        edge < 0.5 &&
        modules.get(Math.floor((v + 0.5) * modules.size), Math.floor((u + 0.5) * modules.size)) === 1;
      shades[row * TABLE + column] = edge > HALF_SCREEN ? 25 : dark ? 30 : 225;
    }
  return shades;
};

/** Adds what the telephone shows at every pixel, looked at through one homography, to `sums`. */
const look = (
  sums: Uint16Array,
  behind: Uint8Array,
  shades: Uint16Array,
  m: Float64Array,
  dx: number,
  dy: number,
): void => {
  const [m0 = 0, m1 = 0, m2 = 0, m3 = 0, m4 = 0, m5 = 0, m6 = 0, m7 = 0, m8 = 1] = m;
  const scale = TABLE / (2 * HALF_CASE);
  for (let row = 0, at = 0; row < HEIGHT; row++) {
    const y = row + dy;
    for (let column = 0; column < WIDTH; column++, at++) {
      const x = column + dx;
      const far = 1 / (m6 * x + m7 * y + m8);
      const u = ((m0 * x + m1 * y + m2) * far + HALF_CASE) * scale;
      const v = ((m3 * x + m4 * y + m5) * far + HALF_CASE) * scale;
      const inside = u >= 0 && u < TABLE && v >= 0 && v < TABLE;
      const shade = inside ? (shades[(v | 0) * TABLE + (u | 0)] ?? NOTHING) : NOTHING;
      sums[at] = (sums[at] ?? 0) + (shade === NOTHING ? (behind[at] ?? 0) : shade);
    }
  }
};

/** The picture with the telephone: each pixel the mean of four looks. In every third frame the hand moves during them. */
const withTelephone = (behind: Uint8Array, frame: number, shades: Uint16Array): Uint8Array => {
  const shake = frame % 3 === 2 ? 1 / 900 : 0;
  const sums = new Uint16Array(WIDTH * HEIGHT);
  for (const step of [0, 1, 2, 3])
    look(
      sums,
      behind,
      shades,
      toPlane(poseAt(frame / FRAMES + step * shake)),
      0.25 + (step & 1) * 0.5,
      0.25 + (step >> 1) * 0.5,
    );
  const picture = new Uint8Array(sums.length);
  for (let at = 0; at < sums.length; at++) picture[at] = (sums[at] ?? 0) >> 2;
  return picture;
};

/** Out of focus: the mean of a square of nine pixels. */
const blurred = (luma: Uint8Array): Uint8Array => {
  const out = luma.slice();
  for (let y = 1; y < HEIGHT - 1; y++)
    for (let x = 1; x < WIDTH - 1; x++) {
      let sum = 0;
      for (let row = -1; row <= 1; row++)
        for (let column = -1; column <= 1; column++) sum += luma[(y + row) * WIDTH + x + column] ?? 0;
      out[y * WIDTH + x] = sum / 9;
    }
  return out;
};

const framesOf = (scene: Scene): ((frame: number) => Uint8Array) => {
  if (scene.kind === 'black') return (frame) => new Uint8Array(WIDTH * HEIGHT).fill(3 + (frame & 1));
  if (scene.kind === 'nobody') return wall;
  const shades = telephone(segments(scene.code));
  return (frame) => {
    const picture = withTelephone(wall(frame), frame, shades);
    return frame % 4 === 1 ? blurred(picture) : picture;
  };
};

/** Writes a scene as Y4M, whole before it takes its name: Chromium opens the file anew each time a page opens the camera. */
export const writeScene = async (file: string, scene: Scene): Promise<void> => {
  const written = await open(`${file}.new`, 'w');
  try {
    await written.write(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${RATE}:1 Ip A1:1 C420jpeg\n`);
    const grey = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
    const frameOf = framesOf(scene);
    for (let frame = 0; frame < FRAMES; frame++) {
      await written.write('FRAME\n');
      await written.write(frameOf(frame));
      await written.write(grey);
    }
  } finally {
    await written.close();
  }
  await rename(`${file}.new`, file);
};
