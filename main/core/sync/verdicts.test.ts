import { expect, it } from 'vitest';
import { settle } from './verdicts.ts';

it('acknowledges what was accepted, and what the receiver had already', () => {
  const verdicts = [
    { seq: 1, verdict: 'accepted' as const },
    { seq: 2, verdict: 'duplicate' as const },
  ];
  expect(settle([1, 2], { verdicts }).map((row) => row.state)).toEqual(['acknowledged', 'acknowledged']);
});

it('keeps the receiver’s words for a person, on one line and not too long', () => {
  const reason = ` ward\n\tunknown ${'x'.repeat(500)}`;
  const [row] = settle([1], { verdicts: [{ seq: 1, verdict: 'refused', reason }] });
  expect(row).toMatchObject({ state: 'refused' });
  expect(row?.state === 'refused' && row.reason).toMatch(/^ward unknown x{187}$/);
});

it('has words for a refusal without any', () => {
  const [row] = settle([1], { verdicts: [{ seq: 1, verdict: 'refused' }] });
  expect(row).toEqual({ seq: 1, state: 'refused', reason: 'no reason given' });
});

it('lets wait what got no verdict, or two that contradict each other', () => {
  const verdicts = [
    { seq: 2, verdict: 'refused' as const, reason: 'no' },
    { seq: 2, verdict: 'accepted' as const },
  ];
  expect(settle([1, 2], { verdicts }).map((row) => row.state)).toEqual(['waiting', 'waiting']);
});

it('does not listen to a verdict on an event that was not sent', () => {
  expect(settle([], { verdicts: [{ seq: 9, verdict: 'accepted' }] })).toEqual([]);
});
