import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startKept, type Kept } from '../../../test/support/kept.ts';
import { checkIn } from '../../../test/support/protocol.ts';
import { createForget, reconcile } from './index.ts';

let kept: Kept;
beforeEach(async () => {
  kept = await startKept();
});
afterEach(() => kept.end());

const forgetting = (backUp: () => Promise<boolean> = () => Promise.resolve(true)) =>
  createForget({ ...kept.parts, backUp, closePastDays: () => kept.kiosk.protocol.closePastDays() });
const ask = (visitId: string, by: 'lead' | 'nobody' = 'lead') => ({
  visitId,
  opener: by === 'lead' ? kept.opener() : null,
  actor: 'staff:i' as const,
});

describe('who asks to be forgotten', () => {
  it('is, and the others of that day move to another key that only the lead opens', async () => {
    const one = kept.visit();
    const others = [kept.visit('Per Ås'), kept.visit('Ida Bø')];
    await kept.nights(2);
    const bytes = kept.bytesOf([one]);
    expect(await forgetting().forget(ask(one))).toEqual({ ok: true, events: 3, backedUp: true });
    expect(await kept.read(one)).toBe('erased');
    expect(kept.found(bytes)).toBe(0);
    for (const visitId of others) {
      expect(kept.kiosk.protocol.personal(visitId)).toBe('closed');
      expect(await kept.read(visitId)).toMatchObject({ residentName: 'Ola Li', phone: '+4799999999' });
    }
    expect(existsSync(kept.keyFile('2026-03-10.identity'))).toBe(false);
    expect(kept.kiosk.protocol.dayKeys.store.read('2026-03-10.identity.002')?.kiosk).toBeNull();
    expect(kept.erased().map(({ why, kind, visitIds }) => [why, kind, visitIds])).toEqual([
      ['request', 'contact', [one]],
      ['request', 'identity', [one]],
      ['request', 'reason', [one]],
    ]);
    await kept.holds();
    expect(reconcile(kept.parts)).toEqual({ ok: true, erased: 0 });
  });

  it('the keys of the others stay where they lie in the file: nothing is moved there, of which a copy would stay', async () => {
    const visits = Array.from({ length: 60 }, (_, at) => kept.visit(`Visitor ${at}`));
    await kept.nights(2);
    const pages = kept.kiosk.db.prepare(
      `SELECT pageno, pagetype, ncell FROM dbstat WHERE name = 'visit_key' ORDER BY pageno`,
    );
    const before = pages.all();
    expect(before.length).toBeGreaterThan(4);
    // The second time their key is called no longer than before.
    for (const visitId of visits.slice(10, 12)) {
      expect(await forgetting().forget(ask(visitId))).toMatchObject({ ok: true });
      expect(pages.all()).toEqual(before);
    }
    await kept.holds();
  });

  it('is also on the day itself, and whoever comes afterwards has the new key', async () => {
    const one = kept.visit();
    expect(await forgetting().forget(ask(one, 'nobody'))).toMatchObject({ ok: true });
    const after = kept.visit('Ida Bø');
    expect(kept.kiosk.protocol.personal(after)).toMatchObject({ visitorName: 'Ida Bø' });
    await kept.nights(1);
    expect(await kept.read(after)).toMatchObject({ visitorName: 'Ida Bø' });
    await kept.holds();
  });

  it('a copy of the protocol is made before the old key is destroyed', async () => {
    const one = kept.visit();
    kept.visit('Per Ås');
    await kept.nights(1);
    let wasThere = false;
    await forgetting(() => {
      wasThere =
        existsSync(kept.keyFile('2026-03-10.identity')) &&
        existsSync(kept.keyFile('2026-03-10.identity.002'));
      return Promise.resolve(false);
    }).forget(ask(one));
    expect(wasThere).toBe(true);
    expect(existsSync(kept.keyFile('2026-03-10.identity'))).toBe(false);
  });

  it('is not while a case holds the visit: the case is named', async () => {
    const one = kept.visit();
    await kept.openCase('c1', [one]);
    expect(await forgetting().forget(ask(one))).toEqual({ ok: false, not: { why: 'held', cases: ['c1'] } });
    kept.closeCase('c1');
    expect(await forgetting().forget(ask(one))).toMatchObject({ ok: true });
    expect(await forgetting().forget(ask(one))).toEqual({ ok: false, not: { why: 'erased' } });
  });

  it('is not while they are here, while staff still owe them something, or where nobody opens the day', async () => {
    const { protocol, db } = kept.kiosk;
    const inside = checkIn(protocol);
    expect(await forgetting().forget(ask(inside))).toEqual({ ok: false, not: { why: 'still-here' } });
    const owed = kept.visit();
    db.exec(
      `INSERT INTO task (kind, event_seq, visit_id, opened_at) VALUES ('reason-owed', 1, '${owed}', '${protocol.now()}')`,
    );
    expect(await forgetting().forget(ask(owed))).toEqual({ ok: false, not: { why: 'task-open' } });
    const closed = kept.visit();
    await kept.nights(1);
    expect(await forgetting().forget(ask(closed, 'nobody'))).toEqual({
      ok: false,
      not: { why: 'keys-closed' },
    });
    expect(await forgetting().forget(ask('nobody-known'))).toEqual({ ok: false, not: { why: 'unknown' } });
    expect(kept.erased()).toEqual([]);
  });
});
