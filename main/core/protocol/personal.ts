import type { Database } from 'better-sqlite3';
import type { PersonalFields } from '../../../shared/domain/events.ts';
import type { DayKeys } from './daykeys.ts';
import { unwrapVisitKey } from './keys.ts';
import { ProtocolRefusal } from './refusal.ts';
import { unseal } from './seal.ts';
import type { Closed, Companions, DayKeyOpener } from './types.ts';

interface SealedRow {
  readonly seq: number;
  readonly id: string;
  readonly type: string;
  readonly ciphertext: Buffer;
}

interface KeyRow {
  readonly day: string;
  readonly wrapped: Buffer | null;
}

/** Reads the sealed fields of a visit, with whatever opens its day. */
export const createPersonal = (db: Database, dayKeys: DayKeys) => {
  const known = db.prepare('SELECT 1 FROM event WHERE visit_id = ? LIMIT 1');
  const keyRow = db.prepare<[string], KeyRow>('SELECT day, wrapped FROM visit_key WHERE visit_id = ?');
  const rows = db.prepare<[string], SealedRow>(
    `SELECT event.seq, event.id, event.type, ciphertext FROM event JOIN sealed ON sealed.seq = event.seq
     WHERE event.visit_id = ? ORDER BY event.seq`,
  );
  const oneVisit = db.prepare<[number], string | null>('SELECT visit_id FROM event WHERE seq = ?').pluck();

  const keyOf = (visitId: string): KeyRow | null => {
    if (!known.get(visitId)) throw new ProtocolRefusal('unknown-visit');
    return keyRow.get(visitId) ?? null;
  };

  /** Every event's own fields, oldest first; null when the day key does not open the visit's. */
  const unsealAll = (visitId: string, row: KeyRow, dayKey: Buffer | null) => {
    const visitKey = dayKey && row.wrapped && unwrapVisitKey(dayKey, visitId, row.day, row.wrapped);
    if (!visitKey) return null;
    const opened: { seq: number; type: string; fields: PersonalFields }[] = [];
    for (const { seq, id, type, ciphertext } of rows.all(visitId)) {
      const result = unseal(visitKey, id, visitId, ciphertext);
      if (!result) return null;
      opened.push({ seq, type, fields: result.fields });
    }
    return opened;
  };

  const inForce = (visitId: string, row: KeyRow, dayKey: Buffer | null): PersonalFields | Closed => {
    const all = unsealAll(visitId, row, dayKey);
    if (!all) return 'closed';
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
  const companionsOf = (visitId: string, row: KeyRow, dayKey: Buffer | null): Companions | Closed => {
    const all = unsealAll(visitId, row, dayKey);
    if (!all) return 'closed';
    const times: Companions[] = [];
    for (const { type, fields } of all) {
      if (times.length === 0 || type === 'visit.resumed') times.push([]);
      if (fields.companions !== undefined) times.splice(-1, 1, fields.companions);
    }
    return [...new Map(times.flat().map((one) => [one.name, one])).values()];
  };

  return {
    everyCompanion: async (visitId: string, opener: DayKeyOpener | null): Promise<Companions | Closed> => {
      const row = keyOf(visitId);
      if (!row) return [];
      if (!row.wrapped) return 'erased';
      return companionsOf(visitId, row, dayKeys.open(row.day) ?? (await opener?.open(row.day)) ?? null);
    },
    personal: (visitId: string): PersonalFields | Closed => {
      const row = keyOf(visitId);
      if (!row) return {};
      if (!row.wrapped) return 'erased';
      return inForce(visitId, row, dayKeys.open(row.day));
    },
    personalWith: async (visitId: string, opener: DayKeyOpener): Promise<PersonalFields | Closed> => {
      const row = keyOf(visitId);
      if (!row) return {};
      if (!row.wrapped) return 'erased';
      return inForce(visitId, row, dayKeys.open(row.day) ?? (await opener.open(row.day)));
    },
    /** The fields sealed with one event alone (the reason of an override, for one). */
    personalOfEvent: (seq: number): PersonalFields | Closed => {
      const visitId = oneVisit.get(seq);
      if (visitId === undefined || visitId === null) return {};
      const row = keyOf(visitId);
      if (!row) return {};
      if (!row.wrapped) return 'erased';
      const all = unsealAll(visitId, row, dayKeys.open(row.day));
      return all ? (all.find((event) => event.seq === seq)?.fields ?? {}) : 'closed';
    },
  };
};
