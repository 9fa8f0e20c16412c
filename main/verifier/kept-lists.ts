/** The kept lists of visits and presences row by row: where their sums are not those of the events, this says which and what. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { BODIES } from './bodies.ts';
import type { Calendar } from './calendar.ts';
import { isInstant } from './calendar.ts';
import { parsed } from './canonical.ts';
import type { Findings } from './findings.ts';
import { createKeptVisits } from './kept-visits.ts';
import { judgeExtraRows } from './pointers.ts';
import { createRows } from './rows.ts';
import { createVisitHistory } from './visit-history.ts';
import { createVisits, judgeUnsettled } from './visits.ts';

const SLICE = 20_000;

export const judgeKeptLists = async (
  db: Database,
  calendar: Calendar,
  length: number,
  findings: Findings,
): Promise<void> => {
  const rows = createRows(db);
  const history = createVisitHistory(rows, calendar);
  const kept = createKeptVisits(db, calendar);
  const visits = createVisits({ history, kept, calendar, findings });
  for (let from = 1; from <= length; from += SLICE) {
    for (const row of rows.between(from, Math.min(from + SLICE - 1, length))) {
      if (typeof row === 'number' || row.visitId === null || !row.type.startsWith('visit.')) continue;
      const body = parsed(row.body);
      if (isInstant(row.at) && BODIES[row.type]?.[row.version]?.matches(body) === true)
        visits.take({ ...row, visitId: row.visitId, body });
      else visits.lose(row.visitId);
    }
    await nextTurn();
  }
  const { opened, pending } = visits.end(length);
  judgeUnsettled(pending, kept, history, findings);
  judgeExtraRows(db, opened, findings);
};
