import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KIOSK, newSecrets } from '../../test/support/protocol.ts';
import { startSmallHouse, told } from '../../test/support/small-house.ts';
import type { SmallHouse } from '../../test/support/small-house.ts';
import { rehash } from '../../test/support/tampering.ts';
import { HEAD_PURPOSE, signClaims } from '../core/protocol/heads.ts';

let house: SmallHouse;
beforeEach(async () => {
  house = await startSmallHouse();
});
afterEach(() => house.end());

const saying = (part: string): unknown => expect.stringContaining(part);

describe('verification finds of signed heads', () => {
  it('a whole chain forged anew, by the head that was signed before', async () => {
    const result = await house.tampered((raw) => {
      raw.exec(`UPDATE event SET body = replace(body, 'attract', 'thanks') WHERE seq = 3`);
      rehash(raw, 3);
    });
    expect(result.findings).toEqual([
      { seq: 5, code: 'head', text: saying('not the event that a signed head was signed for') },
    ]);
  });

  it('a head that somebody else signed for a forged chain', async () => {
    const theirs = await signClaims(
      { purpose: HEAD_PURPOSE, kiosk: KIOSK, length: 5, hash: 'AAAA', at: house.kiosk.protocol.now() },
      newSecrets().signingKey,
    );
    const result = await house.tampered((raw) => raw.prepare('UPDATE head SET jws = ?').run(theirs));
    expect(result.findings).toEqual([
      { seq: 5, code: 'head-signature', text: 'the signature of a signed head is not this kiosk’s' },
    ]);
  });

  it('a head that is not the one that was signed', async () => {
    const of = async (sql: string) => told(await house.tampered((raw) => raw.exec(sql)));
    expect(await of('UPDATE head SET hash = zeroblob(32)')).toEqual(['5 head']);
    expect(await of(`UPDATE head SET at = '2026-03-10T12:00:00.000Z'`)).toEqual(['5 head']);
    expect(await of('UPDATE head SET length = 6')).toEqual(['6 head']);
  });

  it('a head kept elsewhere that is another chain’s, or nobody’s', async () => {
    const forged = await house.tampered(
      (raw) => {
        raw.exec(
          `DELETE FROM head; UPDATE event SET body = replace(body, 'attract', 'thanks') WHERE seq = 3`,
        );
        rehash(raw, 3);
      },
      { heads: [house.headAtFive, 'no.head.at-all'] },
    );
    expect(told(forged)).toEqual(['5 head', '0 head-signature']);
  });
});
