import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { evacuation } from '../../../shared/api/staff.ts';
import { troubles as shape } from '../../../shared/api/troubles.ts';
import { arrival } from '../../../test/support/core.ts';
import { answerOf, NOW, PINS, refusal, startDesk, walkIn, type Desk } from '../../../test/support/desk.ts';
import { unwatch, watch } from '../../../test/support/file-faults/watch.ts';
import { visitorAt, well } from '../../../test/support/visitor.ts';
import { createSteadyClock } from '../steady-clock.ts';
import { createTroubles, diskUnder, type Disk } from './index.ts';

let at: Desk;
beforeEach(async () => {
  at = await startDesk();
});
afterEach(async () => {
  unwatch();
  await at.core.end();
});

const { sent, decided, show, events } = visitorAt(() => at.core);
const told = async () =>
  (await answerOf(shape, at.core.get('/api/staff/troubles', at.headers))).troubles.filter(
    ({ kind }) => kind !== 'little-space',
  );
const breaks = (fail: 'EIO' | 'ENOSPC' | 'EROFS'): void => watch(at.core.folder, () => ({ fail }));

describe.skipIf(process.platform !== 'linux')('a disk that takes nothing', () => {
  it.each([
    ['ENOSPC', 'disk-full'],
    ['EROFS', 'disk-read-only'],
    ['EIO', 'disk-failing'],
  ] as const)(
    'says %s: the visitor hears %s, staff are told, lists are read, and afterwards the same wish is carried out once',
    async (code, kind) => {
      await at.checkedIn(walkIn());
      const { code: letter, booking } = await sent();
      const request = arrival(letter, { party: [well] });
      breaks(code);
      expect(await show(letter)).toMatchObject({ result: 'ok' });
      expect(await refusal(at.core.post('/api/kiosk/check-in', request))).toMatchObject({
        status: 503,
        error: 'unavailable',
        reason: kind,
      });
      expect(await refusal(at.core.post('/api/reception/visits', walkIn(), at.headers))).toMatchObject({
        status: 503,
        reason: kind,
      });
      expect(await told()).toEqual([{ kind, since: NOW }]);
      expect((await at.theBoard()).inside).toHaveLength(1);
      expect(await answerOf(evacuation, at.core.get('/api/reception/evacuation', at.headers))).toMatchObject({
        inside: [{ visitorName: 'Øyvind Ås' }],
      });
      unwatch();
      const { visitId } = await decided(request);
      expect(await decided(request)).toMatchObject({ visitId });
      expect(await told()).toEqual([]);
      expect(events('visit.checked-in').map(({ body }) => body.bookingId)).toEqual([booking.id]);
      const ofDisk = at.core.log.filter(({ event }) => event.startsWith('disk-'));
      expect(ofDisk).toMatchObject([{ event: 'disk-trouble', trouble: kind }, { event: 'disk-well-again' }]);
    },
  );

  it('answers a code that is refused, though the refusal cannot be written down', async () => {
    const { code } = await sent();
    at.core.clock.advance(5 * 3_600_000);
    breaks('ENOSPC');
    expect(await show(code)).toMatchObject({ result: 'expired' });
    unwatch();
    expect(events('code.rejected')).toEqual([]);
  });

  it('lets staff sign in, and gives nobody more tries at a PIN', async () => {
    breaks('ENOSPC');
    await at.signInAgain();
    expect(await told()).toMatchObject([{ kind: 'disk-full' }]);
    const signIn = (pin: string) => at.core.post('/api/staff/sign-in', { name: 'Randi', pin });
    for (let wrong = 0; wrong < 5; wrong += 1) await signIn('111112');
    expect((await refusal(signIn(PINS.reception))).error).toBe('locked');
    unwatch();
    expect((await refusal(signIn(PINS.reception))).error).toBe('locked');
  });

  it('is found well again by the minute’s look, when nobody does anything', () => {
    const { folder, clock, log, db } = at.core;
    const known = createTroubles({
      disk: diskUnder(folder),
      clock: createSteadyClock(db, clock, at.core.ports.log),
      log: at.core.ports.log,
    });
    known.note(Object.assign(new Error('full'), { code: 'SQLITE_FULL' }));
    breaks('EROFS');
    known.look();
    expect(known.now()).toMatchObject([{ kind: 'disk-read-only' }]);
    unwatch();
    known.look();
    expect(known.now()).toEqual([]);
    expect(log.at(-1)).toEqual({ event: 'disk-well-again' });
  });
});

describe('room on the disk', () => {
  const withRoom = async (disk: Disk) => {
    await at.core.end();
    at = await startDesk({ disk });
  };

  it('is told of when little is left, and how much', async () => {
    let free = 150_500_000;
    await withRoom({ tryWriting: () => undefined, free: () => free });
    const all = () => answerOf(shape, at.core.get('/api/staff/troubles', at.headers));
    expect(await all()).toEqual({
      now: NOW,
      zone: 'Europe/Oslo',
      troubles: [{ kind: 'little-space', freeMb: 150 }],
    });
    free = 300_000_000;
    expect((await all()).troubles).toEqual([]);
  });

  it('cannot be asked for on a disk that fails', async () => {
    await withRoom({
      tryWriting: () => undefined,
      free: () => {
        throw Object.assign(new Error('EIO'), { code: 'EIO' });
      },
    });
    expect(await told()).toMatchObject([{ kind: 'disk-failing' }]);
  });
});
