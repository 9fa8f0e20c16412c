/** Writes the file of an order, whole and flushed, under its hidden name. Runs in the export's own thread; knows nothing of it. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { CaseData } from '../../../shared/domain/tracing.ts';
import { openForReading } from '../db/open.ts';
import type { CaseFormat } from './case/case-export.ts';
import type { Content, Order, Produced, Progress } from './order.ts';
import type { Counted } from './pdf-head.ts';
import { MOST_ON_PAPER } from './pdf-paper.ts';
import { createReader, type Reader } from './sources/reader.ts';
import type { Source } from './sources/source.ts';
import { statisticsSource } from './sources/statistics.ts';
import { visitSource } from './sources/visits.ts';
import { tally, type Tallied } from './tally.ts';
import { EXPORT_WORDS, TABLES, type TableKind } from './words.ts';
import { writeWhole, type FileOps } from './whole-file.ts';

export interface ProduceOptions {
  readonly progress: (progress: Progress) => void;
  /** The disk; tests break it. */
  readonly files?: FileOps | undefined;
}

/** The code of a table that has more rows than paper takes. */
export const TOO_LONG = 'TOO_LONG';
const NOTHING: Counted = { rows: 0, erased: 0, closed: 0, contentSha256: '' };

interface Bytes {
  readonly bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
  readonly counted: () => Counted;
  readonly leftOut: readonly string[];
}

/** A source that is read from its beginning each time it is made. What only some tables need is loaded for them. */
const sourcesOf = async ({ content, house, resourcesDir }: Order, reader: Reader): Promise<() => Source> => {
  switch (content.what) {
    case 'daily-log':
      return () => visitSource(reader, house, content, true);
    case 'protocol':
      return () => visitSource(reader, house, content, false);
    case 'postponements': {
      const { postponementSource } = await import('./sources/postponements.ts');
      return () => postponementSource(reader, house, content, resourcesDir);
    }
    case 'statistics':
      return () => statisticsSource(reader, house, content);
    case 'evacuation': {
      const { evacuationSource } = await import('./sources/lists.ts');
      return () => evacuationSource(house, content.evacuation);
    }
    case 'line-list': {
      const { lineListSource } = await import('./sources/lists.ts');
      return () => lineListSource(house, content.data);
    }
    case 'call-sheet': {
      const { callSheetSource } = await import('./sources/lists.ts');
      return () => callSheetSource(house, content.data);
    }
    case 'sormas':
    case 'godata':
    case 'iris':
    case 'fhir':
      throw new RangeError(`${content.what} is no table`);
  }
};

/** Each format is loaded when it is asked for: most of a thread's short life would go into reading the others. */
const fileOf = async (
  { format, provenance, resourcesDir }: Order,
  read: () => Tallied,
): Promise<Bytes['bytes']> => {
  if (format === 'csv') return read().csv;
  if (format === 'xlsx') return (await import('./xlsx.ts')).xlsxFile(read().table, provenance.zone);
  if (format === 'pdf') return (await import('./pdf.ts')).pdfFile(read, { resourcesDir, provenance });
  throw new RangeError(`no table is written as ${format}`);
};

const tableBytes = async (
  order: Order,
  what: TableKind,
  reader: Reader,
  { progress }: ProduceOptions,
): Promise<Bytes> => {
  const { language, zone } = order.provenance;
  const newSource = await sourcesOf(order, reader);
  const source = newSource();
  const { headings, total } = source;
  const isPaper = order.format === 'pdf';
  if (isPaper && total > MOST_ON_PAPER)
    throw Object.assign(new Error('too long for paper'), { code: TOO_LONG });
  let newest: Tallied | null = null;
  let times = 0;
  const read = (): Tallied => {
    const before = times;
    times += 1;
    newest = tally(before === 0 ? source : newSource(), {
      title: EXPORT_WORDS[language].title[what],
      zone,
      // Paper is drawn twice.
      progress: (done) =>
        progress({
          done: isPaper ? Math.floor((done + before * total) / 2) : done,
          total: Math.max(done, total),
        }),
    });
    return newest;
  };
  progress({ done: 0, total });
  return {
    bytes: await fileOf(order, read),
    counted: () => newest?.counted() ?? NOTHING,
    leftOut: isPaper ? headings.filter(({ paper }) => paper === null).map(({ heading }) => heading) : [],
  };
};

const caseBytes = async (
  { provenance: { language, madeAt } }: Order,
  { what, data }: { readonly what: CaseFormat; readonly data: CaseData },
  { progress }: ProduceOptions,
): Promise<Bytes> => {
  const [{ caseExport }, { notCarriedLine }, { zipped }] = await Promise.all([
    import('./case/case-export.ts'),
    import('./case/not-carried.ts'),
    import('./zip.ts'),
  ]);
  const { files, notCarried } = caseExport(what, data, language);
  const zip = zipped(files, madeAt);
  const rows = data.people.length;
  progress({ done: rows, total: rows });
  return {
    bytes: [zip],
    counted: () => ({
      rows,
      erased: 0,
      closed: data.people.filter(({ name }) => name === null).length,
      contentSha256: createHash('sha256').update(zip).digest('hex'),
    }),
    leftOut: notCarried.map((one) => notCarriedLine(one, language)),
  };
};

const isCase = (content: Content): content is Extract<Content, { readonly what: CaseFormat }> =>
  !TABLES.some((table) => table === content.what);

const reading = async <T>(order: Order, work: (reader: Reader) => Promise<T>): Promise<T> => {
  const opened = openForReading(order.file, { migrationsDir: order.migrationsDir });
  if (!opened.ok) throw new Error(opened.problem.message);
  try {
    // One view of the protocol from the first row to the last.
    opened.db.exec('BEGIN');
    return await work(createReader(opened.db, order.keys));
  } finally {
    opened.db.close();
  }
};

export const produce = (order: Order, options: ProduceOptions): Promise<Produced> =>
  reading(order, async (reader) => {
    const { content: asked } = order;
    const { bytes, counted, leftOut } = isCase(asked)
      ? await caseBytes(order, asked, options)
      : await tableBytes(order, asked.what, reader, options);
    const content =
      order.recipient === null
        ? bytes
        : await (await import('../keys/age.ts')).encrypted([order.recipient], Readable.from(bytes));
    const written = await writeWhole(order.path, content, options.files);
    return { ...written, ...counted(), leftOut };
  });
