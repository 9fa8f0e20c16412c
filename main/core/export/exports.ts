import type { Actor } from '../../../shared/domain/events.ts';
import type { Log } from '../ports.ts';
import type { DayKeyOpener } from '../protocol/types.ts';
import { csv, type Cell } from './csv.ts';
import { headingsOf, logRow, personalOf, visitsOfLog } from './log-rows.ts';
import {
  postponementHeadings,
  postponementRow,
  postponementsOf,
  type RegisterParts,
} from './postponements.ts';
import { POSTPONEMENT_WORDS, WORDS } from './words.ts';
import { writeExport, type Content, type ExportResult, type WritingParts } from './written-file.ts';

export interface ExportParts extends WritingParts, RegisterParts {
  readonly log: Log;
}

/** Who exports, with the lead's key for days that the kiosk no longer opens. */
export interface Exporter {
  readonly by: Actor;
  readonly opener: DayKeyOpener | null;
}
export interface Exports {
  /** A day's visits. */
  readonly dailyLog: (day: string, who: Exporter) => Promise<ExportResult>;
  /** The register of postponements (D7, S4:114-120); both days included. */
  readonly postponements: (between: { from: string; to: string }, who: Exporter) => Promise<ExportResult>;
}

/** One export at a time: two at once would take the same name, or clear away the other's unfinished file. */
export const createExports = (parts: ExportParts): Exports => {
  let before: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<ExportResult>): Promise<ExportResult> => {
    const mine = before.then(work);
    before = mine.catch(() => undefined);
    return mine;
  };
  return {
    dailyLog: (day, who) => inTurn(() => exportDay(parts, day, who)),
    postponements: (between, who) => inTurn(() => exportPostponements(parts, between, who)),
  };
};

const exportDay = async (parts: ExportParts, day: string, who: Exporter): Promise<ExportResult> => {
  const { institution } = parts.settings;
  const content = await contentOf(
    headingsOf(institution.language),
    visitsOfLog(parts, day),
    (visit) => personalOf(parts, visit, who.opener),
    (visit, personal) => logRow(parts, visit, personal),
  );
  const { rows } = content;
  const name = `${WORDS[institution.language].file}-${institution.id}-${day}`;
  const result = await writeExport(parts, name, content, (sha256) => ({
    type: 'log.exported',
    actor: who.by,
    body: { day, rows, sha256 },
  }));
  if (result.ok) parts.log.write({ event: 'export-written', day, rows });
  return result;
};

const exportPostponements = async (
  parts: ExportParts,
  { from, to }: { from: string; to: string },
  who: Exporter,
): Promise<ExportResult> => {
  const { institution } = parts.settings;
  const content = await contentOf(
    postponementHeadings(institution.language),
    postponementsOf(parts, from, to),
    ({ visit }) => personalOf(parts, visit, who.opener),
    (postponed, personal) => postponementRow(parts, postponed, personal),
  );
  const { rows } = content;
  const name = `${POSTPONEMENT_WORDS[institution.language].file}-${institution.id}-${from}-${to}`;
  const result = await writeExport(parts, name, content, (sha256) => ({
    type: 'postponements.exported',
    actor: who.by,
    body: { from, to, rows, sha256 },
  }));
  if (result.ok) parts.log.write({ event: 'export-written', day: to, rows });
  return result;
};

const contentOf = async <T>(
  headings: readonly string[],
  things: readonly T[],
  open: (thing: T) => ReturnType<typeof personalOf>,
  rowOf: (thing: T, personal: Exclude<Awaited<ReturnType<typeof personalOf>>, string>) => Cell[],
): Promise<Content> => {
  const rows: Cell[][] = [];
  let closed = 0;
  for (const thing of things) {
    const personal = await open(thing);
    if (typeof personal === 'string') closed += 1;
    rows.push(rowOf(thing, typeof personal === 'string' ? {} : personal));
  }
  return { text: csv([[...headings], ...rows]), rows: rows.length, closed };
};
