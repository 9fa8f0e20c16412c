/**
 * Levels the light of a picture that did not decode: shadow, glare, too little or too much light. Pure: grey pixels in
 * (one byte each, row by row), grey pixels out.
 */
export interface Grey {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

export const greyOf = ({ data, width, height }: ImageData): Grey => {
  const grey = new Uint8Array(width * height);
  for (let at = 0, from = 0; at < grey.length; at++, from += 4)
    grey[at] =
      ((data[from] ?? 0) * 306 + (data[from + 1] ?? 0) * 601 + (data[from + 2] ?? 0) * 117 + 512) >> 10;
  return { data: grey, width, height };
};

export const imageOf = ({ data, width, height }: Grey): ImageData => {
  const image = new ImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  for (let at = 0; at < data.length; at++) pixels[at] = 0xff000000 | ((data[at] ?? 0) * 0x010101);
  return image;
};

/** For every pixel the mean, and where asked the spread, of the square of `size` around it, given to `each`. */
const around = (
  picture: Grey,
  size: number,
  spread: boolean,
  each: (value: number, mean: number, deviation: number) => number,
): Grey => {
  const { data, width, height } = picture;
  const radius = size >> 1;
  const out = new Uint8Array(width * height);
  // Running sums: of each column over the rows of the window, and from them along the row.
  const column = new Float64Array(width);
  const squares = new Float64Array(width);
  const row = (y: number, sign: 1 | -1) => {
    for (let x = 0, at = y * width; x < width; x++, at++) {
      const value = data[at] ?? 0;
      column[x] = (column[x] ?? 0) + sign * value;
      if (spread) squares[x] = (squares[x] ?? 0) + sign * value * value;
    }
  };
  for (let y = 0; y < Math.min(radius, height); y++) row(y, 1);
  for (let y = 0; y < height; y++) {
    if (y + radius < height) row(y + radius, 1);
    if (y - radius - 1 >= 0) row(y - radius - 1, -1);
    const rows = Math.min(height, y + radius + 1) - Math.max(0, y - radius);
    let sum = 0;
    let square = 0;
    for (let x = 0; x < Math.min(radius, width); x++) {
      sum += column[x] ?? 0;
      square += squares[x] ?? 0;
    }
    for (let x = 0; x < width; x++) {
      if (x + radius < width) {
        sum += column[x + radius] ?? 0;
        square += squares[x + radius] ?? 0;
      }
      if (x - radius - 1 >= 0) {
        sum -= column[x - radius - 1] ?? 0;
        square -= squares[x - radius - 1] ?? 0;
      }
      const count = rows * (Math.min(width, x + radius + 1) - Math.max(0, x - radius));
      const mean = sum / count;
      const at = y * width + x;
      out[at] = each(data[at] ?? 0, mean, spread ? Math.sqrt(Math.max(0, square / count - mean * mean)) : 0);
    }
  }
  return { data: out, width, height };
};

/** Black or white: white is what is brighter than `share` of the mean around it. */
export const threshold = (picture: Grey, size: number, share: number): Grey =>
  around(picture, size, false, (value, mean) => (value > mean * share ? 255 : 0));

/** Grey, with the same mean and the same contrast everywhere; noise in plain surfaces is not blown up beyond a spread of 4. */
export const evenOut = (picture: Grey, size: number): Grey =>
  around(picture, size, true, (value, mean, deviation) =>
    Math.max(0, Math.min(255, 128 + ((value - mean) / Math.max(deviation, 4)) * 80)),
  );
