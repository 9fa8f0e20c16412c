import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startKept, type Kept } from '../../../test/support/kept.ts';
import { checkIn } from '../../../test/support/protocol.ts';
import { seenAt } from '../../../shared/domain/presence.ts';
import { createNightly, reconcile } from './index.ts';

let kept: Kept;
beforeEach(async () => {
  kept = await startKept();
});
afterEach(() => kept.end());

describe('at night', () => {
  it('each kind is erased when its days have gone by, counted from the last day of the visit', async () => {
    const visitId = kept.visit();
    const erase = createNightly(kept.parts);
    await kept.nights(3);
    expect(await erase()).toMatchObject({ keys: 0, dayKeys: 0 });
    await kept.nights(1);
    expect(await erase()).toEqual({ keys: 1, events: 1, dayKeys: 1 });
    expect(await kept.read(visitId)).toEqual({ visitorName: 'Åse Øverås', residentName: 'Ola Li' });
    await kept.nights(6);
    expect(await erase()).toEqual({ keys: 0, events: 0, dayKeys: 3 + 3 });
    await kept.nights(1);
    expect(await erase()).toMatchObject({ keys: 2, events: 2 });
    expect(await kept.read(visitId)).toBe('erased');
    expect(kept.erased().map(({ why, kind, upTo, days }) => [why, kind, upTo, days])).toEqual([
      ['retention', 'contact', '2026-03-10', 3],
      ['retention', 'identity', '2026-03-10', 10],
      ['retention', 'reason', '2026-03-10', 10],
    ]);
    expect(kept.ciphertexts(visitId)).toBe(0);
    await kept.holds();
  });

  it('the day’s keys are destroyed with the last of those who lie under them', async () => {
    kept.visit();
    await kept.nights(11);
    expect(existsSync(kept.keyFile('2026-03-10.identity'))).toBe(true);
    await createNightly(kept.parts)();
    for (const kind of ['identity', 'contact', 'reason'])
      expect(existsSync(kept.keyFile(`2026-03-10.${kind}`))).toBe(false);
    expect(existsSync(kept.keyFile('2026-03-11.identity'))).toBe(true);
    expect(existsSync(kept.keyFile('2026-03-11.contact'))).toBe(false);
    expect(kept.kiosk.protocol.dayKeys.store.destroyed().map(({ name }) => name)).toContain(
      '2026-03-10.identity',
    );
    expect(reconcile(kept.parts)).toEqual({ ok: true, erased: 0 });
  });

  it('nothing of what was erased is left in any file, and what is not due is all there', async () => {
    const gone = Array.from({ length: 300 }, (_, at) => kept.visit(`Visitor ${at}`));
    await kept.nights(1);
    const stay = Array.from({ length: 50 }, (_, at) => kept.visit(`Other ${at}`));
    const goneBytes = kept.bytesOf(gone);
    const stayBytes = kept.bytesOf(stay);
    await kept.nights(10);
    expect(kept.found(goneBytes)).toBe(goneBytes.length);
    expect((await createNightly(kept.parts)()).keys).toBe(300 * 3 + 50);
    expect(kept.found(goneBytes)).toBe(0);
    expect(kept.bytesOf(stay).length).toBeGreaterThan(0);
    // The telephone numbers of the second day were due too.
    expect(kept.found(stayBytes)).toBe(kept.bytesOf(stay).length);
    for (const visitId of stay) expect(await kept.read(visitId)).toMatchObject({ residentName: 'Ola Li' });
    await kept.holds();
  });

  it('nor in any of the nights of weeks: no copy stays where SQLite moved a row', async () => {
    const erase = createNightly(kept.parts);
    const visits: string[] = [];
    let erased = 0;
    for (let day = 0; day < 16; day += 1) {
      for (let count = 0; count < 70; count += 1) {
        visits.push(kept.visit('Å'.repeat(1 + ((count * 7 + day) % 60))));
        // Staff write about who came before, while others come: these rows lie among theirs.
        const earlier = visits.at(-1 - ((count * 3) % 20));
        if (earlier !== undefined && count > 20) kept.amend(earlier, 'Ø'.repeat(count));
      }
      await kept.nights(1);
      const before = kept.bytesOf(visits);
      await erase();
      const left = new Set(kept.bytesOf(visits).map((bytes) => bytes.toString('hex')));
      const gone = before.filter((bytes) => !left.has(bytes.toString('hex')));
      erased += gone.length;
      expect(kept.found(gone)).toBe(0);
    }
    expect(erased).toBeGreaterThan(2000);
    // The rows of the first days have gone whole, and those of the last days have not.
    expect(kept.kiosk.db.prepare('SELECT min(seq) FROM sealed').pluck().get()).toBeGreaterThan(300);
    for (const visitId of visits.slice(-70)) expect(kept.ciphertexts(visitId)).toBeGreaterThan(2);
    await kept.holds();
  });

  it('does it in slices, so that somebody at the door comes in between', async () => {
    for (let count = 0; count < 300; count += 1) kept.visit();
    await kept.nights(11);
    let turns = 0;
    let isDone = false;
    const door = (): void => {
      turns += 1;
      if (!isDone) setImmediate(door);
    };
    setImmediate(door);
    await createNightly(kept.parts)();
    isDone = true;
    expect(turns).toBeGreaterThan(5);
    expect(
      kept
        .erased()
        .filter(({ kind }) => kind === 'identity')
        .map(({ visits }) => visits),
    ).toEqual([250, 50]);
  });

  it('who is still here, or out, is not forgotten while they are', async () => {
    const inside = checkIn(kept.kiosk.protocol);
    const { protocol } = kept.kiosk;
    protocol.transaction(() =>
      protocol.append({
        type: 'resident.went-out',
        visitId: '6f1c7d8e-1111-4222-8333-944445555666',
        actor: 'visitor',
        body: { bookingId: null, ward: 'w1', via: 'staff', out: seenAt(protocol.now(), 'seen-by-staff') },
        personal: { residentName: 'Ola Li' },
      }),
    );
    await kept.nights(20);
    await createNightly(kept.parts)();
    expect(await kept.read(inside)).toMatchObject({ visitorName: 'Åse Øverås' });
    expect(await kept.read('6f1c7d8e-1111-4222-8333-944445555666')).toEqual({ residentName: 'Ola Li' });
    await kept.holds();
  });

  it('what waits to be sent is made anew without them', async () => {
    kept.visit();
    kept.kiosk.db.exec(
      `INSERT INTO batch VALUES ('b', '2026-03-10T12:00:00.000Z', 'wrapped keys'); UPDATE outbox SET batch_id = 'b'`,
    );
    await kept.nights(4);
    await createNightly(kept.parts)();
    expect(kept.kiosk.db.prepare('SELECT body FROM batch').pluck().get()).toBe('');
    expect(
      kept.kiosk.db.prepare('SELECT count(*) FROM outbox WHERE batch_id IS NOT NULL').pluck().get(),
    ).toBe(0);
  });
});
