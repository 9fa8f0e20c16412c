/** Sealed fields of a range of events: that they are those that the event is committed to, and gone only with their key. */
import { hash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { canonicalJson, parsed } from './canonical.ts';
import { encode, hashOf, hashOfHashes, unseal } from './encoding.ts';
import type { Findings } from './findings.ts';
import { hasErasedKey, keyAtGlance, livingAtGlance } from './glance.ts';
import type { Glance } from './glance.ts';
import type { OpenKeys } from './open-keys.ts';
import type { EventRow } from './rows.ts';

/** How many sealed events were opened and compared, could not be opened, and have nothing left to open. */
export interface SealedCounts {
  opened: number;
  closed: number;
  erased: number;
}

export interface SealedOfRange {
  /** Event after event, in order. `openedBy`: the event that opened its visit, where that is known. */
  take(event: EventRow, openedBy: number | null): void;
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
}

type Raw = readonly unknown[];
const rowOf = (raw: Raw): SealedRow | null => {
  const [seq, kind, digests, ciphertext] = raw;
  if (typeof seq !== 'number' || typeof kind !== 'string') return null;
  if (typeof digests !== 'string' || digests.length !== 2 * HEX) return null;
  if (ciphertext !== null && !Buffer.isBuffer(ciphertext)) return null;
  const commitment = digests.slice(0, HEX);
  return { seq, kind, commitment, digest: digests.slice(HEX), ciphertext };
};

const ROWS = `
  SELECT seq, kind, hex(commitment) || hex(digest), ciphertext FROM sealed WHERE seq BETWEEN ? AND ? ORDER BY seq`;
const KEY = `
  SELECT key_name, wrapped, wrapped IS NULL AND NOT EXISTS (
    SELECT 1 FROM held_key AS h WHERE h.visit_id = k.visit_id AND h.kind = k.kind)
  FROM visit_key AS k WHERE k.visit_id = (SELECT ?) AND k.kind = (SELECT ?)`;
/** Keys of a visit that nobody has any more, no case either. */
const GONE = `
  SELECT 1 FROM visit_key AS k WHERE k.visit_id = (SELECT ?) AND k.wrapped IS NULL
    AND NOT EXISTS (SELECT 1 FROM held_key AS h WHERE h.visit_id = k.visit_id AND h.kind = k.kind)`;

const LIVING = `
  SELECT kind FROM visit_key AS k WHERE k.visit_id = (SELECT ?) AND (k.wrapped IS NOT NULL
    OR EXISTS (SELECT 1 FROM held_key AS h WHERE h.visit_id = k.visit_id AND h.kind = k.kind))`;
/** Sealed bytes of a kind that the visit still has. */
const ANY_OF = `
  SELECT 1 FROM event JOIN sealed ON sealed.seq = event.seq
  WHERE event.visit_id = (SELECT ?) AND sealed.kind = (SELECT ?) AND sealed.ciphertext IS NOT NULL LIMIT 1`;

/**
 * Every event from here on that is committed to fields has rows, erased or not: rows go from the oldest on, and before migration 0005 they went
 * with their event's bytes. NULL: nothing was ever sealed since, or nothing is left.
 */
const ROWS_FROM = `
  SELECT max(coalesce((SELECT CAST(value AS INTEGER) FROM fact WHERE name = 'sealed-rows-stay-from'), 0), (SELECT min(seq) FROM sealed))`;

/** The visit's key of one kind. */
interface VisitKey {
  readonly isErased: boolean;
  /** The kiosk may still open its day. */
  readonly isOpen: boolean;
}

interface Parts {
  readonly db: Database;
  readonly keys: OpenKeys;
  readonly glance: Glance;
  readonly findings: Findings;
}

export const createSealed = (
  { db, keys, glance, findings }: Parts,
  from: number,
  to: number,
): SealedOfRange => {
  const counts: SealedCounts = { opened: 0, closed: 0, erased: 0 };
  const all = db.prepare<[number, number], Raw>(ROWS).raw().iterate(from, to);
  const keyRow = db.prepare<[string, string], Raw>(KEY).raw();
  const gone = db.prepare<[string]>(GONE);
  const living = db.prepare<[string], string>(LIVING).pluck();
  const anyOf = db.prepare<[string, string]>(ANY_OF);
  const rowsFrom = db.prepare<[]>(ROWS_FROM).pluck().get();
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
    if (visitId === null) return false;
    const [keyName, wrapped] = keyRow.get(visitId, row.kind) ?? [];
    const key = Buffer.isBuffer(wrapped) ? keys.ofVisit(visitId, String(keyName), wrapped) : 'closed';
    if (key === 'closed') return false;
    if (key === 'wrong') {
      findings.add(
        event.seq,
        'key-unopened',
        `the key of its visit («${row.kind}») does not open with «${String(keyName)}»`,
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

  /** At a glance, or where that tells nothing by looking it up; null: the visit has none. */
  const keyOf = (visitId: string, kind: string, openedBy: number | null): VisitKey | null => {
    const seen = openedBy === null ? null : keyAtGlance(glance, openedBy, kind);
    if (seen !== null) return seen;
    const row = keyRow.get(visitId, kind);
    return row === undefined ? null : { isErased: row[2] === 1, isOpen: row[1] !== null };
  };

  const judge = (
    event: EventRow,
    visitId: string,
    row: SealedRow,
    openedBy: number | null,
  ): 'opened' | 'closed' | 'erased' => {
    const { seq } = event;
    const key = keyOf(visitId, row.kind, openedBy);
    if (key === null) findings.add(seq, 'key-missing', `its visit has no key for «${row.kind}»`);
    if (row.ciphertext === null) {
      if (key?.isErased === false)
        findings.add(
          seq,
          'sealed-gone',
          `its sealed fields («${row.kind}») are gone, but their key is not erased`,
        );
      return 'erased';
    }
    if (key?.isErased === true)
      findings.add(
        seq,
        'sealed-left',
        `its sealed fields («${row.kind}») are there, but their key is erased`,
      );
    if (hash('sha256', row.ciphertext, 'hex').toUpperCase() !== row.digest) {
      findings.add(seq, 'sealed-digest', `its sealed fields («${row.kind}») have been changed`);
      return 'closed';
    }
    return key?.isOpen === true && opens(event, row, row.ciphertext) ? 'opened' : 'closed';
  };

  /** Of an event without rows nobody can tell which kinds it had. But a key of its visit is erased, and each that is not has something to open. */
  const judgeGone = (seq: number, visitId: string, openedBy: number | null): void => {
    if (typeof rowsFrom === 'number' && seq >= rowsFrom) {
      findings.add(
        seq,
        'sealed-gone',
        'the rows of its sealed fields are gone, and rows before them are not',
      );
      return;
    }
    const isGone = (openedBy !== null && hasErasedKey(glance, openedBy)) || gone.get(visitId) !== undefined;
    if (!isGone)
      findings.add(seq, 'sealed-gone', 'its sealed fields are gone, but no key of its visit is erased');
    else
      for (const kind of openedBy === null ? living.all(visitId) : livingAtGlance(glance, openedBy))
        if (anyOf.get(visitId, kind) === undefined)
          findings.add(
            seq,
            'sealed-gone',
            `its sealed fields are gone, and so are all («${kind}») of its visit, whose key is not erased`,
          );
  };

  return {
    take(event, openedBy) {
      const rows = rowsOf(event.seq);
      const { visitId } = event;
      if (event.commitment === null || visitId === null) {
        for (const row of rows) extra(row);
        return;
      }
      if (rows.length === 0) {
        counts.erased += 1;
        judgeGone(event.seq, visitId, openedBy);
        return;
      }
      if (!commits(event, rows))
        findings.add(
          event.seq,
          'sealed-digest',
          'the rows of its sealed fields are not those that it is committed to',
        );
      const states = new Set(rows.map((row) => judge(event, visitId, row, openedBy)));
      if (states.has('closed')) counts.closed += 1;
      else if (states.has('opened')) counts.opened += 1;
      else counts.erased += 1;
    },
    end() {
      while (ahead !== null) {
        extra(ahead);
        ahead = next();
      }
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
