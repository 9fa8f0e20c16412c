import { describe, expect, it } from 'vitest';
import { isStray } from './use-steady-hand.ts';

describe('a tap on a screen that has just come', () => {
  it('is stray when it is the second of a double tap', () => {
    expect(isStray({ detail: 2, pointerType: 'mouse' }, 120)).toBe(true);
    expect(isStray({ detail: 3, pointerType: 'touch' }, 500)).toBe(true);
  });

  it('is stray when a finger was faster than anybody reads', () => {
    expect(isStray({ detail: 1, pointerType: 'touch' }, 200)).toBe(true);
    expect(isStray({ detail: 1, pointerType: 'touch' }, 400)).toBe(false);
  });

  it('counts when it is meant for this screen: later, by a mouse once, or from a keyboard', () => {
    expect(isStray({ detail: 2, pointerType: 'touch' }, 900)).toBe(false);
    expect(isStray({ detail: 1, pointerType: 'mouse' }, 50)).toBe(false);
    expect(isStray({ detail: 0, pointerType: '' }, 0)).toBe(false);
  });
});
