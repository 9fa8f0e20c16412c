/** Sealed fields of a range of events: that they are those that the event is committed to, and gone only with their key. */
import { hash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { canonicalJson, parsed } from './canonical.ts';
import { encode, hashOf, hashOfHashes, unseal } from './encoding.ts';
import type { Findings } from './findings.ts';
import type { OpenKeys } from './open-keys.ts';
import type { EventRow } from './rows.ts';

/** How many sealed events were opened and compared, could not be opened, and have nothing left to open. */
export interface SealedCounts {
  opened: number;
  closed: number;
  erased: number;
}

export interface SealedOfRange {
  /** Event after event, in order. */
  take(event: EventRow): void;
  end(): SealedCounts;
}

const KINDS = ['identity', 'contact', 'reason'] as const;
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  identity: ['visitorName', 'companions', 'residentName', 'residentId', 'alsoResidents'],
  contact: ['phone'],
  reason: ['reasonText'],
};
const ALL_FIELDS = Object.values(FIELDS).flat();
const SALT = 32;
const HEX = 64;

interface SealedRow {
  readonly seq: number;
  readonly kind: string;
  /** Hexadecimal capitals. */
  readonly commitment: string;
  readonly digest: string;
  readonly ciphertext: Buffer | null;
  /** Null: the visit has no key of this kind. */
  readonly keyName: string | null;
  /** Nobody has the visit's key of this kind any more, no case either. */
  readonly isErased: boolean;
}

type Raw = readonly unknown[];
const rowOf = (raw: Raw): SealedRow | null => {
  const [seq, kind, digests, ciphertext, keyName, isErased] = raw;
  if (typeof seq !== 'number' || typeof kind !== 'string') return null;
  if (typeof digests !== 'string' || digests.length !== 2 * HEX) return null;
  if (ciphertext !== null && !Buffer.isBuffer(ciphertext)) return null;
  if (keyName !== null && typeof keyName !== 'string') return null;
  const commitment = digests.slice(0, HEX);
  return { seq, kind, commitment, digest: digests.slice(HEX), ciphertext, keyName, isErased: isErased === 1 };
};

/** With the name that the visit's key of its kind lies under, and whether that key is gone. */
const ROWS = `
  SELECT s.seq, s.kind, hex(s.commitment) || hex(s.digest), s.ciphertext, k.key_name,
    k.visit_id IS NOT NULL AND k.wrapped IS NULL AND NOT EXISTS (
      SELECT 1 FROM held_key AS h WHERE h.visit_id = e.visit_id AND h.kind = s.kind)
  FROM sealed AS s LEFT JOIN event AS e ON e.seq = s.seq
    LEFT JOIN visit_key AS k ON k.visit_id = e.visit_id AND k.kind = s.kind
  WHERE s.seq BETWEEN ? AND ? ORDER BY s.seq`;
/** Events all of whose sealed rows are gone, though no key of their visit is. */
const GONE = `
  SELECT e.seq FROM event AS e
  WHERE e.seq BETWEEN ? AND ? AND e.commitment IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM sealed AS s WHERE s.seq = e.seq)
    AND NOT EXISTS (SELECT 1 FROM visit_key AS k WHERE k.visit_id = e.visit_id AND k.wrapped IS NULL
      AND NOT EXISTS (SELECT 1 FROM held_key AS h WHERE h.visit_id = k.visit_id AND h.kind = k.kind))`;

interface Parts {
  readonly db: Database;
  readonly keys: OpenKeys;
  readonly findings: Findings;
}

export const createSealed = ({ db, keys, findings }: Parts, from: number, to: number): SealedOfRange => {
  const counts: SealedCounts = { opened: 0, closed: 0, erased: 0 };
  const all = db.prepare<[number, number], Raw>(ROWS).raw().iterate(from, to);
  const wrappedOf = db
    .prepare<[string, string]>('SELECT wrapped FROM visit_key WHERE visit_id = ? AND kind = ?')
    .pluck();
  let ahead: SealedRow | null = null;
  const next = (): SealedRow | null => {
    for (;;) {
      const step = all.next();
      if (step.done === true) return null;
      const row = rowOf(step.value);
      if (row !== null) return row;
      findings.add(Number(step.value[0]), 'row', 'a row of its sealed fields is not one');
    }
  };
  ahead = next();

  const extra = (row: SealedRow): void =>
    findings.add(row.seq, 'sealed-extra', 'it has sealed fields that it is not committed to');

  /** The rows of an event; those before it belong to none. */
  const rowsOf = (seq: number): SealedRow[] => {
    const rows: SealedRow[] = [];
    for (; ahead !== null && ahead.seq <= seq; ahead = next())
      if (ahead.seq < seq) extra(ahead);
      else rows.push(ahead);
    return rows;
  };

  /** Whether the fields were opened: only then are they compared with what was committed to. */
  const opens = (event: EventRow, row: SealedRow, ciphertext: Buffer): boolean => {
    const { visitId } = event;
    if (visitId === null || row.keyName === null || keys.named(row.keyName) === 'closed') return false;
    const wrapped = wrappedOf.get(visitId, row.kind);
    const key = Buffer.isBuffer(wrapped) ? keys.ofVisit(visitId, row.keyName, wrapped) : 'closed';
    if (key === 'closed') return false;
    if (key === 'wrong') {
      findings.add(
        event.seq,
        'key-unopened',
        `the key of its visit («${row.kind}») does not open with «${row.keyName}»`,
      );
      return false;
    }
    const context =
      row.kind === 'all'
        ? encode('besoksvert/sealed/1', [event.id, visitId])
        : encode('besoksvert/sealed/2', [event.id, visitId, row.kind]);
    const plain = unseal(key, ciphertext, context);
    if (plain === null || plain.length < SALT) {
      findings.add(
        event.seq,
        'sealed-unopened',
        `its sealed fields («${row.kind}») do not open with the key of its visit`,
      );
      return false;
    }
    const fields = plain.subarray(SALT);
    if (hex(hashOf('besoksvert/commitment/1', [plain.subarray(0, SALT), fields])) !== row.commitment)
      findings.add(
        event.seq,
        'sealed-commitment',
        `its sealed fields («${row.kind}») are not those that it is committed to`,
      );
    if (!isOfKind(row.kind, fields.toString('utf8')))
      findings.add(event.seq, 'sealed-fields', `its sealed fields are not those of «${row.kind}»`);
    return true;
  };

  const judge = (event: EventRow, row: SealedRow): 'opened' | 'closed' | 'erased' => {
    const { seq } = event;
    if (row.keyName === null) findings.add(seq, 'key-missing', `its visit has no key for «${row.kind}»`);
    if (row.ciphertext === null) {
      if (row.keyName !== null && !row.isErased)
        findings.add(
          seq,
          'sealed-gone',
          `its sealed fields («${row.kind}») are gone, but their key is not erased`,
        );
      return 'erased';
    }
    if (row.isErased)
      findings.add(
        seq,
        'sealed-left',
        `its sealed fields («${row.kind}») are there, but their key is erased`,
      );
    if (hash('sha256', row.ciphertext, 'hex').toUpperCase() !== row.digest) {
      findings.add(seq, 'sealed-digest', `its sealed fields («${row.kind}») have been changed`);
      return 'closed';
    }
    return opens(event, row, row.ciphertext) ? 'opened' : 'closed';
  };

  return {
    take(event) {
      const rows = rowsOf(event.seq);
      if (event.commitment === null || event.visitId === null) {
        for (const row of rows) extra(row);
        return;
      }
      if (rows.length === 0) {
        counts.erased += 1;
        return;
      }
      if (!commits(event, rows))
        findings.add(
          event.seq,
          'sealed-digest',
          'the rows of its sealed fields are not those that it is committed to',
        );
      const states = new Set(rows.map((row) => judge(event, row)));
      if (states.has('closed')) counts.closed += 1;
      else if (states.has('opened')) counts.opened += 1;
      else counts.erased += 1;
    },
    end() {
      while (ahead !== null) {
        extra(ahead);
        ahead = next();
      }
      for (const seq of db.prepare<[number, number], number>(GONE).pluck().iterate(from, to))
        findings.add(seq, 'sealed-gone', 'its sealed fields are gone, but no key of its visit is erased');
      return counts;
    },
  };
};

const hashOfCommitments = hashOfHashes('besoksvert/commitments/1');
const hashOfDigests = hashOfHashes('besoksvert/sealed-digests/1');

const commits = (event: EventRow, rows: readonly SealedRow[]): boolean => {
  const [first] = rows;
  if (first?.kind === 'all')
    return rows.length === 1 && first.commitment === event.commitment && first.digest === event.sealedDigest;
  const by = new Map(rows.map((row) => [row.kind, row]));
  if (!rows.every(({ kind }) => (KINDS as readonly string[]).includes(kind))) return false;
  const commitments = KINDS.map((kind) => by.get(kind)?.commitment ?? null);
  const digests = KINDS.map((kind) => by.get(kind)?.digest ?? null);
  return hashOfCommitments(commitments) === event.commitment && hashOfDigests(digests) === event.sealedDigest;
};
const hex = (bytes: Buffer): string => bytes.toString('hex').toUpperCase();

const isOfKind = (kind: string, text: string): boolean => {
  const fields = parsed(text);
  if (typeof fields !== 'object' || fields === null || canonicalJson(fields) !== text) return false;
  const allowed = FIELDS[kind] ?? ALL_FIELDS;
  return Object.keys(fields).every((name) => allowed.includes(name));
};
