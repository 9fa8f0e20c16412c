import { describe, expect, it } from 'vitest';
import { hashPin, isWeakPin, pinMatches, pinMatchesNobody } from './pin.ts';

describe('a PIN', () => {
  it('is kept as a salted scrypt hash with its parameters, never the same twice', async () => {
    const [one, other] = await Promise.all([hashPin('402918'), hashPin('402918')]);
    expect(one).toMatch(/^scrypt\$N=32768,r=8,p=1\$[\w-]{22}\$[\w-]{43}$/);
    expect(one).not.toBe(other);
    expect(await pinMatches('402918', one)).toBe(true);
    expect(await pinMatches('402919', one)).toBe(false);
  });

  it('is checked with the parameters it was hashed with', async () => {
    const old = 'scrypt$N=1024,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
    expect(await pinMatches('402918', old)).toBe(false);
  });

  it('is not guessed at when the stored hash is damaged', async () => {
    await expect(pinMatches('402918', '')).rejects.toThrow('damaged');
  });

  it('matches nobody at the same cost', async () => {
    expect(await pinMatchesNobody('402918')).toBe(false);
  });

  it.each(['000000', '777777', '123456', '234567', '987654', '654321', '890123', '210987'])(
    '%s is weak',
    (pin) => {
      expect(isWeakPin(pin)).toBe(true);
    },
  );
  it.each(['402918', '121212', '123457', '112233'])('%s is accepted', (pin) => {
    expect(isWeakPin(pin)).toBe(false);
  });
});
