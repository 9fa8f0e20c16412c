import { describe, expect, it } from 'vitest';
import { GENESIS, eventHash } from './chain.ts';
import type { Unhashed } from './chain.ts';
import { canonicalJson } from './canonical.ts';
import { encode, hashOf } from './encoding.ts';

const event: Unhashed = {
  seq: 7,
  id: '3f2b8f5e-6f0e-4b53-9c55-1d5c6b2f1a11',
  type: 'visit.checked-out',
  version: 1,
  at: '2026-03-10T12:00:00.000Z',
  visitId: '0c7f3f0a-33c6-4a0c-8f5e-6f0e4b539c55',
  refersTo: 3,
  actor: 'visitor',
  body: '{"left":{"at":"2026-03-10T12:00:00.000Z"}}',
  commitment: null,
  sealedDigest: null,
  prevHash: GENESIS.toString('base64url'),
};

describe('the fixed encoding', () => {
  it('is a label, then each field with a byte for null and its length', () => {
    expect(encode('a', ['é', null, 5, Buffer.from([9])]).toString('hex')).toBe(
      [
        '0100000001' + '61',
        '0100000002' + 'c3a9',
        '0000000000',
        '0100000008' + '0000000000000005',
        '0100000001' + '09',
      ].join(''),
    );
  });

  it('tells fields apart that run together as text, and null from empty', () => {
    expect(encode('x', ['ab', 'c'])).not.toEqual(encode('x', ['a', 'bc']));
    expect(encode('x', [null])).not.toEqual(encode('x', ['']));
    expect(hashOf('x', ['y'])).not.toEqual(hashOf('xy', []));
  });
});

describe('the hash of an event', () => {
  // Worked out apart from this code, in another language. If it changes, every protocol in the world stops verifying. A new encoding is a new label beside the old one.
  it('is this one for ever, for version 1 of the encoding', () => {
    expect(eventHash(event).toString('hex')).toBe(
      'a146371c5d5d2cd337d45a84c9afc1a336eccbb7d94e191516c49ee21b0ac99b',
    );
  });

  it.each(Object.keys(event) as (keyof Unhashed)[])('depends on «%s»', (field) => {
    const other = { seq: 8, version: 2, refersTo: null, commitment: 'AAAA', sealedDigest: 'AAAA' } as const;
    const changed = { ...event, [field]: field in other ? other[field as keyof typeof other] : 'BBBB' };
    expect(eventHash(changed)).not.toEqual(eventHash(event));
  });
});

describe('canonical JSON', () => {
  it('sorts keys, leaves out what is undefined, and has no white space', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'å' }], a: undefined, A: true })).toBe(
      '{"A":true,"b":[1,{"c":"å","d":null}]}',
    );
  });

  it('refuses what has no single text', () => {
    for (const value of [Number.NaN, Infinity, '\ud800', [undefined]])
      expect(() => canonicalJson(value)).toThrow(TypeError);
  });
});
