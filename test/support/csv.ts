/** A strict reader of the file's dialect: anything but BOM, quoted cells, `;` and CRLF is an error. */
export const readCsv = (text: string): string[][] => {
  if (!text.startsWith('\uFEFF')) throw new Error('no BOM');
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 1;
  while (at < text.length) {
    const cell = /"((?:[^"]|"")*)"(;|\r\n)/uy;
    cell.lastIndex = at;
    const found = cell.exec(text);
    if (found?.[1] === undefined) throw new Error(`not a cell at ${at}`);
    row.push(found[1].replaceAll('""', '"'));
    at = cell.lastIndex;
    if (found[2] === ';') continue;
    rows.push(row);
    row = [];
  }
  if (row.length > 0) throw new Error('a row without an end');
  return rows;
};
