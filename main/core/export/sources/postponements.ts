/** Every postponement of a period, by the rules or by staff: a visit may have been postponed more than once. */
import type { EventBody } from '../../../../shared/domain/events.ts';
import { addDays, dayIn } from '../../../../shared/domain/time.ts';
import type { ReadEvent } from '../../protocol/rows.ts';
import type { Visit } from '../../protocol/types.ts';
import type { House } from '../columns/names.ts';
import { postponementColumns } from '../columns/postponements.ts';
import { valuesOf } from '../table.ts';
import type { Reader } from './reader.ts';
import type { Source, SourceRow } from './source.ts';
import { LONGEST_DAYS, type Days } from './visits.ts';

/** A time that a visit was postponed, by the rules or by staff; a visit may have been more than once. */
export interface Postponement {
  readonly visit: Visit;
  readonly at: string;
  readonly by: 'rule' | 'staff';
  /** The rules of that time, and their pack. */
  readonly rules: readonly string[];
  readonly pack: EventBody<'visit.checked-in'>['pack'];
  /** Of the reason that was given for this one; null: none was. */
  readonly told: Extract<ReadEvent, { type: 'visit.reason-given' }> | null;
}

/** The postponements of one visit, from its events. */
const ofVisit = (visit: Visit, history: readonly ReadEvent[]): Postponement[] => {
  // Told by mistake, and undone: nobody was refused.
  if (visit.undone) return [];
  const found: Postponement[] = [];
  let judged: { rules: readonly string[]; pack: Postponement['pack'] } = visit.opened;
  for (const event of history) {
    if (event.type === 'visit.reason-given') {
      const last = found.pop();
      if (last !== undefined) found.push({ ...last, told: event });
    } else if (
      event.type === 'visit.postponed' ||
      event.type === 'visit.referred' ||
      event.type === 'visit.checked-in' ||
      event.type === 'visit.resumed'
    ) {
      judged = event.body;
      if (event.body.outcome === 'postpone')
        found.push({ visit, at: event.body.attemptedAt, by: 'rule', ...judgedOf(judged), told: null });
    } else if (event.type === 'visit.overridden' && event.body.to === 'postpone') {
      found.push({ visit, at: event.at, by: 'staff', ...judgedOf(judged), told: null });
    }
  }
  return found;
};
const judgedOf = ({ rules, pack }: { rules: readonly string[]; pack: Postponement['pack'] }) => ({
  rules,
  pack,
});

const SLICE = 500;

/** Those of the days, both included, whenever the visits began; in the order of the visits. */
export const postponementSource = (reader: Reader, house: House, { from, to }: Days): Source => {
  const { zone } = house.institution;
  const within = { first: addDays(from, -LONGEST_DAYS), to };
  const where = `day BETWEEN @first AND @to AND EXISTS (
    SELECT 1 FROM event WHERE event.visit_id = visit.visit_id
      AND (body ->> '$.outcome' = 'postpone' OR type = 'visit.overridden' AND body ->> '$.to' = 'postpone'))`;
  const slice = reader.db.prepare<
    [typeof within & { after: number }],
    { visit_id: string; opened_by: number }
  >(
    `SELECT visit_id, opened_by FROM visit WHERE ${where} AND opened_by > @after ORDER BY opened_by LIMIT ${SLICE}`,
  );
  const total = reader.db
    .prepare<[typeof within], number>(`SELECT count(*) FROM visit WHERE ${where}`)
    .pluck();
  const columns = postponementColumns(reader, house);
  const rowsOf = async function* (visit: Visit): AsyncGenerator<SourceRow> {
    const postponed = ofVisit(visit, reader.history(visit.visitId)).filter(({ at }) => {
      const day = dayIn(zone, Date.parse(at));
      return from <= day && day <= to;
    });
    if (postponed.length === 0) return;
    const personal = await reader.personal(visit);
    const isMissing = typeof personal === 'string';
    for (const one of postponed)
      yield {
        values: valuesOf(columns, { postponed: one, personal: isMissing ? {} : personal }),
        missing: isMissing ? personal : null,
      };
  };
  const rows = async function* (): AsyncGenerator<SourceRow> {
    for (let after = 0; ;) {
      const found = slice.all({ ...within, after });
      for (const { visit_id } of found) {
        const visit = reader.visit(visit_id);
        if (visit !== null) yield* rowsOf(visit);
      }
      const last = found.at(-1);
      if (last === undefined || found.length < SLICE) return;
      after = last.opened_by;
    }
  };
  return { headings: columns, total: total.get(within) ?? 0, rows: rows() };
};
