/** Days, backups, outings, gifts and packs: what only the whole protocol in its order shows. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seenAt } from '../../shared/domain/presence.ts';
import { startSmallHouse, told, VISIT_OF } from '../../test/support/small-house.ts';
import type { SmallHouse } from '../../test/support/small-house.ts';
import { rehash } from '../../test/support/tampering.ts';

let house: SmallHouse;
beforeEach(async () => {
  house = await startSmallHouse();
});
afterEach(() => house.end());

const found = async (sql = '', from?: number) =>
  told(
    await house.tampered((raw) => {
      raw.exec(sql);
      if (from !== undefined) rehash(raw, from);
    }),
  );

describe('the verifier finds', () => {
  it('a day that is closed before it was over, twice, or out of order', async () => {
    const close = (day: string) =>
      house.write({ type: 'day.closed', body: { day, visits: 3, swept: 0, moved: 0 }, actor: 'kiosk' });
    const early = close('2026-03-10');
    house.kiosk.clock.advance(3 * 86_400_000);
    close('2026-03-11');
    const again = close('2026-03-11');
    const before = close('2026-03-09');
    close('2026-03-12');
    expect(await found()).toEqual([`${early} day-closed`, `${again} day-closed`, `${before} day-closed`]);
  });

  it('a backup that was longer than what came before it', async () => {
    const restored = (length: number) =>
      house.write({
        type: 'backup.restored',
        body: { length, madeAt: house.kiosk.protocol.now() },
        actor: 'kiosk',
      });
    restored(8);
    const longer = restored(10);
    expect(await found()).toEqual([`${longer} restored`]);
  });

  it('somebody who is out twice, comes back twice, or before they went', async () => {
    const now = () => seenAt(house.kiosk.protocol.now(), 'seen-by-staff');
    const out = randomUUID();
    house.write({
      type: 'resident.went-out',
      body: { bookingId: 'r1', ward: 'w1', via: 'staff', out: now() },
      visitId: out,
      actor: 'staff:kari',
    });
    house.write({
      type: 'resident.came-back',
      body: { via: 'staff', back: now() },
      visitId: out,
      actor: 'staff:kari',
    });
    expect(await found()).toEqual([]);
    expect(await found(`UPDATE event SET body = replace(body, '2026', '2025') WHERE seq = 10`, 10)).toContain(
      '10 step',
    );
    expect(await found(`UPDATE event SET body = replace(body, '2026', '2027') WHERE seq = 9`, 9)).toContain(
      '9 step',
    );
    expect(await found(`UPDATE event SET visit_id = ${VISIT_OF(1)} WHERE seq = 9`, 9)).toContain(
      '9 visit-id',
    );
    expect(await found('DELETE FROM outing')).toEqual(['9 kept-outing']);
    expect(await found(`INSERT INTO outing SELECT 'x', 9, NULL, ward, "out", back FROM outing`)).toEqual([
      '9 kept-outing',
    ]);
  });

  it('a gift that is handed over twice, or was never received', async () => {
    const gift = randomUUID();
    house.write({
      type: 'gift.received',
      body: { kind: 'gift', label: 'ACDEFH' },
      visitId: gift,
      actor: 'visitor',
    });
    house.write({ type: 'gift.handed-over', body: {}, visitId: gift, actor: 'staff:kari' });
    house.write({ type: 'help.called', body: { screen: 'x' }, actor: 'visitor' });
    expect(await found()).toEqual([]);
    const again = `UPDATE event SET (type, body, visit_id, refers_to) = ('gift.handed-over', '{}', '${gift}', 10) WHERE seq = 11`;
    expect(await found(again, 11)).toEqual(['11 step']);
    expect(
      await found(`UPDATE event SET visit_id = '${randomUUID()}', refers_to = NULL WHERE seq = 10`, 10),
    ).toContain('10 step');
  });

  it('a policy pack that no event put in force, that waits without having come, or is not the one that did', async () => {
    const sha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    house.write({
      type: 'pack.activated',
      body: { id: 'no', version: '1', sha256, signedBy: null, why: 'start' },
      actor: 'kiosk',
    });
    const kept = (json: string) =>
      `INSERT INTO policy_pack (id, version, activated_at, json) VALUES ('no', '1', '2026-03-10T12:00:00.000Z', '${json}')`;
    expect(await found()).toEqual(['9 pack']);
    expect(await found(kept(''))).toEqual([]);
    expect(await found(kept('{}'))).toEqual(['9 pack']);
    expect(await found(`${kept('')}; UPDATE policy_pack SET version = '2'`)).toEqual(['9 pack', '0 pack']);
    const waits = `INSERT INTO pack_received VALUES ('no', '2', '2026-03-10T12:00:00.000Z', 'file', '{}', NULL)`;
    expect(await found(`${kept('')}; ${waits}`)).toEqual(['0 pack']);
  });
});
