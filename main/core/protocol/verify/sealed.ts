/** What is asked of the sealed fields of an event, as far as their keys open here. */
import type { Database } from 'better-sqlite3';
import { unwrapDayKey, unwrapVisitKey } from '../keys.ts';
import type { EventRow } from '../rows.ts';
import { digestOf, unseal } from '../seal.ts';

interface KeyRow {
  readonly day: string;
  readonly wrapped: Buffer | null;
  readonly kiosk_wrapped: Buffer | null;
  readonly wraps: number;
}

/** A sentence if the sealed fields of an event do not hold. */
export type SealedCheck = (row: EventRow, ciphertext: Buffer | null) => string | null;

/** Without `kioskKey` the digests are checked, but no commitment. `count` is told of each event whose fields were opened. */
export const createSealedCheck = (
  db: Database,
  kioskKey: Buffer | undefined,
  count: (what: 'opened' | 'closed' | 'erased') => void,
): SealedCheck => {
  const keys = db.prepare<[string], KeyRow>(
    `SELECT day, wrapped, kiosk_wrapped,
       (SELECT count(*) FROM day_key_wrap AS w WHERE w.day = visit_key.day) AS wraps
     FROM visit_key JOIN day_key USING (day) WHERE visit_id = ?`,
  );

  const commitmentProblem = (row: EventRow, visitId: string, key: KeyRow, ciphertext: Buffer) => {
    if (!key.wrapped) return null;
    if (!key.kiosk_wrapped) {
      count('closed');
      return key.wraps > 0 ? null : `nobody has the key of ${key.day}`;
    }
    if (!kioskKey) {
      count('closed');
      return null;
    }
    const dayKey = unwrapDayKey(kioskKey, key.day, key.kiosk_wrapped);
    if (!dayKey) return `the kiosk’s key does not open the key of ${key.day}`;
    const visitKey = unwrapVisitKey(dayKey, visitId, key.day, key.wrapped);
    if (!visitKey) return 'the key of its visit has been changed';
    const opened = unseal(visitKey, row.id, visitId, ciphertext);
    if (!opened) return 'its sealed fields do not open with the key of its visit';
    count('opened');
    return row.commitment?.equals(opened.commitment) === true
      ? null
      : 'its sealed fields are not those that it is committed to';
  };

  return (row, ciphertext) => {
    if (row.commitment === null || row.visit_id === null)
      return ciphertext === null ? null : 'it has sealed fields that it is not committed to';
    const key = keys.get(row.visit_id);
    if (!key) return 'its visit has no key';
    if (ciphertext === null) {
      if (key.wrapped) return 'its sealed fields are gone, but their key is not erased';
      count('erased');
      return null;
    }
    if (row.sealed_digest?.equals(digestOf(ciphertext)) !== true)
      return 'its sealed fields have been changed';
    return commitmentProblem(row, row.visit_id, key, ciphertext);
  };
};
