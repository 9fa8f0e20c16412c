/** At every start: what was destroyed is erased here too, also where an older copy was put back; and no key is missing. */
import { join } from 'node:path';
import { MOST_IDS, type SealedKind } from '../../../shared/domain/events.ts';
import { emptyLog } from '../db/empty-log.ts';
import { caseKeyName } from '../keys/names.ts';
import { KeyStoreProblem } from '../keys/store.ts';
import { createCaseClosed } from './case-closed.ts';
import { createFieldEraser } from './fields.ts';
import { createKeysGone } from './keys-gone.ts';
import type { RetentionParts } from './parts.ts';

interface Name {
  readonly name: string;
  readonly kind: SealedKind;
  readonly day: string;
}
interface Under {
  readonly visit_id: string;
  readonly last_day: string | null;
}
/** `message` is a sentence for an administrator. */
export type Reconciled =
  { readonly ok: true; readonly erased: number } | { readonly ok: false; readonly message: string };

export const reconcile = (parts: RetentionParts): Reconciled => {
  try {
    return reconciled(parts);
  } catch (thrown) {
    if (thrown instanceof KeyStoreProblem) return { ok: false, message: thrown.message };
    throw thrown;
  }
};

const reconciled = (parts: RetentionParts): Reconciled => {
  const { db, protocol, log } = parts;
  const { store } = protocol.dayKeys;
  const eraser = createFieldEraser(db);
  const keysGone = createKeysGone(parts);
  const caseClosed = createCaseClosed(parts);

  store.finishDestroying();
  keysGone.destroyMarked();
  const there = new Set(store.names());
  const alive = db.prepare<[], Name>('SELECT name, kind, day FROM key_name WHERE destroyed_at IS NULL').all();
  const openCases = db
    .prepare<[], string>('SELECT case_id FROM tracing_case WHERE closed_by IS NULL')
    .pluck()
    .all();

  const missing = [...alive.map(({ name }) => name), ...openCases.map(caseKeyName)].filter(
    (name) => !there.has(name) && !store.isDestroyed(name),
  );
  if (missing.length > 0) return { ok: false, message: missingSentence(store.folder, missing) };

  const under = db.prepare<[string], Under>(
    `SELECT k.visit_id, v.last_day FROM visit_key AS k LEFT JOIN visit AS v ON v.visit_id = k.visit_id
     WHERE k.key_name = ? AND k.wrapped IS NOT NULL ORDER BY k.visit_id`,
  );
  const eraseUnder = ({ name, kind, day }: Name): number =>
    protocol.transaction(() => {
      const found = under.all(name);
      const upTo = found.reduce(
        (latest, { last_day }) => (last_day !== null && last_day > latest ? last_day : latest),
        day,
      );
      for (let at = 0; at < found.length; at += MOST_IDS) {
        const visitIds = found.slice(at, at + MOST_IDS).map(({ visit_id }) => visit_id);
        const taken = eraser.take(visitIds.map((visitId) => ({ visitId, kind })));
        protocol.append({
          type: 'fields.erased',
          actor: 'kiosk',
          body: { why: 'restored', kind, upTo, days: null, visitIds, visits: taken.keys, events: taken.rows },
        });
      }
      keysGone.mark([name]);
      return found.length;
    });
  const close = db.prepare('UPDATE tracing_case SET closed_by = ?, sealed = NULL WHERE case_id = ?');
  const closeCase = (caseId: string): void => {
    protocol.transaction(() => {
      const { seq } = protocol.append({
        type: 'case.closed',
        actor: 'kiosk',
        body: { caseId, reason: 'other' },
      });
      close.run(seq, caseId);
      caseClosed(caseId, 'kiosk');
    });
  };

  let erased = 0;
  for (const name of alive) if (store.isDestroyed(name.name)) erased += eraseUnder(name);
  const closed = openCases.filter((caseId) => store.isDestroyed(caseKeyName(caseId)));
  closed.forEach(closeCase);
  if (erased + closed.length > 0) {
    log.write({ event: 'fields-erased', keys: erased, events: 0, dayKeys: 0 });
    emptyLog(db);
  }
  return { ok: true, erased };
};

/** A key that is not there is no reason to forget anybody: it may lie on the backup disk. */
const missingSentence = (folder: string, missing: readonly string[]): string => {
  const some = missing.slice(0, 3).map((name) => `«${join(folder, `${name}.json`)}»`);
  const rest = missing.length - some.length;
  return (
    `Keys of the visit protocol are missing: ${some.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}. ` +
    'They were not destroyed by the kiosk. Put them back from the folder «keys» of the backups; nothing was changed.'
  );
};
