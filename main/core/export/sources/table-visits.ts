/** Visits as a table tells them, one after another: of each row no more is read, and parsed, than reaches the file. */
import { z } from 'zod';
import { eventShapes } from '../../../../shared/domain/events.ts';
import { instant } from '../../../../shared/domain/time.ts';
import { endOf } from '../../protocol/presence-text.ts';
import type { VisitRecord } from '../../protocol/visits.ts';
import type { TableVisit } from '../columns/visits.ts';
import type { Reader } from './reader.ts';

type Kept = Pick<
  VisitRecord,
  | 'visit_id'
  | 'state'
  | 'receipt'
  | 'outcome'
  | 'ward'
  | 'place'
  | 'party_size'
  | 'arrived'
  | 'left'
  | 'overridden'
  | 'legs'
  | 'resumed_by'
>;
interface Row extends Kept {
  readonly attempted_at: string | null;
  readonly said: string;
  readonly is_forgotten: 0 | 1;
}

/** What an opening says beside its time and its receipt: of a thousand visits a few hundred times the same. */
const { also, children, pack, permitClass, phase, rules, via } = eventShapes['visit.checked-in'][2].shape;
const saidShape = z
  .tuple([also, children, pack, permitClass, phase, rules, via])
  .transform(([also, children, pack, permitClass, phase, rules, via]) => ({
    also,
    children,
    pack,
    permitClass,
    phase,
    rules,
    via,
  }));
type Said = z.infer<typeof saidShape>;
const SAID = `json_extract(event.body, '$.also', '$.children', '$.pack', '$.permitClass', '$.phase', '$.rules', '$.via')`;

const MOST_SAID = 1_000;
/** Null: it does not say all of it, as in an older version. */
const saidReader = (): ((text: string) => Said | null) => {
  const known = new Map<string, Said | null>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= MOST_SAID) known.clear();
    const said = saidShape.safeParse(JSON.parse(text)).data ?? null;
    known.set(text, said);
    return said;
  };
};

/**
 * Something was sealed when it was opened, and no key of it is there any more. Asked of all visits at once: to look for each one's keys takes as long as all
 * else that is read of it.
 */
const IS_FORGOTTEN = `event.commitment IS NOT NULL
  AND visit.visit_id NOT IN (SELECT visit_id FROM visit_key WHERE wrapped IS NOT NULL AND key_name >= @firstKey)
  AND visit.visit_id NOT IN (SELECT visit_id FROM held_key)`;

/** Those of a condition, in the order of its own; both in SQL. `@firstKey`: no key of theirs is of an earlier day. */
export const selectTableVisits = (
  reader: Reader,
  rest: string,
): ((
  named: Readonly<Record<string, string>> & { readonly firstKey: string },
) => Generator<{ visit: TableVisit; isForgotten: boolean }>) => {
  const statement = reader.db.prepare<[object], Row>(
    `SELECT visit.visit_id, state, receipt, outcome, ward, place, party_size, arrived, "left", overridden, legs, resumed_by,
       event.body ->> '$.attemptedAt' AS attempted_at, ${SAID} AS said, ${IS_FORGOTTEN} AS is_forgotten
     FROM visit JOIN event ON event.seq = visit.opened_by ${rest}`,
  );
  const saidOf = saidReader();
  const visitOf = (row: Row): TableVisit => {
    const said = row.legs === '[]' && row.resumed_by === null ? saidOf(row.said) : null;
    // A vigil that went in and out, and what is not as it is written today, is read whole, and judged there.
    if (said === null) return whole(reader, row.visit_id);
    return {
      visitId: row.visit_id,
      state: row.state,
      opened: { ...said, receipt: row.receipt, attemptedAt: instant.parse(row.attempted_at) },
      outcome: row.outcome,
      ward: row.ward,
      place: row.place,
      partySize: row.party_size,
      arrived: endOf(row.arrived),
      left: endOf(row.left),
      legs: [],
      resumedBy: null,
      overridden: row.overridden === 1,
    };
  };
  return function* (named) {
    for (const row of statement.iterate(named))
      yield { visit: visitOf(row), isForgotten: row.is_forgotten === 1 };
  };
};

const whole = (reader: Reader, visitId: string): TableVisit => {
  const visit = reader.visit(visitId);
  if (visit === null) throw new Error(`visit ${visitId} is gone`);
  return visit;
};
