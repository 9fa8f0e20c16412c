/** A table on paper, by pdfkit: A4 across, in a font that is embedded. It is drawn twice: how many pages there are, and what the checksum is, stands on the first. */
import { join } from 'node:path';
import PDFDocument from 'pdfkit';
import type { Language } from '../../../shared/domain/language.ts';
import { drawHead, HEAD_LINES, type Counted, type Provenance } from './pdf-head.ts';
import { BOTTOM, INK, LINE, MARGIN, PAPER, SIZE } from './pdf-paper.ts';
import { drawLine, drawRow, heightOf, partedHeading, placedOn, textsOf, type Placed } from './pdf-rows.ts';
import type { Tallied } from './tally.ts';
import { EXPORT_WORDS, filled } from './words.ts';

export interface PaperParts {
  readonly resourcesDir: string;
  readonly provenance: Provenance;
}

/** What the first drawing finds out for the second. */
interface Known {
  readonly pages: number;
  readonly counted: Counted;
}
const NOTHING_KNOWN: Known = { pages: 0, counted: { rows: 0, erased: 0, closed: 0, contentSha256: '' } };

const LANG: Record<Language, string> = { nb: 'nb-NO', nn: 'nn-NO', da: 'da-DK', en: 'en' };
const WIDTH = PAPER.width - 2 * MARGIN;

const begin = (title: string, { provenance, resourcesDir }: PaperParts): PDFKit.PDFDocument => {
  const { institution, language } = provenance;
  const doc = new PDFDocument({
    size: 'A4',
    layout: 'landscape',
    margin: 0,
    // Otherwise it looks for the measures of Helvetica in a file of its own package.
    font: join(resourcesDir, 'fonts', 'Inter-Regular.ttf'),
    lang: LANG[language],
    displayTitle: true,
    info: { Title: `${title} – ${institution}`, Author: institution, Creator: 'Besøksvert' },
  });
  doc.registerFont('plain', join(resourcesDir, 'fonts', 'Inter-Regular.ttf'));
  doc.registerFont('bold', join(resourcesDir, 'fonts', 'Inter-Bold.ttf'));
  doc.fillColor(INK).font('plain').fontSize(SIZE.table);
  return doc;
};

const drawHeadings = (
  doc: PDFKit.PDFDocument,
  placed: readonly Placed[],
  breaks: string,
  y: number,
): number => {
  doc.font('bold');
  const below =
    drawRow(
      doc,
      placed,
      placed.map((column) => partedHeading(doc, column, breaks)),
      y,
    ) +
    SIZE.gap / 2;
  drawLine(doc, below, 1, INK);
  doc.font('plain');
  return below + SIZE.gap / 2;
};

/** Draws all of it; how many pages it took. */
const draw = (
  doc: PDFKit.PDFDocument,
  { table, counted: now }: Tallied,
  { provenance }: PaperParts,
  { pages, counted }: Known,
): number => {
  const { language, zone, institution } = provenance;
  const { paper } = EXPORT_WORDS[language];
  const placed = placedOn(table.headings);
  let page = 1;
  const foot = (): void => {
    const y = PAPER.height - MARGIN - SIZE.line;
    doc.text(`${institution} · ${table.title}`, MARGIN, y, { width: WIDTH, lineBreak: false });
    doc.text(filled(paper.page, { page, pages }), MARGIN, y, { width: WIDTH, align: 'right' });
  };
  const turn = (): void => {
    foot();
    doc.addPage();
    page += 1;
  };
  drawHead(doc, table.title, provenance, counted);
  let y = drawHeadings(doc, placed, paper.breaks, MARGIN + SIZE.title * 2 + HEAD_LINES * SIZE.line);
  for (const row of table.rows) {
    const texts = textsOf(placed, row, zone);
    if (y + heightOf(doc, placed, texts) > BOTTOM) {
      turn();
      y = drawHeadings(doc, placed, paper.breaks, MARGIN);
    }
    y = drawRow(doc, placed, texts, y) + SIZE.gap / 2;
    drawLine(doc, y, 0.3, LINE);
    y += SIZE.gap / 2;
  }
  // What the paper does not say, so that nobody takes it for the whole.
  const leftOut = table.headings.filter(({ paper: share }) => share === null).map(({ heading }) => heading);
  const said = [
    ...(now().rows === 0 ? [paper.none] : []),
    ...(leftOut.length === 0 ? [] : [`${paper.leftOut}: ${leftOut.join(', ')}.`]),
  ].join('\n');
  if (y + SIZE.line + doc.heightOfString(said, { width: WIDTH }) > BOTTOM) {
    turn();
    y = MARGIN;
  }
  doc.text(said, MARGIN, y + SIZE.gap, { width: WIDTH });
  foot();
  return page;
};

/** `read` gives the same rows each time it is called; it is called twice. */
export async function* pdfFile(read: () => Tallied, parts: PaperParts): AsyncGenerator<Uint8Array> {
  const first = read();
  const trial = begin(first.table.title, parts);
  trial.resume();
  const pages = draw(trial, first, parts, NOTHING_KNOWN);
  trial.end();
  const second = read();
  const doc = begin(second.table.title, parts);
  draw(doc, second, parts, { pages, counted: first.counted() });
  doc.end();
  for await (const chunk of doc) yield chunk as Uint8Array;
}
