import { describe, expect, it } from 'vitest';
import { createSessions, idleSeconds } from './sessions.ts';

const MINUTE = 60_000;
const at = (start = 0) => {
  const clock = { time: start, now: () => clock.time };
  return clock;
};
const nurse = { staff: { id: 'r1', name: 'Randi', role: 'reception' as const }, opener: null };
const lead = { staff: { id: 'i1', name: 'Ivar', role: 'infection-control' as const }, opener: null };

describe('a session', () => {
  it('has a token of 32 random bytes', () => {
    const sessions = createSessions(at());
    const one = sessions.open(nurse);
    expect(Buffer.from(one, 'base64url')).toHaveLength(32);
    expect(sessions.open(nurse)).not.toBe(one);
  });

  it.each([
    [nurse, 10],
    [lead, 5],
  ])('ends after its idle time without a call', (who, minutes) => {
    const clock = at();
    const sessions = createSessions(clock);
    const token = sessions.open(who);
    expect(idleSeconds(who.staff.role)).toBe(minutes * 60);
    clock.time += minutes * MINUTE - 1;
    expect(sessions.find(token, 'acting')?.staff).toEqual(who.staff);
    clock.time += minutes * MINUTE;
    expect(sessions.find(token, 'acting')).toBeNull();
  });

  it('is not kept alive by a screen that only watches', () => {
    const clock = at();
    const sessions = createSessions(clock);
    const token = sessions.open(nurse);
    for (let minute = 0; minute < 9; minute++) {
      clock.time += MINUTE;
      expect(sessions.find(token, 'watching')).not.toBeNull();
    }
    clock.time += MINUTE;
    expect(sessions.find(token, 'watching')).toBeNull();
  });

  it('ends after twelve hours however busy it is', () => {
    const clock = at();
    const sessions = createSessions(clock);
    const token = sessions.open(nurse);
    for (; clock.time < 12 * 60 * MINUTE - MINUTE; clock.time += MINUTE)
      expect(sessions.find(token, 'acting')).not.toBeNull();
    clock.time = 12 * 60 * MINUTE;
    expect(sessions.find(token, 'acting')).toBeNull();
  });

  it('is gone when signed out, and no other with it', () => {
    const sessions = createSessions(at());
    const [one, other] = [sessions.open(nurse), sessions.open(lead)];
    sessions.close(one);
    expect(sessions.find(one, 'acting')).toBeNull();
    expect(sessions.find(other, 'acting')).not.toBeNull();
    expect(sessions.find('', 'acting')).toBeNull();
  });

  it('holds the lead’s key from when it is unlocked, and no other session does', () => {
    const clock = at();
    const sessions = createSessions(clock);
    const [mine, other] = [sessions.open(lead), sessions.open(lead)];
    const session = sessions.find(mine, 'acting');
    if (session === null) throw new Error('no session');
    const opener = { open: () => Promise.resolve(null) };
    sessions.unlock(session, { opener, leadKey: { kty: 'OKP' } });
    expect(sessions.find(mine, 'acting')?.opener).toBe(opener);
    expect(sessions.find(other, 'acting')?.opener).toBeNull();
    // Whoever signed out while the passphrase was being stretched is not signed in again by it.
    sessions.close(other);
    sessions.unlock({ ...lead }, { opener, leadKey: { kty: 'OKP' } });
    expect(sessions.find(other, 'acting')).toBeNull();
  });
});
