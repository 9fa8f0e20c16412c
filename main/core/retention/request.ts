/**
 * Somebody asks to be forgotten before their time. Older copies hold the visit's key under its day's: so the day gets another key, which
 * everybody else of that day moves to, and the old one is destroyed.
 */
import type { Actor, SealedKind } from '../../../shared/domain/events.ts';
import { dayIn } from '../../../shared/domain/time.ts';
import { emptyLog } from '../db/empty-log.ts';
import { createMoves, type KeyRow } from '../protocol/moves.ts';
import type { DayKeyOpener } from '../protocol/types.ts';
import { createFieldEraser } from './fields.ts';
import { createHolds } from './holds.ts';
import { createKeysGone } from './keys-gone.ts';
import type { RetentionParts } from './parts.ts';

/** Why somebody is not forgotten now. `cases`: the tracing cases that hold the visit (glossary: sperre mot sletting). */
export type NotForgotten =
  | { readonly why: 'unknown' | 'erased' | 'still-here' | 'task-open' | 'keys-closed' | 'changed-meanwhile' }
  | { readonly why: 'held'; readonly cases: readonly string[] };
export type Forgotten =
  | {
      readonly ok: true;
      /** Sealed rows that went. */
      readonly events: number;
      /** A copy of the protocol was made without them; else older copies no longer open the others of that day either, until the next one. */
      readonly backedUp: boolean;
    }
  | { readonly ok: false; readonly not: NotForgotten };

export interface ForgetOne {
  readonly visitId: string;
  /** The lead's key: for days that the kiosk does not open any more. */
  readonly opener: DayKeyOpener | null;
  readonly actor: Actor;
}
interface OwnKey {
  readonly kind: SealedKind;
  readonly key_name: string;
}

/** `backUp`: makes a copy of the protocol as it is then; false where none could be made. */
export const createForget = (
  parts: RetentionParts & { readonly backUp: () => Promise<boolean>; readonly closePastDays: () => unknown },
) => {
  const { db, protocol, settings } = parts;
  const { dayKeys } = protocol;
  const eraser = createFieldEraser(db);
  const holds = createHolds(db);
  const keysGone = createKeysGone(parts);
  const moves = createMoves(db);
  const isKnown = db.prepare('SELECT 1 FROM event WHERE visit_id = ? AND commitment IS NOT NULL LIMIT 1');
  const isHere = db.prepare<[{ visitId: string }]>(
    `SELECT 1 FROM visit WHERE visit_id = @visitId AND state IN ('waiting', 'inside')
     UNION ALL SELECT 1 FROM outing WHERE outing_id = @visitId AND back IS NULL`,
  );
  const hasTask = db.prepare('SELECT 1 FROM task WHERE visit_id = ? AND closed_at IS NULL');
  const ownKeys = db.prepare<[string], OwnKey>(
    'SELECT kind, key_name FROM visit_key WHERE visit_id = ? AND wrapped IS NOT NULL ORDER BY kind',
  );
  const othersUnder = db.prepare<[string, string], KeyRow>(
    `SELECT visit_id, kind, key_name, wrapped FROM visit_key
     WHERE key_name = ? AND wrapped IS NOT NULL AND visit_id <> ?`,
  );

  const mayNot = (visitId: string): NotForgotten | null => {
    if (isKnown.get(visitId) === undefined) return { why: 'unknown' };
    const cases = holds.casesOf(visitId);
    if (cases.length > 0) return { why: 'held', cases };
    if (ownKeys.get(visitId) === undefined) return { why: 'erased' };
    if (isHere.get({ visitId }) !== undefined) return { why: 'still-here' };
    return hasTask.get(visitId) === undefined ? null : { why: 'task-open' };
  };

  const moveOthers = (name: string, from: Buffer, visitId: string): void => {
    const others = othersUnder.all(name, visitId);
    const today = dayIn(settings.institution.zone, Date.parse(protocol.now()));
    // Today's key is needed for whoever comes yet.
    if (others.length === 0 && name.slice(0, 10) < today) return;
    const to = dayKeys.makeNext(name);
    for (const row of others)
      if (!moves.rewrap(row, from, to)) throw new Error(`a key does not open under «${name}»`);
  };

  const opened = async (
    keys: readonly OwnKey[],
    opener: DayKeyOpener | null,
  ): Promise<ReadonlyMap<string, Buffer> | null> => {
    const found = new Map<string, Buffer>();
    for (const { key_name: name } of keys) {
      const key = dayKeys.open(name) ?? (await opener?.open(name)) ?? null;
      if (key === null) return null;
      found.set(name, key);
    }
    return found;
  };

  /** One transaction. How many sealed rows went; null where a key moved on since it was opened. */
  const erase = ({ visitId, actor }: ForgetOne, from: ReadonlyMap<string, Buffer>): number | null =>
    protocol.transaction(() => {
      const own = ownKeys.all(visitId);
      const under = own.flatMap(({ kind, key_name: name }) => {
        const key = from.get(name);
        return key === undefined ? [] : [{ kind, name, key }];
      });
      if (under.length < own.length) return null;
      let events = 0;
      for (const { kind, name, key } of under) {
        moveOthers(name, key, visitId);
        const { rows } = eraser.take([{ visitId, kind }]);
        events += rows;
        protocol.append({
          type: 'fields.erased',
          actor,
          body: {
            why: 'request',
            kind,
            upTo: null,
            days: null,
            visitIds: [visitId],
            visits: 1,
            events: rows,
          },
        });
        keysGone.mark([name]);
      }
      return events;
    });

  return {
    mayNot,
    async forget(asked: ForgetOne): Promise<Forgotten> {
      const keys = await opened(ownKeys.all(asked.visitId), asked.opener);
      const not = mayNot(asked.visitId);
      if (not !== null) return { ok: false, not };
      if (keys === null) return { ok: false, not: { why: 'keys-closed' } };
      const events = erase(asked, keys);
      if (events === null) return { ok: false, not: { why: 'changed-meanwhile' } };
      await dayKeys.wrapMissing();
      parts.closePastDays();
      const backedUp = await parts.backUp();
      keysGone.destroyMarked();
      emptyLog(db);
      return { ok: true, events, backedUp };
    },
  };
};

export type Forget = ReturnType<typeof createForget>;
