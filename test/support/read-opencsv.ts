/**
 * CSV as SORMAS reads it: opencsv's CSVParser with its defaults (`\` escapes a quote or itself inside quotes), a BOM skipped, lines that begin
 * with ## taken for comments, each value trimmed as Java does.
 */
export const readOpencsv = (text: string, separator = ';'): string[][] => {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const source = text.replace(/^\uFEFF/, '');
  const endCell = () => {
    row.push(cell.replace(/^[\0- ]+|[\0- ]+$/g, ''));
    cell = '';
  };
  for (let at = 0; at < source.length; at += 1) {
    const char = source.charAt(at);
    const next = source.charAt(at + 1);
    if (at === 0 || source.charAt(at - 1) === '\n') {
      if (source.startsWith('##', at)) throw new Error('a comment, and the row is gone');
    }
    if (char === '\\' && quoted && (next === '"' || next === '\\')) {
      cell += next;
      at += 1;
    } else if (char === '"' && quoted && next === '"') {
      cell += '"';
      at += 1;
    } else if (char === '"') quoted = !quoted;
    else if (char === separator && !quoted) endCell();
    else if (char === '\n' && !quoted) {
      endCell();
      rows.push(row);
      row = [];
    } else if (char !== '\r' || quoted) cell += char;
  }
  if (quoted || cell !== '' || row.length > 0) throw new Error('the last row has no end');
  return rows;
};
