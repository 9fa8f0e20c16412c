/** Rows that one can still leaf through (more than a thousand pages); more are for a spreadsheet. */
export const MOST_ON_PAPER = 20_000;

/** In points: A4 across, with room to hold it and to punch holes. */
export const PAPER = { width: 841.89, height: 595.28 } as const;
export const MARGIN = 36;
export const SIZE = {
  title: 16,
  table: 9,
  line: 13,
  gap: 6,
  foot: 18,
} as const;
/** Where rows end, above the foot of a page. */
export const BOTTOM = PAPER.height - MARGIN - SIZE.foot;
export const INK = '#1e2b3c';
export const LINE = '#9aa5b1';
