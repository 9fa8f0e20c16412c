/** What a night leaves of a day, seen from outside: the door, the desk and the disk. */
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { evacuation, visitRow } from '../../../shared/api/staff.ts';
import { overview } from '../../../shared/api/overview.ts';
import {
  addTestStaff,
  answerOf,
  signInAs,
  startDesk,
  walkIn,
  type Desk,
} from '../../../test/support/desk.ts';
import { visitorAt } from '../../../test/support/visitor.ts';

const MORNING = '2026-03-11T06:00:00.000Z';
let at: Desk;
beforeEach(async () => {
  at = await startDesk();
});
afterEach(() => at.core.end());

const { show, checkOut } = visitorAt(() => at.core);
const night = async () => {
  at.core.clock.set('2026-03-10T20:00:00.000Z');
  await at.core.core.sweep();
  at.core.clock.set('2026-03-10T23:00:00.000Z');
  await at.core.core.closeDays();
  at.core.clock.set(MORNING);
  await at.signInAgain();
};
const onTheDisk = (): string =>
  readdirSync(at.core.folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(at.core.folder, name))
    .filter((path) => existsSync(path))
    .flatMap((path) => {
      try {
        return readFileSync(path, 'latin1');
      } catch {
        return [];
      }
    })
    .join('');

describe('who goes after they were written as gone', () => {
  it('has gone then: scanned, and nobody is asked any more', async () => {
    const visit = await at.fromBooking(at.core.booking());
    at.core.clock.set('2026-03-10T20:00:00.000Z');
    await at.core.core.sweep();
    at.core.clock.set('2026-03-10T20:10:00.000Z');
    expect(await checkOut(visit.receipt, 'word-code')).toMatchObject({ kind: 'left' });
    await at.signInAgain();
    const board = await at.theBoard();
    expect(board.waiting).toEqual([]);
    expect(board.ended).toMatchObject([
      { visitId: visit.visitId, left: { at: '2026-03-10T20:10:00.000Z', evidence: 'scanned' } },
    ]);
    expect(await checkOut(visit.receipt, 'word-code')).toEqual({ kind: 'nobody-inside' });
  });

  it('also with the letter’s code', async () => {
    const booking = at.core.booking();
    await at.fromBooking(booking);
    at.core.clock.set('2026-03-10T20:00:00.000Z');
    await at.core.core.sweep();
    expect(await checkOut(await at.core.codeOf(booking))).toMatchObject({ kind: 'left' });
  });
});

describe('after the night', () => {
  it('a letter of yesterday that was used is used, one that was not is expired, and its word code is nobody’s', async () => {
    const [used, unused] = [at.core.booking(), at.core.booking()];
    await at.core.send([used, unused]);
    const codes = await Promise.all([used, unused].map((booking) => at.core.codeOf(booking)));
    const visit = await at.fromBooking(used);
    await at.tell(visit, 'check-out', { leftAt: null });
    await night();
    expect((await show(codes[0] ?? '')).result).toBe('already-used');
    expect((await show(codes[1] ?? '')).result).toBe('expired');
    expect((await show(unused.wordCode, 'word-code')).result).toBe('not-ours');
    expect(at.core.db.prepare('SELECT count(*) FROM booking').pluck().get()).toBe(0);
  });

  it('who is still here goes with the word code of the letter, though what was agreed is over', async () => {
    const booking = at.core.booking({ permitClass: 'end-of-life' });
    await at.fromBooking(booking);
    await night();
    expect(await checkOut(booking.wordCode, 'word-code')).toMatchObject({ kind: 'left' });
  });

  it('the board has the swept among those to follow up, and who waited among those whose visit ended', async () => {
    await at.checkedIn(walkIn());
    await at.waits();
    await night();
    const board = await at.theBoard();
    expect(board.waiting).toMatchObject([
      {
        kind: 'swept',
        detail: '2026-03-10',
        visit: { visitorName: 'Øyvind Ås', left: { evidence: 'swept' } },
      },
    ]);
    expect(board.ended).toMatchObject([{ state: 'closed' }]);
    expect(board.inside).toEqual([]);
  });

  it('a vigil that is out comes back with its letter as long as that holds', async () => {
    const booking = at.core.booking({ permitClass: 'vigil', expires: '2026-03-12T12:00:00.000Z' });
    const visit = await at.fromBooking(booking);
    at.core.clock.set('2026-03-10T22:30:00.000Z');
    await at.signInAgain();
    await at.tell(visit, 'check-out', { leftAt: null });
    await night();
    expect((await show(booking.wordCode, 'word-code')).result).toBe('ok');
  });

  it('the disk names nobody of yesterday, in no way that the kiosk’s own key opens', async () => {
    const visit = await at.fromBooking(at.core.booking());
    await at.tell(visit, 'check-out', { leftAt: null });
    await night();
    at.core.clock.set('2026-03-11T23:00:00.000Z');
    await at.core.core.closeDays();
    await at.signInAgain();
    const row = await answerOf(visitRow, at.core.get(`/api/reception/visits/${visit.visitId}`, at.headers));
    expect(row.visitorName).toBeNull();
    expect(at.core.db.prepare('SELECT count(*) FROM booking').pluck().get()).toBe(0);
    for (const name of ['Prøvesen', 'Olga Hemmelig']) expect(onTheDisk()).not.toContain(name);
  });
});

describe('what was written in the clear', () => {
  it('to the kiosk’s own exports goes with its day; what was written today stays', async () => {
    const folder = join(at.core.folder, at.core.settings.exportTo);
    mkdirSync(folder, { recursive: true });
    const written = (name: string, when: string) => {
      for (const end of ['csv', 'head.jws']) {
        writeFileSync(join(folder, `${name}.${end}`), 'Kari Prøvesen');
        utimesSync(join(folder, `${name}.${end}`), new Date(when), new Date(when));
      }
    };
    written('dagslogg-1', '2026-03-10T22:00:00.000Z');
    written('dagslogg-2', '2026-03-10T23:30:00.000Z');
    at.core.clock.set(MORNING);
    await at.core.core.closeDays();
    expect(readdirSync(folder).sort()).toEqual(['dagslogg-2.csv', 'dagslogg-2.head.jws']);
  });
});

describe('the evacuation list', () => {
  const list = () => answerOf(evacuation, at.core.get('/api/reception/evacuation', at.headers));

  it('stands while the database cannot be read, as of the last that was known, and says so', async () => {
    const inside = await at.checkedIn(walkIn());
    await at.core.post(
      '/api/reception/outings',
      { attempt: crypto.randomUUID(), residentName: 'Turglad', ward: 'furua' },
      at.headers,
    );
    await new Promise((resolve) => setImmediate(resolve));
    at.core.clock.advance(60_000);
    at.core.db.exec('ALTER TABLE visit RENAME TO visit_gone');
    const { now, ...known } = await list();
    expect(now).toBe(inside.arrived?.at);
    expect(known).toMatchObject({
      fromMemory: true,
      inside: [{ visitorName: 'Øyvind Ås', companions: ['Ánne'], place: 'furua-rom' }],
      out: [{ residentName: 'Turglad' }],
    });
    expect(at.core.log.at(-1)).toMatchObject({ event: 'evacuation-from-memory' });
    at.core.db.exec('ALTER TABLE visit_gone RENAME TO visit');
    expect(await list()).toMatchObject({ fromMemory: false });
  });
});

describe('a start', () => {
  it('puts right what was kept otherwise than it follows from the log, and tells the lead once', async () => {
    const inside = await at.checkedIn(walkIn());
    await at.core.core.close();
    at.core.db.exec(`UPDATE visit SET state = 'left'`);
    await at.core.restart();
    await at.core.restart();
    await at.signInAgain();
    const board = await at.theBoard();
    expect(board.inside).toMatchObject([{ visitId: inside.visitId }]);
    expect(board.waiting).toMatchObject([{ kind: 'state-mended' }]);
    await addTestStaff(at.core, 'infection-control');
    const lead = await signInAs(at.core, 'infection-control');
    const seen = () => answerOf(overview, at.core.get('/api/infection-control/overview', lead));
    expect((await seen()).mended).toBe(board.waiting[0]?.since);
    await at.core.post(`/api/reception/tasks/${board.waiting[0]?.id}/close`, {}, at.headers);
    expect((await seen()).mended).toBeNull();
    expect(at.core.log).toContainEqual({ event: 'state-mended', visits: 1, outings: 0, unclear: 0 });
  });
});
