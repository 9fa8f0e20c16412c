/** The people of visits, opened in slices: whoever stands at the door is served in between. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import type { DayKeyOpener } from '../protocol/types.ts';
import type { TracingParts } from './parts.ts';
import type { VisitPeople } from './people.ts';

/** Milliseconds of work between two turns of the event loop. */
const SLICE_MS = 8;

/** Each key is asked for once: opening one takes a third of a millisecond, and a day's visits lie under the same. */
const remembering = (opener: DayKeyOpener): DayKeyOpener => {
  const asked = new Map<string, Promise<Buffer | null>>();
  return {
    open: (name) => {
      const found = asked.get(name) ?? opener.open(name);
      asked.set(name, found);
      return found;
    },
  };
};

interface Row {
  readonly booking_id: string | null;
  readonly ward: string;
  readonly resumed_by: number | null;
  /** JSON; null in what was written before there were further places. */
  readonly also: string | null;
}

const further = z.array(z.object({ ward: z.string(), place: z.string() }));

/** Those of the visits that are there, in their order. */
export const openPeople = async (
  { db, protocol }: Pick<TracingParts, 'db' | 'protocol'>,
  visitIds: readonly string[],
  opener: DayKeyOpener | null,
): Promise<VisitPeople[]> => {
  const rowOf = db.prepare<[string], Row>(
    `SELECT booking_id, visit.ward, resumed_by, body -> '$.also' AS also
     FROM visit JOIN event ON event.seq = opened_by WHERE visit.visit_id = ?`,
  );
  const withKeys = opener && remembering(opener);
  const found: VisitPeople[] = [];
  let began = performance.now();
  for (const visitId of visitIds) {
    const row = rowOf.get(visitId);
    if (row === undefined) continue;
    const personal =
      withKeys === null ? protocol.personal(visitId) : await protocol.personalWith(visitId, withKeys);
    // Of a vigil that went in and out all who ever came along.
    const companions =
      row.resumed_by === null || typeof personal === 'string'
        ? []
        : await protocol.everyCompanion(visitId, withKeys);
    found.push({
      visitId,
      bookingId: row.booking_id,
      ward: row.ward,
      personal,
      also: row.also === null || row.also === '[]' ? [] : further.parse(JSON.parse(row.also)),
      companions:
        typeof personal === 'string' || typeof companions === 'string'
          ? []
          : row.resumed_by === null
            ? (personal.companions ?? [])
            : companions,
    });
    if (performance.now() - began < SLICE_MS) continue;
    await nextTurn();
    began = performance.now();
  }
  return found;
};
