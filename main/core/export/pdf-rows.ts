/** Rows of a table on paper. */
import { dayText, minuteText } from './local-time.ts';
import { BOTTOM, MARGIN, PAPER, SIZE } from './pdf-paper.ts';
import type { Heading, Value } from './table.ts';

/** A column that goes on paper, with its place. */
export interface Placed extends Heading {
  readonly index: number;
  readonly left: number;
  readonly width: number;
}

/** A word that is too wide for its column is parted where the language says: `Kvitte|rings|kode`. */
export const partedHeading = (
  doc: PDFKit.PDFDocument,
  { heading, width }: Placed,
  breaks: string,
): string => {
  const parts = new Map(breaks.split(' ').map((word) => [word.replaceAll('|', '').toLowerCase(), word]));
  return heading
    .split(' ')
    .map((word) => {
      const known = parts.get(word.toLowerCase().replace(/\P{L}+$/u, ''));
      if (known === undefined || doc.widthOfString(word) <= width) return word;
      const whole = known.split('|');
      const ends = whole.map((_, index) => whole.slice(0, index + 1).join('').length);
      const pieces = ends.map((end, index) => word.slice(ends[index - 1] ?? 0, end));
      return `${pieces.join('-\n')}${word.slice(ends.at(-1))}`;
    })
    .join(' ');
};

export const placedOn = (headings: readonly Heading[]): Placed[] => {
  const shares = headings.reduce((sum, { paper }) => sum + (paper ?? 0), 0);
  let left = MARGIN;
  return headings.flatMap((heading, index) => {
    if (heading.paper === null) return [];
    const width = ((PAPER.width - 2 * MARGIN) * heading.paper) / shares;
    left += width;
    return [
      {
        ...heading,
        index,
        left: left - width,
        width: width - SIZE.gap,
      },
    ];
  });
};

/** On paper a time is to the minute. */
const textOf = ({ kind }: Heading, value: Value, zone: string): string => {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  if (kind === 'time') return minuteText(zone, value);
  return kind === 'day' ? dayText(value) : value.replaceAll(/\p{Cc}/gu, ' ');
};

export const textsOf = (placed: readonly Placed[], row: readonly Value[], zone: string): string[] =>
  placed.map((column) => textOf(column, row[column.index] ?? null, zone));

/** A row is never higher than a page. */
const MOST = BOTTOM - MARGIN - 5 * SIZE.line;

export const heightOf = (
  doc: PDFKit.PDFDocument,
  placed: readonly Placed[],
  texts: readonly string[],
): number => {
  const heights = placed.map(({ width }, at) =>
    texts[at] === '' ? 0 : doc.heightOfString(texts[at] ?? '', { width }),
  );
  return Math.min(Math.max(...heights, SIZE.line), MOST);
};

/** Where the row ends. */
export const drawRow = (
  doc: PDFKit.PDFDocument,
  placed: readonly Placed[],
  texts: readonly string[],
  y: number,
): number => {
  const height = heightOf(doc, placed, texts);
  placed.forEach(({ left, width }, at) => {
    const text = texts[at] ?? '';
    if (text !== '') doc.text(text, left, y, { width, height: height + 1, ellipsis: true });
  });
  return y + height;
};

export const drawLine = (doc: PDFKit.PDFDocument, y: number, width: number, colour: string): void => {
  doc
    .moveTo(MARGIN, y)
    .lineTo(PAPER.width - MARGIN, y)
    .lineWidth(width)
    .strokeColor(colour)
    .stroke();
};
