import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { actor, personalFields } from '../../../shared/domain/events.ts';
import type { EventType, PersonalFields, StoredEvent } from '../../../shared/domain/events.ts';
import { visitId as visitIdShape } from '../../../shared/domain/ids.ts';
import { addDays, dayIn } from '../../../shared/domain/time.ts';
import { canonicalJson } from './canonical.ts';
import type { Json } from './canonical.ts';
import { eventHash, GENESIS } from './chain.ts';
import type { DayKeys } from './daykeys.ts';
import { newKey, unwrapVisitKey, wrapVisitKey } from './keys.ts';
import type { Outings } from './outings.ts';
import { isVisitEvent, project } from './project.ts';
import { isGiftEvent, isOutingEvent, projectGift, projectOuting } from './project-outing.ts';
import type { GiftState } from './project-outing.ts';
import { ProtocolRefusal } from './refusal.ts';
import { familyOf, newestShape, OF_ONE, readEvent } from './rows.ts';
import type { ReadEvent } from './rows.ts';
import { seal } from './seal.ts';
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
    'SELECT seq, type, version FROM event WHERE visit_id = ? ORDER BY seq DESC LIMIT 1',
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
    const before = visitId === null ? undefined : newestOf.get(visitId);
    const last = newest.get() ?? { seq: 0, at: '', hash: GENESIS };
    const clock = now();
    const draft = {
      seq: last.seq + 1,
      id: randomUUID(),
      type: event.type,
      version: newestShape(event.type).version,
      // The log goes forward in time as it does in number, also after a clock that stood ahead.
      at: clock < last.at ? last.at : clock,
      visitId,
      refersTo: reference(event, before?.seq ?? null),
      actor: actor.parse(event.actor),
      body,
      commitment: null,
      sealedDigest: null,
      prevHash: last.hash.toString('base64url'),
    } satisfies Omit<StoredEvent, 'hash'>;
    const read = readEvent({ ...draft, hash: '' });
    const after = projected(read, before?.type ?? null);

    const day = after.visit?.day ?? dayIn(zone, Date.parse(draft.at));
    const closed = sealed(event, draft.id, personal, day);
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
