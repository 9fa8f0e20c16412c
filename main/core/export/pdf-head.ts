/** What stands over a table on paper: whose it is, of when, made by whom, and how to tell that it is whole. */
import type { LookupPurpose } from '../../../shared/domain/events.ts';
import type { Language } from '../../../shared/domain/language.ts';
import { dayText, timeText } from './local-time.ts';
import { MARGIN, PAPER, SIZE } from './pdf-paper.ts';
import { EXPORT_WORDS, filled } from './words.ts';

/** Where a table comes from. */
export interface Provenance {
  readonly institution: string;
  readonly zone: string;
  readonly language: Language;
  /** Days, both included; null: as it is now, or of a case. */
  readonly period: { readonly from: string; readonly to: string } | null;
  readonly madeAt: string;
  /** By name. */
  readonly madeBy: string;
  readonly purpose: LookupPurpose;
  /** The signed head that the protocol had when the table was begun; `hash` as in the head (base64url). */
  readonly protocol: { readonly length: number; readonly hash: string };
}

/** What is known of a table when its last row has been read. */
export interface Counted {
  readonly rows: number;
  /** Rows whose people could not be named: forgotten, or not to be opened by whoever exports. */
  readonly erased: number;
  readonly closed: number;
  /** Of the table as CSV, whatever the format: hexadecimal. */
  readonly contentSha256: string;
}

/** How many lines the head takes below the title. */
export const HEAD_LINES = 8;

const linesOf = (of: Provenance, counted: Counted): [string, string][] => {
  const { paper, purpose } = EXPORT_WORDS[of.language];
  const { rows, erased, closed } = counted;
  const period =
    of.period === null ? paper.now : [...new Set([of.period.from, of.period.to])].map(dayText).join(' – ');
  const without = [
    ...(erased > 0 ? [filled(paper.erased, { count: erased })] : []),
    ...(closed > 0 ? [filled(paper.closed, { count: closed })] : []),
  ];
  return [
    [paper.institution, of.institution],
    [paper.period, period],
    [paper.made, `${timeText(of.zone, of.madeAt)} ${filled(paper.by, { name: of.madeBy })}`],
    [paper.purpose, purpose[of.purpose]],
    [
      paper.rows,
      rows === 0
        ? paper.none
        : `${rows}${without.length === 0 ? '' : ` (${paper.withoutNames.toLowerCase()}: ${without.join(', ')})`}`,
    ],
    [paper.protocol, filled(paper.length, { count: of.protocol.length, hash: of.protocol.hash })],
    [paper.checksum, counted.contentSha256],
  ];
};

export const drawHead = (doc: PDFKit.PDFDocument, title: string, of: Provenance, counted: Counted): void => {
  const width = PAPER.width - 2 * MARGIN;
  doc.font('bold').fontSize(SIZE.title).text(title, MARGIN, MARGIN, { width });
  doc.fontSize(SIZE.table);
  linesOf(of, counted).forEach(([name, said], index) => {
    const y = MARGIN + SIZE.title * 2 + index * SIZE.line - SIZE.gap / 2;
    doc.font('bold').text(`${name}: `, MARGIN, y, { width, continued: true });
    doc.font('plain').text(said, { width });
  });
};
