import { describe, expect, it } from 'vitest';
import { bookingClaims, personName, wholeName } from './booking.ts';

const HALF_AN_EMOJI = '\uD83D';

describe('A name', () => {
  it.each(['Åse', 'Ng', 'مريم', 'Zoë', 'O’Brien-Ødegård', '李小龍', 'Kari 🌸'])('may be %s', (name) => {
    expect(personName.safeParse(name).success).toBe(true);
  });

  it('is not half a character: the protocol has no text for it', () => {
    expect(personName.safeParse(`Kari ${HALF_AN_EMOJI}`).success).toBe(false);
  });
});

describe('First and last name as one', () => {
  it('are within the limit of a name, wherever a long one is cut', () => {
    for (let length = 70; length <= 80; length += 1) {
      const name = wholeName({ firstName: 'A'.repeat(length), lastName: '🌸'.repeat(40) });
      expect(personName.parse(name)).toBe(name);
    }
  });
});

it('A token’s times are such as a screen can tell: not those of somebody who counts in microseconds', () => {
  const claims = { jti: 'j', sub: 'b', aud: 'i', cls: 'ordinary', plc: 'p', pty: 1, nbf: 1, exp: 2 };
  expect(bookingClaims.safeParse(claims).success).toBe(true);
  expect(bookingClaims.safeParse({ ...claims, nbf: 1_770_000_000_000_000 }).success).toBe(false);
});
