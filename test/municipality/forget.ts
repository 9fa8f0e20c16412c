/** The reference receiver keeps names as long as the kiosk does («Forgetting» in resources/docs/sync.openapi.yaml), and no purpose of its own beside. */
import type Database from 'better-sqlite3';
import { eventShapes } from '../../shared/domain/events.ts';
import type { SealedKind } from '../../shared/domain/events.ts';
import type { Batch } from '../../shared/domain/sync.ts';

type SentEvent = Batch['events'][number];
type Sealed = SentEvent['sealed'];

const erased = eventShapes['fields.erased'][1];
const held = eventShapes['case.held'][1];
const closed = eventShapes['case.closed'][1];

/** What these events, which were taken, hold, let go of and erase. Inside a transaction. */
export const forget = (db: Database.Database, kiosk: string, events: readonly SentEvent[]): void => {
  for (const { type, body } of events) {
    if (type === 'fields.erased') erase(db, kiosk, erased.parse(JSON.parse(body)));
    if (type === 'case.held') {
      const { caseId, visitIds } = held.parse(JSON.parse(body));
      for (const visitId of visitIds)
        db.prepare('INSERT OR IGNORE INTO held (kiosk, case_id, visit_id) VALUES (?, ?, ?)').run(
          kiosk,
          caseId,
          visitId,
        );
    }
    if (type === 'case.closed')
      db.prepare('DELETE FROM held WHERE kiosk = ? AND case_id = ?').run(
        kiosk,
        closed.parse(JSON.parse(body)).caseId,
      );
  }
};

interface Erased {
  readonly kind: SealedKind;
  readonly upTo: string | null;
  readonly visitIds: readonly string[];
}

const erase = (db: Database.Database, kiosk: string, { kind, upTo, visitIds }: Erased): void => {
  // A visit that stayed lies under the key of a later day: its time is that day's.
  const due =
    upTo === null
      ? []
      : db
          .prepare<[string, string, string], string>(
            `SELECT visit_id FROM visit_key WHERE kiosk = ? AND kind = ? AND substr(key, 1, 10) <= ?
             AND visit_id NOT IN (SELECT visit_id FROM held WHERE held.kiosk = visit_key.kiosk)`,
          )
          .pluck()
          .all(kiosk, kind, upTo);
  const take = db.prepare('DELETE FROM visit_key WHERE kiosk = ? AND visit_id = ? AND kind = ?');
  for (const visitId of new Set([...visitIds, ...due])) {
    take.run(kiosk, visitId, kind);
    for (const table of ['event', 'set_aside'] as const) emptyIn(db, table, kiosk, visitId, kind);
  }
};

/** The bytes of one kind go; when none are left, all of it does. */
const emptyIn = (
  db: Database.Database,
  table: 'event' | 'set_aside',
  kiosk: string,
  visitId: string,
  kind: SealedKind,
): void => {
  const rows = db
    .prepare<[string, string], { seq: number; hash: string; json: string }>(
      `SELECT seq, hash, json FROM ${table} WHERE kiosk = ? AND json ->> '$.visitId' = ?`,
    )
    .all(kiosk, visitId);
  const write = db.prepare(`UPDATE ${table} SET json = ? WHERE kiosk = ? AND seq = ? AND hash = ?`);
  for (const { seq, hash, json } of rows) {
    const event = JSON.parse(json) as SentEvent;
    const left: Sealed = event.sealed.map((part) =>
      part.kind === kind ? { ...part, ciphertext: null } : part,
    );
    const sealed = left.some(({ ciphertext }) => ciphertext !== null) ? left : [];
    write.run(JSON.stringify({ ...event, sealed }), kiosk, seq, hash);
  }
};
