import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { actor, eventShapes, personalFields } from '../../../shared/domain/events.ts';
import type { EventType, PersonalFields, StoredEvent } from '../../../shared/domain/events.ts';
import { visitId as visitIdShape } from '../../../shared/domain/ids.ts';
import { addDays, dayIn } from '../../../shared/domain/time.ts';
import { canonicalJson } from './canonical.ts';
import { eventHash, GENESIS } from './chain.ts';
import type { DayKeys } from './daykeys.ts';
import { newKey, unwrapVisitKey, wrapVisitKey } from './keys.ts';
import { isVisitEvent, project } from './project.ts';
import { ProtocolRefusal } from './refusal.ts';
import { readEvent } from './rows.ts';
import { seal } from './seal.ts';
import type { Sealed } from './seal.ts';
import type { NewEvent, Visit } from './types.ts';
import type { Visits } from './visits.ts';

export interface AppendParts {
  readonly db: Database;
  readonly visits: Visits;
  readonly dayKeys: DayKeys;
  readonly zone: string;
  /** The clock, as an instant. */
  readonly now: () => string;
}

interface Newest {
  readonly seq: number;
  readonly at: string;
  readonly hash: Buffer;
}

/** So many days in a row are not closed by mistake: the kiosk's own key is another. */
const MOST_DAYS_AHEAD = 31;

/** The one way into the log. Everything that may be refused is refused before the first row is written. */
export const createAppend = ({ db, visits, dayKeys, zone, now }: AppendParts) => {
  const newest = db.prepare<[], Newest>('SELECT seq, at, hash FROM event ORDER BY seq DESC LIMIT 1');
  const visitOfSeq = db.prepare<[number], { visit_id: string | null }>(
    'SELECT visit_id FROM event WHERE seq = ?',
  );
  const receiptTaken = db.prepare('SELECT 1 FROM visit WHERE receipt = ?');
  const visitKey = db.prepare<[string], { day: string; wrapped: Buffer | null }>(
    'SELECT day, wrapped FROM visit_key WHERE visit_id = ?',
  );
  const insertKey = db.prepare('INSERT INTO visit_key (visit_id, day, wrapped) VALUES (?, ?, ?)');
  const insertSealed = db.prepare('INSERT INTO sealed (seq, ciphertext) VALUES (?, ?)');
  const insertOutbox = db.prepare('INSERT INTO outbox (seq) VALUES (?)');
  const insertEvent = db.prepare(
    `INSERT INTO event (seq, id, type, version, at, visit_id, refers_to, actor, body, commitment, sealed_digest, prev_hash, hash)
     VALUES (@seq, @id, @type, @version, @at, @visitId, @refersTo, @actor, @body, @commitment, @sealedDigest, @prevHash, @hash)`,
  );

  /** What names another event: by default the visit's newest, and never another visit's. */
  const reference = (event: NewEvent, before: Visit | null): number | null => {
    const seq = event.refersTo ?? before?.revision ?? null;
    if (seq === null) return null;
    const target = visitOfSeq.get(seq);
    if (!target || (before && target.visit_id !== before.visitId)) throw new ProtocolRefusal('bad-reference');
    return seq;
  };

  /** The day itself; where its key was closed already, by a clock that stood ahead, the next day that opens (0009). */
  const openDay = (day: string): { day: string; key: Buffer } => {
    for (let ahead = 0; ahead < MOST_DAYS_AHEAD; ahead += 1) {
      const under = addDays(day, ahead);
      const key = dayKeys.openOrMake(under);
      if (key) return { day: under, key };
    }
    throw new ProtocolRefusal('key-closed');
  };

  const keyFor = (visitId: string, day: string): Buffer => {
    const row = visitKey.get(visitId);
    if (row && !row.wrapped) throw new ProtocolRefusal('key-erased');
    if (row?.wrapped) {
      const dayKey = dayKeys.open(row.day);
      const opened = dayKey && unwrapVisitKey(dayKey, visitId, row.day, row.wrapped);
      if (!opened) throw new ProtocolRefusal('key-closed');
      return opened;
    }
    const made = newKey();
    const under = openDay(day);
    insertKey.run(visitId, under.day, wrapVisitKey(under.key, visitId, under.day, made));
    return made;
  };

  const sealed = (
    event: NewEvent,
    id: string,
    personal: PersonalFields | null,
    day: string,
  ): Sealed | null => {
    if (!personal) return null;
    if (event.visitId === undefined) throw new ProtocolRefusal('bad-visit-id', 'fields to seal need a visit');
    return seal(keyFor(event.visitId, day), id, event.visitId, personal);
  };

  return <T extends EventType>(event: NewEvent<T>): StoredEvent => {
    if (!db.inTransaction) throw new Error('append outside a transaction');
    const body = checkedBody(event);
    const personal = checkedPersonal(event.personal);
    const visitId = checkedVisitId(event);
    const before = visitId === null ? null : visits.get(visitId);
    const last = newest.get() ?? { seq: 0, at: '', hash: GENESIS };
    const clock = now();
    const draft = {
      seq: last.seq + 1,
      id: randomUUID(),
      type: event.type,
      version: 1,
      // The log goes forward in time as it does in number, also after a clock that stood ahead.
      at: clock < last.at ? last.at : clock,
      visitId,
      refersTo: reference(event, before),
      actor: actor.parse(event.actor),
      body,
      commitment: null,
      sealedDigest: null,
      prevHash: last.hash.toString('base64url'),
    } satisfies Omit<StoredEvent, 'hash'>;
    const read = readEvent({ ...draft, hash: '' });
    const after = isVisitEvent(read) ? project(before, read, zone) : null;
    if (after && !before && receiptTaken.get(after.opened.receipt))
      throw new ProtocolRefusal('receipt-taken');

    const closed = sealed(event, draft.id, personal, after?.day ?? dayIn(zone, Date.parse(draft.at)));
    const whole = {
      ...draft,
      commitment: closed?.commitment.toString('base64url') ?? null,
      sealedDigest: closed?.digest.toString('base64url') ?? null,
    };
    const hash = eventHash(whole);
    insertEvent.run({
      ...draft,
      commitment: closed?.commitment ?? null,
      sealedDigest: closed?.digest ?? null,
      prevHash: last.hash,
      hash,
    });
    if (closed) insertSealed.run(draft.seq, closed.ciphertext);
    insertOutbox.run(draft.seq);
    if (after) visits.write(after);
    return { ...whole, hash: hash.toString('base64url') };
  };
};

const checkedBody = (event: NewEvent): string => {
  const parsed = eventShapes[event.type][1].safeParse(event.body);
  if (parsed.success) return canonicalJson(parsed.data);
  const where = parsed.error.issues.map((issue) => issue.path.join('.') || issue.code).join(', ');
  throw new ProtocolRefusal('bad-body', `${event.type}: ${where}`);
};

/** Null when there is nothing to seal. */
const checkedPersonal = (personal: PersonalFields | undefined): PersonalFields | null => {
  if (!personal) return null;
  const parsed = personalFields.safeParse(personal);
  if (!parsed.success) throw new ProtocolRefusal('bad-body', 'personal fields');
  return Object.values(parsed.data).some((value) => value !== undefined) ? parsed.data : null;
};

const checkedVisitId = (event: NewEvent): string | null => {
  const needed = event.type.startsWith('visit.');
  if (needed !== (event.visitId !== undefined)) throw new ProtocolRefusal('bad-visit-id', event.type);
  if (event.visitId === undefined) return null;
  const parsed = visitIdShape.safeParse(event.visitId);
  if (!parsed.success) throw new ProtocolRefusal('bad-visit-id', event.type);
  return parsed.data;
};
