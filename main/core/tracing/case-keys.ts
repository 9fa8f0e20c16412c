/** A case's own key, and the keys of the visits it holds under it: what a case keeps, it opens by itself, whatever day they were. */
import type { Database } from 'better-sqlite3';
import type { SealedKind } from '../../../shared/domain/events.ts';
import { caseKeyName } from '../keys/names.ts';
import { dayKeyToJwe, newKey, unwrapVisitKey, wrapDayKey, wrapVisitKey } from '../protocol/keys.ts';
import type { DayKeyOpener, Protocol } from '../protocol/types.ts';

export interface HeldKey {
  readonly visitId: string;
  readonly kind: SealedKind;
  /** Under the case's key. */
  readonly wrapped: Buffer;
}
/** What a case can keep of some visits. */
export interface Holdable {
  /** Visits of which something is still there. */
  readonly visitIds: readonly string[];
  /** Keys that opened in this session. Those of other visits stay under their days' keys, which a hold keeps from being erased. */
  readonly keys: readonly HeldKey[];
}

interface Wrapped {
  readonly kind: SealedKind;
  readonly name: string;
  readonly wrapped: Buffer;
}

/** Made for everybody who may open past days; where there is nobody yet, the kiosk itself keeps it. On the disk when it resolves. */
export const makeCaseKey = async (
  { dayKeys }: Pick<Protocol, 'dayKeys'>,
  kioskKey: Buffer,
  caseId: string,
): Promise<Buffer> => {
  const { store } = dayKeys;
  const name = caseKeyName(caseId);
  const key = newKey();
  const wraps: Record<string, string> = {};
  for (const { id, publicJwk } of store.recipients()) wraps[id] = await dayKeyToJwe(key, name, publicJwk);
  const isNobodys = Object.keys(wraps).length === 0;
  store.write({ name, kiosk: isNobodys ? wrapDayKey(kioskKey, name, key) : null, wraps });
  return key;
};

export const createHolding = (db: Database, { dayKeys }: Pick<Protocol, 'dayKeys'>) => {
  const own = db.prepare<[string], Wrapped>(
    'SELECT kind, key_name AS name, wrapped FROM visit_key WHERE visit_id = ? AND wrapped IS NOT NULL',
  );
  const elsewhere = db.prepare<[string], Omit<Wrapped, 'name'> & { caseId: string }>(
    'SELECT kind, case_id AS caseId, wrapped FROM held_key WHERE visit_id = ?',
  );
  const insert = db.prepare(
    'INSERT INTO held_key (case_id, visit_id, kind, wrapped) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  return {
    /** Wraps under a case's key what the session opens of these visits. Writes nothing. */
    async holdable(
      visitIds: readonly string[],
      of: { caseId: string; key: Buffer },
      opener: DayKeyOpener | null,
    ): Promise<Holdable> {
      const asked = new Map<string, Buffer | null>();
      const open = async (name: string): Promise<Buffer | null> => {
        const before = asked.get(name);
        if (before !== undefined) return before;
        const found = dayKeys.open(name) ?? (await opener?.open(name)) ?? null;
        asked.set(name, found);
        return found;
      };
      const name = caseKeyName(of.caseId);
      const keys: HeldKey[] = [];
      const there: string[] = [];
      for (const visitId of visitIds) {
        const held = elsewhere
          .all(visitId)
          .map(({ caseId, kind, wrapped }) => ({ kind, wrapped, name: caseKeyName(caseId) }));
        const known = [...own.all(visitId), ...held];
        if (known.length > 0) there.push(visitId);
        const done = new Set<SealedKind>();
        for (const { kind, name: under, wrapped } of known) {
          const above = done.has(kind) ? null : await open(under);
          const visitKey = above && unwrapVisitKey(above, visitId, under, wrapped);
          if (!visitKey) continue;
          done.add(kind);
          keys.push({ visitId, kind, wrapped: wrapVisitKey(of.key, visitId, name, visitKey) });
        }
      }
      return { visitIds: there, keys };
    },
    /** Inside the transaction of the `case.held`. */
    keep(caseId: string, keys: readonly HeldKey[]): void {
      for (const { visitId, kind, wrapped } of keys) insert.run(caseId, visitId, kind, wrapped);
    },
  };
};
