import type { Database } from 'better-sqlite3';
import { actor, personalFields } from '../../../shared/domain/events.ts';
import type { EventType, PersonalFields, SealedKind, StoredEvent } from '../../../shared/domain/events.ts';
import { visitId as visitIdShape } from '../../../shared/domain/ids.ts';
import { addDays, dayIn } from '../../../shared/domain/time.ts';
import { BOUND } from '../db/bound.ts';
import { canonicalJson } from './canonical.ts';
import type { Json } from './canonical.ts';
import { eventHash, GENESIS } from './chain.ts';
import type { DayKeys, NamedKey } from './daykeys.ts';
import { newKey, unwrapVisitKey, wrapVisitKey } from './keys.ts';
import { newId } from './new-id.ts';
import type { Outings } from './outings.ts';
import { isVisitEvent, project } from './project.ts';
import { isGiftEvent, isOutingEvent, projectGift, projectOuting } from './project-outing.ts';
import type { GiftState } from './project-outing.ts';
import { ProtocolRefusal } from './refusal.ts';
import { familyOf, newestShape, OF_ONE } from './rows.ts';
import type { ReadEvent } from './rows.ts';
import { byKind, type FieldKind } from './kinds.ts';
import { seal, together } from './seal.ts';
import type { Sealed } from './seal.ts';
import type { NewEvent, Outing, Visit } from './types.ts';
import type { Visits } from './visits.ts';

export interface AppendParts {
  readonly db: Database;
  readonly visits: Visits;
  readonly outings: Outings;
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
export const createAppend = ({ db, visits, outings, dayKeys, zone, now }: AppendParts) => {
  const newest = db.prepare<[], Newest>('SELECT seq, at, hash FROM event ORDER BY seq DESC LIMIT 1');
  const visitOfSeq = db.prepare<[number], { visit_id: string | null }>(
    'SELECT visit_id FROM event WHERE seq = ?',
  );
  const newestOf = db.prepare<[string], { seq: number; type: EventType; version: number }>(
    `SELECT seq, type, version FROM event WHERE visit_id = ${BOUND} ORDER BY seq DESC LIMIT 1`,
  );
  const receiptTaken = db.prepare('SELECT 1 FROM visit WHERE receipt = ?');
  const visitKey = db.prepare<[string, SealedKind], { key_name: string; wrapped: Buffer | null }>(
    'SELECT key_name, wrapped FROM visit_key WHERE visit_id = ? AND kind = ?',
  );
  const insertKey = db.prepare(
    'INSERT INTO visit_key (visit_id, kind, key_name, wrapped) VALUES (?, ?, ?, ?)',
  );
  const insertSealed = db.prepare(
    'INSERT INTO sealed (seq, kind, commitment, digest, ciphertext) VALUES (?, ?, ?, ?, ?)',
  );
  const insertOutbox = db.prepare('INSERT INTO outbox (seq) VALUES (?)');
  const insertEvent = db.prepare(
    `INSERT INTO event (seq, id, type, version, at, visit_id, refers_to, actor, body, commitment, sealed_digest, prev_hash, hash)
     VALUES (@seq, @id, @type, @version, @at, @visitId, @refersTo, @actor, @body, @commitment, @sealedDigest, @prevHash, @hash)`,
  );

  /** What names another event: by default the newest of the visit (outing, gift), and never another's. */
  const reference = (event: NewEvent, newestSeq: number | null): number | null => {
    const seq = event.refersTo ?? newestSeq;
    if (seq === null) return null;
    const target = visitOfSeq.get(seq);
    if (!target || (newestSeq !== null && target.visit_id !== event.visitId))
      throw new ProtocolRefusal('bad-reference');
    return seq;
  };

  /** What becomes of the visit, outing or gift. Throws ProtocolRefusal for a step that cannot be taken. */
  const projected = (event: ReadEvent, before: EventType | null): Projected => {
    if (event.visitId === null) return {};
    // An id that is another kind's is nobody's here.
    if (before !== null && familyOf(before) !== familyOf(event.type))
      throw new ProtocolRefusal('bad-visit-id');
    if (isVisitEvent(event)) {
      if (event.type === 'visit.undone' && before !== event.body.what)
        throw new ProtocolRefusal('not-the-newest');
      const visit = visits.get(event.visitId);
      const after = project(visit, event, zone);
      if (!visit && receiptTaken.get(after.opened.receipt)) throw new ProtocolRefusal('receipt-taken');
      return { visit: after };
    }
    if (isOutingEvent(event)) {
      const { bookingId } = event.type === 'resident.went-out' ? event.body : { bookingId: null };
      const isOut = bookingId !== null && outings.openOf(bookingId) !== null;
      return { outing: projectOuting(outings.get(event.visitId), event, isOut) };
    }
    if (isGiftEvent(event)) projectGift(before === null ? null : (GIFT_AFTER[before] ?? null), event);
    return {};
  };

  /** The day itself; where its key was closed already, today's, or after a clock that stood ahead the next day's that opens (0009). */
  const openDay = (day: string, today: string, kind: FieldKind): NamedKey => {
    const from = day < today && dayKeys.isClosed(day, kind) ? today : day;
    for (let ahead = 0; ahead < MOST_DAYS_AHEAD; ahead += 1) {
      const found = dayKeys.openOrMake(addDays(from, ahead), kind);
      if (found) return found;
    }
    throw new ProtocolRefusal('key-closed');
  };

  const keyFor = (visitId: string, kind: FieldKind, day: string, today: string): Buffer => {
    const row = visitKey.get(visitId, kind);
    if (row && !row.wrapped) throw new ProtocolRefusal('key-erased');
    if (row?.wrapped) {
      const dayKey = dayKeys.open(row.key_name);
      const opened = dayKey && unwrapVisitKey(dayKey, visitId, row.key_name, row.wrapped);
      if (!opened) throw new ProtocolRefusal('key-closed');
      return opened;
    }
    const made = newKey();
    const under = openDay(day, today, kind);
    insertKey.run(visitId, kind, under.name, wrapVisitKey(under.key, visitId, under.name, made));
    return made;
  };

  const sealed = (
    event: NewEvent,
    eventId: string,
    personal: PersonalFields | null,
    day: string,
    today: string,
  ): Sealed[] => {
    if (!personal) return [];
    const { visitId } = event;
    if (visitId === undefined) throw new ProtocolRefusal('bad-visit-id', 'fields to seal need a visit');
    return byKind(personal).map(({ kind, fields }) =>
      seal(keyFor(visitId, kind, day, today), { eventId, visitId, kind }, fields),
    );
  };

  return <T extends EventType>(event: NewEvent<T>): StoredEvent => {
    if (!db.inTransaction) throw new Error('append outside a transaction');
    const body = checkedBody(event);
    const personal = checkedPersonal(event.personal);
    const visitId = checkedVisitId(event);
    const before = visitId === null ? undefined : newestOf.get(visitId);
    const last = newest.get() ?? { seq: 0, at: '', hash: GENESIS };
    const clock = now();
    // The log goes forward in time as it does in number, also after a clock that stood ahead.
    const at = clock < last.at ? last.at : clock;
    const draft = {
      seq: last.seq + 1,
      id: newId(at),
      type: event.type,
      version: newestShape(event.type).version,
      at,
      visitId,
      refersTo: reference(event, before?.seq ?? null),
      actor: actor.parse(event.actor),
      body,
      commitment: null,
      sealedDigest: null,
      prevHash: last.hash.toString('base64url'),
    } satisfies Omit<StoredEvent, 'hash'>;
    // As it is written: the shape was checked above.
    const read = { ...draft, hash: '', body: JSON.parse(body) as unknown } as ReadEvent;
    const after = projected(read, before?.type ?? null);

    const today = dayIn(zone, Date.parse(clock));
    const parts = sealed(event, draft.id, personal, after.visit?.day ?? today, today);
    const closed = together(parts);
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
    for (const { kind, commitment, digest, ciphertext } of parts)
      insertSealed.run(draft.seq, kind, commitment, digest, ciphertext);
    insertOutbox.run(draft.seq);
    if (after.visit) visits.write(after.visit);
    if (after.outing) outings.write(after.outing);
    return { ...whole, hash: hash.toString('base64url') };
  };
};

interface Projected {
  readonly visit?: Visit;
  readonly outing?: Outing;
}

const GIFT_AFTER: Partial<Record<EventType, GiftState>> = {
  'gift.received': 'here',
  'gift.handed-over': 'handed-over',
};

const checkedBody = (event: NewEvent): string => {
  const parsed = newestShape(event.type).shape.safeParse(event.body);
  if (parsed.success) return canonicalJson(parsed.data as Json);
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
  const needed = OF_ONE.has(familyOf(event.type));
  if (needed !== (event.visitId !== undefined)) throw new ProtocolRefusal('bad-visit-id', event.type);
  if (event.visitId === undefined) return null;
  const parsed = visitIdShape.safeParse(event.visitId);
  if (!parsed.success) throw new ProtocolRefusal('bad-visit-id', event.type);
  return parsed.data;
};
