/** Every postponement of a period, by the rules or by staff: a visit may have been postponed more than once. */
import type { EventBody } from '../../../../shared/domain/events.ts';
import { addDays, dayIn } from '../../../../shared/domain/time.ts';
import { openLibrary } from '../../policy/library.ts';
import { rulesIn, type Rulebook } from '../../policy/rulebook.ts';
import type { ReadEvent } from '../../protocol/rows.ts';
import type { Visit } from '../../protocol/types.ts';
import { selectVisits } from '../../protocol/visits.ts';
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

/** Those of the days, both included, whenever the visits began; in the order of the visits. */
export const postponementSource = (
  reader: Reader,
  house: House,
  { from, to }: Days,
  resourcesDir: string,
): Source => {
  const { zone } = house.institution;
  const first = addDays(from, -LONGEST_DAYS);
  const isPostponed = `EXISTS (
    SELECT 1 FROM event WHERE event.visit_id = visit.visit_id
      AND (body ->> '$.outcome' = 'postpone' OR type = 'visit.overridden' AND body ->> '$.to' = 'postpone'))`;
  const ofDays = selectVisits(
    reader.db,
    `WHERE day BETWEEN @first AND @to AND ${isPostponed} ORDER BY day, opened_by`,
  );
  const total = reader.db
    .prepare<[string, string], number>(
      `SELECT count(*) FROM visit WHERE day BETWEEN ? AND ? AND ${isPostponed}`,
    )
    .pluck();
  // Packs are read when the first is asked for.
  let rulesOf: Rulebook['rulesOf'] | null = null;
  const rules: Pick<Rulebook, 'rulesOf'> = {
    rulesOf: (id, version) => (rulesOf ??= rulesIn(openLibrary(reader.db, resourcesDir)))(id, version),
  };
  const columns = postponementColumns({ ...reader, ...rules }, house);
  const rowsOf = function* (visit: Visit): Generator<SourceRow> {
    const postponed = ofVisit(visit, reader.history(visit.visitId)).filter(({ at }) => {
      const day = dayIn(zone, Date.parse(at));
      return from <= day && day <= to;
    });
    if (postponed.length === 0) return;
    const personal = reader.personal(visit);
    const isMissing = typeof personal === 'string';
    for (const one of postponed)
      yield {
        values: valuesOf(columns, { postponed: one, personal: isMissing ? {} : personal }),
        missing: isMissing ? personal : null,
      };
  };
  const rows = function* (): Generator<SourceRow> {
    for (const visit of ofDays({ first, to })) yield* rowsOf(visit);
  };
  return { headings: columns, total: total.get(first, to) ?? 0, rows: rows() };
};
