/** A key that is gone is accounted for: by an event, at its time, and not while a case held the visit. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventBody } from '../../shared/domain/events.ts';
import { startSmallHouse, told, VISIT_OF } from '../../test/support/small-house.ts';
import type { SmallHouse } from '../../test/support/small-house.ts';
import { digestOf } from '../core/protocol/seal.ts';

const DAY = 86_400_000;
let house: SmallHouse;
beforeEach(async () => {
  house = await startSmallHouse();
});
afterEach(() => house.end());

type Erased = EventBody<'fields.erased'>;
const nothing: Erased = {
  why: 'retention',
  kind: 'identity',
  upTo: null,
  days: null,
  visitIds: [],
  visits: 1,
  events: 1,
};
const says = (body: Partial<Erased>): number =>
  house.write({ type: 'fields.erased', body: { ...nothing, ...body }, actor: 'kiosk' });
const retention = { why: 'retention', upTo: '2026-03-10', days: 10 } as const;
const daysLater = (days: number): void => house.kiosk.clock.advance(days * DAY);

/** As the kiosk erases what it had of the first visit. */
const ERASE = `UPDATE visit_key SET wrapped = NULL WHERE visit_id = ${VISIT_OF(1)};
  UPDATE sealed SET ciphertext = NULL WHERE seq = 1; DELETE FROM sealed WHERE seq = 1`;
const found = async (sql = ERASE) => told(await house.tampered((raw) => raw.exec(sql)));

describe('an erased key', () => {
  it('is accounted for when its days had gone by', async () => {
    daysLater(11);
    says(retention);
    expect(await found()).toEqual([]);
  });

  it('and not a day earlier', async () => {
    daysLater(10);
    const seq = says(retention);
    expect((await house.tampered((raw) => raw.exec(ERASE))).findings).toEqual([
      { seq, code: 'erased-early', text: 'it erased what ended on 2026-03-10 before 10 days had gone by' },
    ]);
  });

  it.each([
    ['another kind', { ...retention, kind: 'contact' }],
    ['an earlier last day', { ...retention, upTo: '2026-03-09' }],
    ['another visit', { why: 'request', visitIds: ['9b3e4d0e-2a54-4f0e-8a3b-0d8a4ad0b6f1'] }],
    ['nobody', { why: 'request' }],
  ] as const)('is not accounted for by an event of %s', async (_, body) => {
    daysLater(20);
    says({ ...body, visitIds: [...('visitIds' in body ? body.visitIds : [])] });
    expect(await found()).toEqual(['5 erased-unaccounted']);
  });

  it.each([{ upTo: null }, { days: null }])(
    'an erasure that says too little is one too early (%s)',
    async (body) => {
      daysLater(20);
      const seq = says({ ...retention, ...body });
      expect(await found('')).toEqual([`${seq} erased-early`]);
    },
  );

  it('is accounted for by one that names the visit, and by one of all kinds', async () => {
    says({ why: 'request', kind: 'all', visitIds: [house.visitOf(1)] });
    expect(await found()).toEqual([]);
  });

  it('counts by the last day as it was when the event was written, not as it was put right later', async () => {
    daysLater(11);
    says(retention);
    house.write({
      type: 'visit.corrected',
      body: {
        reason: 'wrong-time',
        changes: {
          left: {
            at: '2026-03-12T12:00:00.000Z',
            evidence: 'seen-by-staff',
            earliest: '2026-03-12T12:00:00.000Z',
            latest: '2026-03-12T12:00:00.000Z',
          },
        },
      },
      visitId: house.visitOf(1),
      actor: 'staff:kari',
    });
    expect(await found()).toEqual([]);
  });

  it('leaves no bytes behind', async () => {
    says({ why: 'request', visitIds: [house.visitOf(1)] });
    const keyOnly = `UPDATE visit_key SET wrapped = NULL WHERE visit_id = ${VISIT_OF(1)}`;
    expect(await found(keyOnly)).toEqual(['1 sealed-left']);
  });
});

describe('the rows of an event', () => {
  const keyGone = `UPDATE visit_key SET wrapped = NULL WHERE visit_id = ${VISIT_OF(2)} AND kind = 'identity'`;
  beforeEach(() => says({ why: 'request', visitIds: [house.visitOf(2)] }));

  it('stay when their bytes are erased, until those before them are', async () => {
    const erased = `${keyGone}; UPDATE sealed SET ciphertext = NULL WHERE seq = 2`;
    expect(await found(erased)).toEqual([]);
    expect(await found(`${erased}; DELETE FROM sealed WHERE seq = 2`)).toEqual(['2 sealed-gone']);
    expect(await found(`${erased}; ${ERASE}; DELETE FROM sealed WHERE seq = 2`)).not.toContain(
      '2 sealed-gone',
    );
    expect(
      await found(
        `${erased}; DELETE FROM sealed WHERE seq = 2; DELETE FROM fact WHERE name = 'sealed-rows-stay-from'`,
      ),
    ).toEqual(['2 sealed-gone']);
  });

  it('went with their bytes before migration 0005; what is not erased of the visit has something to open even so', async () => {
    const earlier = `${keyGone}; DELETE FROM sealed WHERE seq = 2;
      UPDATE fact SET value = '5' WHERE name = 'sealed-rows-stay-from'`;
    expect(await found(earlier)).toEqual([]);
    expect(await found(`${earlier}; DELETE FROM sealed WHERE seq = 4`)).toEqual([
      '2 sealed-gone',
      '4 sealed-gone',
    ]);
  });
});

/** The first visit is held; its own key may be gone, the case's is there. */
const openCase = (): void => {
  const sealed = Buffer.from('whom it is about');
  const body = {
    caseId: 'c1',
    purpose: 'ill-after-visit',
    from: house.kiosk.protocol.now(),
    to: house.kiosk.protocol.now(),
    minutes: 15,
    sealedDigest: digestOf(sealed).toString('base64url'),
  } as const;
  const seq = house.write({ type: 'case.opened', body, actor: 'staff:i' });
  house.write({ type: 'case.held', body: { caseId: 'c1', visitIds: [house.visitOf(1)] }, actor: 'staff:i' });
  const { db, protocol } = house.kiosk;
  db.prepare('INSERT INTO tracing_case VALUES (?, ?, NULL, ?)').run('c1', seq, sealed);
  db.prepare(`INSERT INTO held_key VALUES ('c1', ?, 'identity', zeroblob(60))`).run(house.visitOf(1));
  const wraps = protocol.dayKeys.store.read('2026-03-10.identity')?.kiosk ?? null;
  protocol.dayKeys.store.write({ name: 'case-c1', kiosk: wraps, wraps: {} });
};
const closeCase = (): number => {
  const seq = house.write({
    type: 'case.closed',
    body: { caseId: 'c1', reason: 'no-further-exposure' },
    actor: 'staff:i',
  });
  const { db, protocol } = house.kiosk;
  db.prepare('UPDATE tracing_case SET closed_by = ?, sealed = NULL').run(seq);
  db.exec('DELETE FROM held_key');
  protocol.dayKeys.store.destroy([{ name: 'case-c1', at: protocol.now() }]);
  return seq;
};

describe('what a case holds', () => {
  it('is not erased while the case is open, though its own key has gone on time', async () => {
    openCase();
    daysLater(11);
    says(retention);
    expect(await found(`UPDATE visit_key SET wrapped = NULL WHERE visit_id = ${VISIT_OF(1)}`)).toEqual([]);
    expect(await found(`DELETE FROM held_key; ${ERASE}`)).toEqual(['5 erased-while-held']);
  });

  it('is erased when the case is closed, by an event after that', async () => {
    openCase();
    daysLater(11);
    says(retention);
    closeCase();
    expect(await found()).toEqual(['5 erased-while-held']);
    says({ why: 'case-closed', visitIds: [house.visitOf(1)] });
    expect(await found()).toEqual([]);
  });

  it('is named by the case that holds it, and by an open one alone', async () => {
    openCase();
    expect(await found(`UPDATE held_key SET visit_id = ${VISIT_OF(2)}`)).toEqual(['9 held-key']);
    const seq = closeCase();
    expect(
      await found(`INSERT INTO held_key VALUES ('c1', ${VISIT_OF(1)}, 'identity', zeroblob(60))`),
    ).toEqual([`${seq} held-key`]);
  });

  it('is as the list of cases says', async () => {
    openCase();
    expect(await found(`UPDATE tracing_case SET sealed = x'00'`)).toEqual(['9 case']);
    expect(await found('UPDATE tracing_case SET sealed = NULL')).toEqual(['9 case']);
    expect(await found('UPDATE tracing_case SET opened_by = 8')).toEqual(['9 case']);
    expect(await found('DELETE FROM tracing_case')).toContain('9 case');
    house.kiosk.protocol.dayKeys.store.destroy([{ name: 'case-c1', at: house.kiosk.protocol.now() }]);
    expect(await found('')).toEqual(['0 key-file']);
  });

  it('is held and closed by a case that is open', async () => {
    openCase();
    closeCase();
    const held = house.write({
      type: 'case.held',
      body: { caseId: 'c1', visitIds: [house.visitOf(2)] },
      actor: 'staff:i',
    });
    const closed = house.write({
      type: 'case.closed',
      body: { caseId: 'c1', reason: 'other' },
      actor: 'staff:i',
    });
    expect(await found('')).toEqual([`${held} case`, `${closed} case`]);
  });
});
