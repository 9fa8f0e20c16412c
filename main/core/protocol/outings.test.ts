import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seenAt } from '../../../shared/domain/presence.ts';
import { checkIn, later, startProtocol } from '../../../test/support/protocol.ts';
import type { TestProtocol } from '../../../test/support/protocol.ts';
import { newRecipientKeys } from './keys.ts';
import { openTask } from './tasks.ts';
import { verdictOf } from '../../../test/support/verdict.ts';

const HOUR = 3_600_000;
let kiosk: TestProtocol;
beforeEach(() => {
  kiosk = startProtocol();
});
afterEach(() => kiosk.end());

const goesOut = (bookingId: string | null, outingId: string = randomUUID()): string => {
  const { protocol } = kiosk;
  protocol.transaction(() =>
    protocol.append({
      type: 'resident.went-out',
      body: { bookingId, ward: 'w1', via: 'camera', out: seenAt(protocol.now(), 'scanned') },
      visitId: outingId,
      actor: 'visitor',
      personal: { residentName: 'Ola Li' },
    }),
  );
  return outingId;
};
const comesBack = (outingId: string) =>
  kiosk.protocol.transaction(() =>
    kiosk.protocol.append({
      type: 'resident.came-back',
      body: { via: 'camera', back: seenAt(kiosk.protocol.now(), 'scanned') },
      visitId: outingId,
      actor: 'visitor',
    }),
  );
const verified = () => verdictOf(kiosk.file, { secrets: kiosk.secrets });

describe('a resident who goes out', () => {
  it('is out until they come back, and then may go again', () => {
    const { protocol, clock } = kiosk;
    const first = goesOut('r1');
    expect(protocol.openOutings()).toMatchObject([{ outingId: first, ward: 'w1', back: null }]);
    expect(protocol.openOutingOf('r1')?.outingId).toBe(first);
    expect(protocol.personal(first)).toEqual({ residentName: 'Ola Li' });
    later(clock, HOUR);
    comesBack(first);
    expect(protocol.openOutings()).toEqual([]);
    expect(protocol.openOutingOf('r1')).toBeNull();
    expect(protocol.outing(first)?.back?.at).toBe(protocol.now());
    goesOut('r1');
    expect(protocol.openOutings()).toHaveLength(1);
  });

  it('is not out twice, and does not come back who is not out', () => {
    const outingId = goesOut('r1');
    expect(() => goesOut('r1')).toThrow('already-out');
    expect(() => goesOut(null, outingId)).toThrow('already-out');
    expect(() => comesBack(randomUUID())).toThrow('unknown-visit');
    comesBack(outingId);
    expect(() => comesBack(outingId)).toThrow('already-back');
    expect(kiosk.protocol.length()).toBe(2);
  });

  it('without a code is somebody of their own each time', () => {
    goesOut(null);
    goesOut(null);
    expect(kiosk.protocol.openOutings()).toHaveLength(2);
  });

  it('keeps a name that can be read on the days after, until they are back', async () => {
    const { protocol, clock } = kiosk;
    await protocol.addRecipient('lead', newRecipientKeys().publicJwk);
    const outingId = goesOut('r1');
    later(clock, 30 * HOUR);
    await protocol.ensureDayKey();
    protocol.closePastDays();
    expect(protocol.personal(outingId)).toEqual({ residentName: 'Ola Li' });
    comesBack(outingId);
    later(clock, 24 * HOUR);
    await protocol.ensureDayKey();
    protocol.closePastDays();
    expect(protocol.personal(outingId)).toBe('closed');
  });

  it('stands in a list that can be made again, and that verification compares', async () => {
    const { protocol, db } = kiosk;
    comesBack(goesOut('r1'));
    const outingId = goesOut('r1');
    const list = () => db.prepare('SELECT * FROM outing ORDER BY revision').all();
    const before = list();
    protocol.rebuild();
    expect(list()).toEqual(before);
    expect(await verified()).toMatchObject({ findings: [] });
    db.prepare('UPDATE outing SET back = "out" WHERE outing_id = ?').run(outingId);
    expect(await verified()).toMatchObject({
      findings: [{ seq: 3, code: 'kept-outing', text: 'the list of outings says otherwise (back)' }],
    });
    db.prepare('DELETE FROM outing').run();
    expect((await verified()).findings[0]).toMatchObject({
      code: 'kept-outing',
      text: 'the list of outings lacks the outing that it opened',
    });
  });
});

describe('a gift', () => {
  const receive = (giftId: string = randomUUID()) => {
    const { protocol, db } = kiosk;
    protocol.transaction(() => {
      const { seq } = protocol.append({
        type: 'gift.received',
        body: { kind: 'gift', label: 'ACDEFH' },
        visitId: giftId,
        actor: 'visitor',
        personal: { visitorName: 'Åse Øverås', residentName: 'Ola Li' },
      });
      openTask(db, { kind: 'gift', eventSeq: seq, visitId: giftId });
    });
    return giftId;
  };
  const handOver = (giftId: string) =>
    kiosk.protocol.transaction(() =>
      kiosk.protocol.append({ type: 'gift.handed-over', body: {}, visitId: giftId, actor: 'staff:kari' }),
    );

  it('is handed over once, and only if it was received', () => {
    expect(() => handOver(randomUUID())).toThrow('unknown-visit');
    const giftId = receive();
    expect(() => receive(giftId)).toThrow('visit-exists');
    handOver(giftId);
    expect(() => handOver(giftId)).toThrow('already-handed-over');
    expect(kiosk.protocol.history(giftId).map(({ type }) => type)).toEqual([
      'gift.received',
      'gift.handed-over',
    ]);
  });

  it('keeps its names sealed, and readable as long as somebody must bring it', async () => {
    const { protocol, clock } = kiosk;
    await protocol.addRecipient('lead', newRecipientKeys().publicJwk);
    const giftId = receive();
    later(clock, 20 * HOUR);
    await protocol.ensureDayKey();
    protocol.closePastDays();
    expect(protocol.personal(giftId)).toEqual({ visitorName: 'Åse Øverås', residentName: 'Ola Li' });
    expect(protocol.events(1, 1)[0]?.body).not.toContain('Ola');
  });

  it('never goes under the id of a visit or an outing', () => {
    const visitId = checkIn(kiosk.protocol);
    expect(() => receive(visitId)).toThrow('bad-visit-id');
    expect(() => goesOut(null, visitId)).toThrow('bad-visit-id');
    expect(() => handOver(goesOut(null))).toThrow('bad-visit-id');
  });
});
