/** What the known picture says. */
export const KNOWN_TEXT = 'BESOKSVERT';

/** QR version 1, level M: what the decoder must be able to read before it is trusted. */
const MODULES = [
  '#######.....#.#######',
  '#.....#.##..#.#.....#',
  '#.###.#.#.##..#.###.#',
  '#.###.#.#####.#.###.#',
  '#.###.#...#.#.#.###.#',
  '#.....#..#.#..#.....#',
  '#######.#.#.#.#######',
  '........###..........',
  '#.....#.####.##..###.',
  '##.###.##..###..#..##',
  '###..##.....#.##...##',
  '#...#..#..#####...###',
  '#..#.##..#.####..##..',
  '........###.#..#...#.',
  '#######..###.#..#.#..',
  '#.....#...#...#.##.##',
  '#.###.#..###.#..#..#.',
  '#.###.#..#.####......',
  '#.###.#..#.###.######',
  '#.....#..######...#.#',
  '#######.#.#.#...#....',
];
const PIXELS = 4;
const QUIET = 4;

export const knownPicture = (): HTMLCanvasElement => {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = (MODULES.length + 2 * QUIET) * PIXELS;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no 2d context');
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = 'black';
  MODULES.forEach((row, y) => {
    for (let x = 0; x < row.length; x++)
      if (row[x] === '#') context.fillRect((x + QUIET) * PIXELS, (y + QUIET) * PIXELS, PIXELS, PIXELS);
  });
  return canvas;
};
