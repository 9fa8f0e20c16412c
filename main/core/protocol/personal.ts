import type { Database } from 'better-sqlite3';
import type { PersonalFields, SealedKind } from '../../../shared/domain/events.ts';
import { BOUND } from '../db/bound.ts';
import { caseKeyName } from '../keys/names.ts';
import type { DayKeys } from './daykeys.ts';
import { unwrapVisitKey } from './keys.ts';
import { ProtocolRefusal } from './refusal.ts';
import { unseal } from './seal.ts';
import type { Closed, Companions, DayKeyOpener } from './types.ts';

interface SealedRow {
  readonly seq: number;
  readonly id: string;
  readonly type: string;
  readonly kind: SealedKind;
  readonly ciphertext: Buffer;
}

/** A visit's key of one kind: under its day's key and, while a case holds it, under the case's. */
interface WrappedKey {
  readonly kind: SealedKind;
  /** The name of the key that it lies under. */
  readonly name: string;
  readonly wrapped: Buffer;
}
interface KeyRow {
  readonly kind: SealedKind;
  readonly key_name: string | null;
  readonly case_id: string | null;
  readonly wrapped: Buffer | null;
}

/** What is known of the keys of a visit. */
interface Keys {
  readonly wrapped: readonly WrappedKey[];
  /** Kinds whose key is nowhere any more. */
  readonly erased: ReadonlySet<SealedKind>;
}

/** An event's own fields, of all kinds that opened. */
interface Opened {
  readonly seq: number;
  readonly type: string;
  readonly fields: PersonalFields;
}

type OpenKey = (name: string) => Buffer | null;

/** The kinds that say who it is: without them the rest is nobody's. */
const WHO: ReadonlySet<SealedKind> = new Set(['all', 'identity']);

/** Reads the sealed fields of a visit, with whatever opens its day, or a case that holds it. */
export const createPersonal = (db: Database, dayKeys: Pick<DayKeys, 'open'>) => {
  const known = db.prepare(`SELECT 1 FROM event WHERE visit_id = ${BOUND} LIMIT 1`);
  const keyRows = db.prepare<[string, string], KeyRow>(
    `SELECT kind, key_name, NULL AS case_id, wrapped FROM visit_key WHERE visit_id = ${BOUND}
     UNION ALL SELECT kind, NULL, case_id, wrapped FROM held_key WHERE visit_id = ${BOUND}`,
  );
  const rows = db.prepare<[string], SealedRow>(
    `SELECT event.seq, event.id, event.type, kind, ciphertext FROM event JOIN sealed ON sealed.seq = event.seq
     WHERE event.visit_id = ${BOUND} AND ciphertext IS NOT NULL ORDER BY event.seq`,
  );
  const oneVisit = db.prepare<[number], string | null>('SELECT visit_id FROM event WHERE seq = ?').pluck();

  const keysOf = (visitId: string): Keys => {
    const rows = keyRows.all(visitId, visitId);
    if (rows.length === 0 && !known.get(visitId)) throw new ProtocolRefusal('unknown-visit');
    const wrapped: WrappedKey[] = [];
    for (const { kind, key_name, case_id, wrapped: bytes } of rows)
      if (bytes !== null)
        wrapped.push({ kind, name: key_name ?? caseKeyName(case_id ?? ''), wrapped: bytes });
    const erased = new Set(rows.map(({ kind }) => kind));
    for (const { kind } of wrapped) erased.delete(kind);
    return { wrapped, erased };
  };

  /** Every event's own fields, oldest first; null when nothing opens the kind that says who it is. */
  const unsealAll = (visitId: string, { wrapped }: Keys, openKey: OpenKey): Opened[] | null => {
    const visitKeys = new Map<SealedKind, Buffer>();
    for (const { kind, name, wrapped: bytes } of wrapped) {
      const above = visitKeys.has(kind) ? null : openKey(name);
      const opened = above && unwrapVisitKey(above, visitId, name, bytes);
      if (opened) visitKeys.set(kind, opened);
    }
    if (wrapped.some(({ kind }) => WHO.has(kind) && !visitKeys.has(kind))) return null;
    const events = new Map<number, Opened>();
    for (const { seq, id, type, kind, ciphertext } of rows.all(visitId)) {
      const visitKey = visitKeys.get(kind);
      if (visitKey === undefined) continue;
      const fields = unseal(visitKey, { eventId: id, visitId, kind }, ciphertext);
      if (!fields) return null;
      events.set(seq, { seq, type, fields: { ...events.get(seq)?.fields, ...fields } });
    }
    return [...events.values()];
  };

  const inForce = (all: readonly Opened[]): PersonalFields => {
    let fields: PersonalFields = {};
    for (const event of all) {
      // The reason of an override, a correction or a no is that event's own: `personalOfEvent` reads it.
      const { reasonText, ...rest } = event.fields;
      const keepsReason = event.seq === all[0]?.seq && reasonText !== undefined;
      fields = { ...fields, ...rest, ...(keepsReason ? { reasonText } : {}) };
    }
    return fields;
  };

  /** Each time inside has companions of its own, as they were put right last. */
  const companionsIn = (all: readonly Opened[]): Companions => {
    const times: Companions[] = [];
    for (const { type, fields } of all) {
      if (times.length === 0 || type === 'visit.resumed') times.push([]);
      if (fields.companions !== undefined) times.splice(-1, 1, fields.companions);
    }
    return [...new Map(times.flat().map((one) => [one.name, one])).values()];
  };

  /** `read` of what opens; why nothing does otherwise. */
  const readWith = <T>(
    visitId: string,
    keys: Keys,
    openKey: OpenKey,
    read: (all: readonly Opened[]) => T,
  ): T | Closed => {
    if ([...keys.erased].some((kind) => WHO.has(kind)) && !keys.wrapped.some(({ kind }) => WHO.has(kind)))
      return 'erased';
    const all = unsealAll(visitId, keys, openKey);
    return all === null ? 'closed' : read(all);
  };

  const openedBy = async (keys: Keys, opener: DayKeyOpener | null): Promise<OpenKey> => {
    const found = new Map<string, Buffer | null>();
    for (const { name } of keys.wrapped)
      if (!found.has(name)) found.set(name, dayKeys.open(name) ?? (await opener?.open(name)) ?? null);
    return (name) => found.get(name) ?? null;
  };

  return {
    everyCompanion: async (visitId: string, opener: DayKeyOpener | null): Promise<Companions | Closed> => {
      const keys = keysOf(visitId);
      return readWith(visitId, keys, await openedBy(keys, opener), companionsIn);
    },
    personal: (visitId: string): PersonalFields | Closed =>
      readWith(visitId, keysOf(visitId), dayKeys.open, inForce),
    /** As `personal`, with all who ever came along in a visit that has more times inside (a vigil). */
    personalOfAllTimes: (visitId: string): PersonalFields | Closed =>
      readWith(visitId, keysOf(visitId), dayKeys.open, (all) => ({
        ...inForce(all),
        companions: companionsIn(all),
      })),
    personalWith: async (visitId: string, opener: DayKeyOpener): Promise<PersonalFields | Closed> => {
      const keys = keysOf(visitId);
      return readWith(visitId, keys, await openedBy(keys, opener), inForce);
    },
    /** The fields sealed with one event alone (the reason of an override, for one). */
    personalOfEvent: (seq: number): PersonalFields | Closed => {
      const visitId = oneVisit.get(seq);
      if (visitId === undefined || visitId === null) return {};
      return readWith(
        visitId,
        keysOf(visitId),
        dayKeys.open,
        (all) => all.find((event) => event.seq === seq)?.fields ?? {},
      );
    },
  };
};
