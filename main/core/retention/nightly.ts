/** Erases what is due, in slices, so that nobody at the door waits for it. Stopped at any point, the next night goes on from there. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { dayIn } from '../../../shared/domain/time.ts';
import { emptyLog } from '../db/empty-log.ts';
import { createDueKeys, dueOn, START, type Cursor, type Due } from './due.ts';
import { createEmptyRows } from './empty-rows.ts';
import { createFieldEraser, type FieldKey, type Taken } from './fields.ts';
import { createHolds } from './holds.ts';
import { createKeysGone } from './keys-gone.ts';
import type { RetentionParts } from './parts.ts';

/** Keys in one transaction. */
const SLICE = 250;
/** Rows without bytes in one transaction. */
const ROWS = 1000;

export interface Erased {
  /** Keys of visits, outings and gifts, of one kind each. */
  readonly keys: number;
  readonly events: number;
  /** Day keys whose files went. */
  readonly dayKeys: number;
}

export const createNightly = (parts: RetentionParts) => {
  const { db, protocol, settings, log } = parts;
  const eraser = createFieldEraser(db);
  const holds = createHolds(db);
  const keysGone = createKeysGone(parts);
  const emptyRows = createEmptyRows(db);
  const hasKey = db.prepare('SELECT 1 FROM held_key WHERE case_id = ? AND visit_id = ? AND kind = ?');
  let held: ReadonlySet<string> = new Set();
  const due = createDueKeys(
    db,
    // As long as one of the cases has no key of its own, the visit's is needed: the others may be closed first.
    ({ visitId, kind }: FieldKey) =>
      held.has(visitId) &&
      holds.casesOf(visitId).some((caseId) => hasKey.get(caseId, visitId, kind) === undefined),
  );

  const slice = (of: Due, after: Cursor): { taken: Taken; after: Cursor | null } =>
    protocol.transaction(() => {
      held = holds.held();
      const found = due.next(of, after, SLICE);
      const taken = eraser.take(found.keys);
      if (taken.keys > 0)
        protocol.append({
          type: 'fields.erased',
          actor: 'kiosk',
          body: {
            why: 'retention',
            kind: of.kind,
            upTo: of.upTo,
            days: of.days,
            visitIds: [],
            visits: taken.keys,
            events: taken.rows,
          },
        });
      return { taken, after: found.after };
    });

  /** Of today, in the institution's zone. */
  return async (): Promise<Erased> => {
    const today = dayIn(settings.institution.zone, Date.parse(protocol.now()));
    let keys = 0;
    let events = 0;
    for (const of of dueOn(today, settings.retention)) {
      let after: Cursor | null = START;
      while (after !== null) {
        const done = slice(of, after);
        keys += done.taken.keys;
        events += done.taken.rows;
        after = done.after;
        await nextTurn();
      }
      const names = due.emptyNames(of);
      if (names.length > 0) protocol.transaction(() => keysGone.mark(names));
    }
    const dayKeys = keysGone.destroyMarked();
    while (protocol.transaction(() => emptyRows.take(ROWS))) await nextTurn();
    if (keys + dayKeys > 0) {
      log.write({ event: 'fields-erased', keys, events, dayKeys });
      if (!emptyLog(db)) log.write({ event: 'erased-not-zeroed' });
    }
    return { keys, events, dayKeys };
  };
};
