/** The life of a house, as random as a test wants it, written by the real program: whatever could be asked of it, sensible or not. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { openDayClose } from '../../main/core/dayclose/index.ts';
import {
  dayKeyToJwe,
  newKey,
  newRecipientKeys,
  unwrapVisitKey,
  wrapVisitKey,
} from '../../main/core/protocol/keys.ts';
import { recipientOpener } from '../../main/core/protocol/daykeys.ts';
import { ProtocolRefusal } from '../../main/core/protocol/refusal.ts';
import { digestOf } from '../../main/core/protocol/seal.ts';
import type { NewEvent } from '../../main/core/protocol/types.ts';
import { createCaseClosed, createForget, createNightly } from '../../main/core/retention/index.ts';
import type { SealedKind } from '../../shared/domain/events.ts';
import { OUTCOMES } from '../../shared/domain/outcome.ts';
import { seenAt, type PresenceEnd } from '../../shared/domain/presence.ts';
import { toInstant } from '../../shared/domain/time.ts';
import {
  ZONE,
  checkIn,
  newReceipt,
  openedBody,
  startProtocol,
  testClock,
  withoutIdentity,
} from './protocol.ts';
import type { TestProtocol } from './protocol.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const RETENTION = { identityDays: 3, contactDays: 2, reasonDays: 3, why: null };

export interface House {
  readonly kiosk: TestProtocol;
  /** Heads as they left the machine, in the order in which they were signed. */
  readonly heads: string[];
  /** Visits, outings and gifts. */
  readonly visits: string[];
  readonly cases: string[];
  readonly lead: ReturnType<typeof newRecipientKeys>;
}

export const openHouse = async (): Promise<House> => {
  const kiosk = startProtocol({ clock: testClock('2026-03-27T09:00:00.000Z') });
  const lead = newRecipientKeys();
  await kiosk.protocol.ensureDayKey();
  await kiosk.protocol.addRecipient('lead:i', lead.publicJwk);
  return { kiosk, lead, heads: [], visits: [], cases: [] };
};

/** What is done, to which of the visits so far (wraps round), and how. */
export interface Act {
  readonly act: keyof typeof ACTS;
  readonly which: number;
  readonly how: number;
}

const pick = <T>(list: readonly [T, ...T[]], how: number): T => list[how % list.length] ?? list[0];
const quiet = { write: () => undefined };

const parts = ({ kiosk }: House) => ({
  db: kiosk.db,
  protocol: kiosk.protocol,
  settings: { institution: { zone: ZONE }, retention: RETENTION },
  log: quiet,
});

const write = ({ kiosk }: House, event: NewEvent): void => {
  kiosk.protocol.transaction(() => kiosk.protocol.append(event));
};
/** Minutes from now. */
const end = ({ kiosk }: House, minutes: number): PresenceEnd =>
  seenAt(toInstant(Date.parse(kiosk.protocol.now()) + minutes * MINUTE), 'seen-by-staff');
const swept = ({ kiosk }: House): PresenceEnd => {
  const now = Date.parse(kiosk.protocol.now());
  return {
    at: toInstant(now - 30 * MINUTE),
    evidence: 'swept',
    earliest: toInstant(now - 90 * MINUTE),
    latest: toInstant(now),
  };
};
const outcomeOf = (how: number) => pick(OUTCOMES, how);
const minutesOf = (how: number): number => (how % 90) - 85;

const closeDay = async (house: House): Promise<void> => {
  const { kiosk } = house;
  kiosk.clock.advance(DAY);
  const close = openDayClose({
    db: kiosk.db,
    protocol: kiosk.protocol,
    clock: kiosk.clock,
    zone: ZONE,
    closesAt: '21:00',
    steps: [{ name: 'retention', run: createNightly(parts(house)) }],
    log: quiet,
  });
  if (!(await close.closeDays())) throw new Error('the day could not be closed');
  house.heads.push(await kiosk.protocol.signHead());
};

type Do = (house: House, visitId: string, how: number) => unknown;

const ACTS = {
  open: (house, _, how) => {
    const permitClass = how % 3 === 0 ? 'vigil' : 'ordinary';
    house.visits.push(checkIn(house.kiosk.protocol, { outcome: outcomeOf(how), permitClass }));
  },
  late: (house, _, how) => {
    const arrived = { ...end(house, -200), evidence: 'paper' } as const;
    const body = openedBody(arrived.at, { arrived });
    const visitId = randomUUID();
    house.visits.push(visitId);
    write(house, {
      type: 'visit.entered-late',
      body: {
        ...body,
        rowCode: how % 2 ? 'AB3-7' : null,
        left: how % 3 ? { ...end(house, -20), evidence: 'paper' } : null,
      },
      visitId,
      actor: 'staff:kari',
      personal: { visitorName: 'Per Vik', phone: '+4790000001' },
    });
  },
  override: (house, visitId, how) => {
    const from = house.kiosk.protocol.visit(visitId)?.outcome ?? 'admit';
    const body = {
      from,
      to: outcomeOf(how),
      reason: 'other',
      arrived: how % 2 ? end(house, 0) : null,
    } as const;
    write(house, {
      type: 'visit.overridden',
      body,
      visitId,
      actor: 'staff:kari',
      personal: { reasonText: 'because' },
    });
  },
  leave: (house, visitId, how) =>
    write(house, {
      type: 'visit.checked-out',
      body: { left: how % 4 === 0 ? swept(house) : end(house, minutesOf(how)) },
      visitId,
      actor: 'kiosk',
    }),
  resume: (house, visitId, how) => {
    const outcome = outcomeOf(how);
    const body = withoutIdentity(openedBody(house.kiosk.protocol.now(), { outcome, ward: 'w2' }));
    write(house, { type: 'visit.resumed', body, visitId, actor: 'visitor', personal: { companions: [] } });
  },
  withdraw: (house, visitId) =>
    write(house, { type: 'visit.withdrawn', body: {}, visitId, actor: 'staff:kari' }),
  correct: (house, visitId, how) =>
    write(house, {
      type: 'visit.corrected',
      body: {
        reason: 'wrong-time',
        changes: {
          ...(how % 2 && { place: 'p2', ward: 'w2' }),
          ...(how % 3 === 0 && { arrived: end(house, minutesOf(how) - 60) }),
          ...(how % 5 === 0 && { left: how % 10 ? end(house, minutesOf(how)) : null }),
        },
      },
      visitId,
      actor: 'staff:kari',
      ...(how % 7 === 0 && { personal: { phone: '+4790000002' } }),
    }),
  undo: (house, visitId) => {
    const newest = house.kiosk.protocol.history(visitId).at(-1)?.type;
    const UNDONE = [
      'visit.checked-in',
      'visit.referred',
      'visit.postponed',
      'visit.entered-late',
      'visit.checked-out',
      'visit.withdrawn',
    ] as const;
    const what = UNDONE.find((type) => type === newest) ?? 'visit.checked-out';
    write(house, { type: 'visit.undone', body: { what, reason: 'other' }, visitId, actor: 'staff:kari' });
  },
  tell: (house, visitId) =>
    write(house, {
      type: 'visit.reason-given',
      body: { ground: null, newTime: null, alternatives: [], toldHow: true },
      visitId,
      actor: 'staff:kari',
      personal: { reasonText: 'too many inside' },
    }),
  explain: (house, visitId) =>
    write(house, {
      type: 'visit.reason-written',
      body: {},
      visitId,
      actor: 'staff:kari',
      personal: { reasonText: 'so' },
    }),
  ill: (house, visitId) =>
    write(house, {
      type: 'visit.illness-reported',
      body: { symptomsFrom: '2026-03-27', via: 'screen' },
      visitId,
      actor: 'visitor',
    }),
  out: (house, _, how) => {
    const visitId = randomUUID();
    house.visits.push(visitId);
    const bookingId = pick([null, 'r1', 'r2'], how);
    write(house, {
      type: 'resident.went-out',
      body: { bookingId, ward: 'w1', via: 'camera', out: end(house, 0) },
      visitId,
      actor: 'visitor',
      personal: { residentName: 'Ola Li' },
    });
  },
  back: (house, visitId) =>
    write(house, {
      type: 'resident.came-back',
      body: { via: 'staff', back: end(house, 0) },
      visitId,
      actor: 'staff:kari',
    }),
  gift: (house) => {
    const visitId = randomUUID();
    house.visits.push(visitId);
    const body = { kind: 'goods', label: newReceipt() } as const;
    write(house, {
      type: 'gift.received',
      body,
      visitId,
      actor: 'visitor',
      personal: { residentName: 'Ola Li' },
    });
  },
  give: (house, visitId) =>
    write(house, { type: 'gift.handed-over', body: {}, visitId, actor: 'staff:kari' }),
  help: (house) => write(house, { type: 'help.called', body: { screen: 'Hjelp æøå' }, actor: 'visitor' }),
  head: async ({ kiosk, heads }) => void heads.push(await kiosk.protocol.signHead()),
  wait: ({ kiosk }, _, how) => kiosk.clock.advance((how % 400) * MINUTE),
  night: async (house, _, how) => {
    for (let nights = 0; nights <= how % 5; nights += 1) await closeDay(house);
  },
  forget: async (house, visitId) => {
    const { kiosk, lead } = house;
    const opener = recipientOpener(kiosk.protocol.dayKeys.store, 'lead:i', lead.privateJwk);
    const backUp = () => Promise.resolve(true);
    const closePastDays = () => kiosk.protocol.closePastDays();
    await createForget({ ...parts(house), backUp, closePastDays }).forget({
      visitId,
      opener,
      actor: 'staff:i',
    });
  },
  hold: (house, visitId) => hold(house, visitId),
  release: (house) => release(house),
} satisfies Record<string, Do>;

interface KeyRow {
  readonly kind: SealedKind;
  readonly key_name: string;
  readonly wrapped: Buffer;
}

/** A case that holds one visit, with the keys that the kiosk opens. */
const hold = async (house: House, visitId: string): Promise<void> => {
  const { kiosk, lead, cases } = house;
  const { protocol, db } = kiosk;
  const rows = db
    .prepare<[string], KeyRow>('SELECT * FROM visit_key WHERE visit_id = ? AND wrapped IS NOT NULL')
    .all(visitId);
  if (rows.length === 0) return;
  const caseId = `2026-${newReceipt().slice(0, 4)}`;
  const name = `case-${caseId}`;
  const key = newKey();
  protocol.dayKeys.store.write({
    name,
    kiosk: null,
    wraps: { 'lead:i': await dayKeyToJwe(key, name, lead.publicJwk) },
  });
  const opener = recipientOpener(protocol.dayKeys.store, 'lead:i', lead.privateJwk);
  const held: { kind: SealedKind; wrapped: Buffer }[] = [];
  for (const { kind, key_name, wrapped } of rows) {
    const above = protocol.dayKeys.open(key_name) ?? (await opener.open(key_name));
    const visitKey = above && unwrapVisitKey(above, visitId, key_name, wrapped);
    if (visitKey) held.push({ kind, wrapped: wrapVisitKey(key, visitId, name, visitKey) });
  }
  const sealed = Buffer.from(`about ${visitId}`);
  const sealedDigest = digestOf(sealed).toString('base64url');
  const at = protocol.now();
  cases.push(caseId);
  protocol.transaction(() => {
    const body = { caseId, purpose: 'ill-after-visit', from: at, to: at, minutes: 15, sealedDigest } as const;
    const { seq } = protocol.append({ type: 'case.opened', body, actor: 'staff:i' });
    db.prepare('INSERT INTO tracing_case VALUES (?, ?, NULL, ?)').run(caseId, seq, sealed);
    protocol.append({ type: 'case.held', body: { caseId, visitIds: [visitId] }, actor: 'staff:i' });
    const keep = db.prepare('INSERT INTO held_key VALUES (?, ?, ?, ?)');
    for (const { kind, wrapped } of held) keep.run(caseId, visitId, kind, wrapped);
  });
};

const release = (house: House): void => {
  const { protocol, db } = house.kiosk;
  const caseId = house.cases.shift();
  if (caseId === undefined) return;
  protocol.transaction(() => {
    const body = { caseId, reason: 'no-further-exposure' } as const;
    const { seq } = protocol.append({ type: 'case.closed', body, actor: 'staff:i' });
    db.prepare('UPDATE tracing_case SET closed_by = ?, sealed = NULL WHERE case_id = ?').run(seq, caseId);
    createCaseClosed(parts(house))(caseId, 'staff:i');
  });
  protocol.dayKeys.store.destroy([{ name: `case-${caseId}`, at: protocol.now() }]);
};

/** What cannot be done is refused, and nothing comes of it. */
export const live = async (house: House, acts: readonly Act[]): Promise<void> => {
  for (const { act, which, how } of acts) {
    const visitId = house.visits.at(-1 - (which % Math.max(house.visits.length, 1))) ?? randomUUID();
    house.kiosk.clock.advance(1000);
    try {
      const done: Do = ACTS[act];
      await done(house, visitId, how);
    } catch (refusal) {
      if (!(refusal instanceof ProtocolRefusal)) throw refusal;
    }
  }
};

const OFTEN = ['open', 'leave', 'open', 'late', 'wait', 'correct'] as const;
const names = [...OFTEN, ...(Object.keys(ACTS) as (keyof typeof ACTS)[])];
/** Most of what is done is done to the newest visits. */
export const act: fc.Arbitrary<Act> = fc.record({
  act: fc.constantFrom(...names),
  which: fc.oneof(fc.nat(2), fc.nat(2), fc.nat(12)),
  how: fc.nat(1000),
});
