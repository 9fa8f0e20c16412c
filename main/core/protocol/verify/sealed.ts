/** What is asked of the sealed fields of an event, as far as their keys open here. */
import type { Database } from 'better-sqlite3';
import { unwrapDayKey, unwrapVisitKey } from '../keys.ts';
import type { EventRow } from '../rows.ts';
import { digestOf, together, unseal } from '../seal.ts';
import type { SealedKind } from '../../../../shared/domain/events.ts';
import { keyFolderOf, openKeyStore } from '../../keys/store.ts';

interface PartRow {
  readonly kind: SealedKind;
  readonly commitment: Buffer;
  readonly digest: Buffer;
  readonly ciphertext: Buffer | null;
  readonly key_name: string | null;
  readonly wrapped: Buffer | null;
  readonly held: number;
}

/** A sentence if the sealed fields of an event do not hold. */
export type SealedCheck = (row: EventRow) => string | null;

/** Without `kioskKey` the digests are checked, but nothing is opened. `count` is told of each event whose fields were opened. */
export const createSealedCheck = (
  db: Database,
  kioskKey: Buffer | undefined,
  count: (what: 'opened' | 'closed' | 'erased') => void,
): SealedCheck => {
  const partsOf = db.prepare<[string, number], PartRow>(
    `SELECT sealed.kind, commitment, digest, ciphertext, key_name, wrapped,
       (SELECT count(*) FROM held_key AS h WHERE h.visit_id = visit_key.visit_id AND h.kind = sealed.kind) AS held
     FROM sealed LEFT JOIN visit_key ON visit_key.visit_id = ? AND visit_key.kind = sealed.kind WHERE seq = ?`,
  );
  const keys = openKeyStore(keyFolderOf(db));

  const partProblem = (row: EventRow, visitId: string, part: PartRow): string | null => {
    if (part.key_name === null) return 'its visit has no key';
    if (part.ciphertext === null)
      return part.wrapped || part.held > 0 ? 'its sealed fields are gone, but their key is not erased' : null;
    if (!part.digest.equals(digestOf(part.ciphertext))) return 'its sealed fields have been changed';
    const kiosk = keys.read(part.key_name)?.kiosk;
    if (!part.wrapped || !kiosk || !kioskKey) return null;
    const dayKey = unwrapDayKey(kioskKey, part.key_name, kiosk);
    if (!dayKey) return `the kiosk’s key does not open the key of ${part.key_name}`;
    const visitKey = unwrapVisitKey(dayKey, visitId, part.key_name, part.wrapped);
    if (!visitKey) return 'the key of its visit has been changed';
    return unseal(visitKey, { eventId: row.id, visitId, kind: part.kind }, part.ciphertext)
      ? null
      : 'its sealed fields do not open with the key of its visit';
  };

  return (row) => {
    const { visit_id: visitId, commitment } = row;
    const parts = partsOf.all(visitId ?? '', row.seq);
    if (commitment === null || visitId === null)
      return parts.length === 0 ? null : 'it has sealed fields that it is not committed to';
    if (parts.length === 0) {
      count('erased');
      return null;
    }
    for (const part of parts) {
      const problem = partProblem(row, visitId, part);
      if (problem !== null) return problem;
    }
    count(parts.some(({ ciphertext }) => ciphertext !== null) ? 'opened' : 'erased');
    const [only] = parts;
    const whole =
      only?.kind === 'all' ? only : together(parts.map((part) => ({ ...part, ciphertext: Buffer.alloc(0) })));
    return whole !== null &&
      commitment.equals(whole.commitment) &&
      row.sealed_digest?.equals(whole.digest) === true
      ? null
      : 'its sealed fields are not those that it is committed to';
  };
};
