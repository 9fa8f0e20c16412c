/** A case is over: what only it kept goes. */
import { MOST_IDS, SEALED_KINDS, type Actor } from '../../../shared/domain/events.ts';
import { createFieldEraser, type FieldKey } from './fields.ts';
import type { RetentionParts } from './parts.ts';

/**
 * Inside the transaction of the `case.closed`, after it: the case's keys of visits go, and the bytes of those visits that nothing else
 * opens. How many visits were erased. What is held no longer but not due yet waits for its night.
 */
export const createCaseClosed = ({ db, protocol }: Pick<RetentionParts, 'db' | 'protocol'>) => {
  const eraser = createFieldEraser(db);
  const heldBy = db.prepare<[string], FieldKey>(
    'SELECT visit_id AS visitId, kind FROM held_key WHERE case_id = ? ORDER BY visit_id',
  );
  const letGo = db.prepare('DELETE FROM held_key WHERE case_id = ?');
  const isLeft = db.prepare(
    `SELECT 1 FROM visit_key AS k WHERE visit_id = @visitId AND kind = @kind AND wrapped IS NULL
       AND NOT EXISTS (SELECT 1 FROM held_key AS h WHERE h.visit_id = k.visit_id AND h.kind = k.kind)`,
  );
  return (caseId: string, actor: Actor): number => {
    const keys = heldBy.all(caseId);
    letGo.run(caseId);
    const visits = new Set<string>();
    for (const kind of SEALED_KINDS) {
      const left = keys.filter((key) => key.kind === kind && isLeft.get(key) !== undefined);
      for (let at = 0; at < left.length; at += MOST_IDS) {
        const some = left.slice(at, at + MOST_IDS);
        const taken = eraser.takeLeft(some);
        const visitIds = some.map(({ visitId }) => visitId);
        visitIds.forEach((visitId) => visits.add(visitId));
        protocol.append({
          type: 'fields.erased',
          actor,
          body: {
            why: 'case-closed',
            kind,
            upTo: null,
            days: null,
            visitIds,
            visits: taken.keys,
            events: taken.rows,
          },
        });
      }
    }
    return visits.size;
  };
};
