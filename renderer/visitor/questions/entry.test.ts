import { describe, expect, it } from 'vitest';
import { extension, item, option, sample } from '../../../shared/questions/samples.test-support.ts';
import { steps, type QuestionStep } from '../../../shared/questions/index.ts';
import { asAnswer, same, shaped, shapeOf, typedOf, valueOf } from './entry.ts';
import { keysFor } from './keys.ts';

const OSLO = 'Europe/Oslo';

describe('what is typed', () => {
  it('gets the points of a date and the colon of a time by itself', () => {
    expect(shaped('date', '01112026')).toBe('01.11.2026');
    expect(shaped('date', '0111')).toBe('01.11');
    expect(shaped('time', '0930')).toBe('09:30');
    expect(shaped('dateTime', '011120260930')).toBe('01.11.2026 09:30');
  });

  it('is erased one digit at a time, over the signs that came by themselves', () => {
    expect(shaped('date', '01.1')).toBe('01.1');
    expect(shaped('date', '01.')).toBe('01');
    expect(shaped('time', '09:')).toBe('09');
  });

  it('is a date only if the calendar has it', () => {
    expect(valueOf('date', '29.02.2024', OSLO)).toEqual({ valueDate: '2024-02-29' });
    expect(valueOf('date', '29.02.2026', OSLO)).toBeNull();
    expect(valueOf('date', '31.04.2026', OSLO)).toBeNull();
    expect(valueOf('date', '01.13.2026', OSLO)).toBeNull();
    expect(valueOf('date', '01.1', OSLO)).toBeNull();
  });

  it('is a time of day, as FHIR writes it', () => {
    expect(valueOf('time', '09:30', OSLO)).toEqual({ valueTime: '09:30:00' });
    expect(valueOf('time', '24:00', OSLO)).toBeNull();
    expect(valueOf('time', '9', OSLO)).toBeNull();
  });

  it('is an instant of the institution’s zone, in summer and in winter', () => {
    expect(valueOf('dateTime', '01.07.2026 12:00', OSLO)).toEqual({
      valueDateTime: '2026-07-01T10:00:00.000Z',
    });
    expect(valueOf('dateTime', '01.12.2026 12:00', OSLO)).toEqual({
      valueDateTime: '2026-12-01T11:00:00.000Z',
    });
  });

  it('is a number with the Norwegian comma', () => {
    expect(valueOf('decimal', '37,5', OSLO)).toEqual({ valueDecimal: 37.5 });
    expect(valueOf('decimal', '37,', OSLO)).toBeNull();
    expect(valueOf('integer', '14', OSLO)).toEqual({ valueInteger: 14 });
    expect(shaped('integer', '1a4')).toBe('14');
  });

  it('is words without the spaces around them, or nothing', () => {
    expect(valueOf('string', '  Bergen ', OSLO)).toEqual({ valueString: 'Bergen' });
    expect(valueOf('text', '   ', OSLO)).toBeNull();
  });

  it('comes back as it was typed', () => {
    for (const [type, typed] of [
      ['date', '01.11.2026'],
      ['time', '09:30'],
      ['dateTime', '01.07.2026 12:00'],
      ['decimal', '37,5'],
      ['integer', '14'],
      ['string', 'Bergen'],
    ] as const)
      expect(typedOf(valueOf(type, typed, OSLO) ?? undefined, OSLO)).toBe(typed);
  });
});

/** The step of a form with one question. */
const stepOf = (type: string, more: Record<string, unknown> = {}): QuestionStep => {
  const [step] = steps(sample(item('asked', type, more)), []);
  if (step?.kind !== 'question') throw new Error('no question');
  return step;
};

describe('what a form says of a value', () => {
  it('is the same answer whatever words stand beside its code', () => {
    const coding = { system: 'urn:x', code: 'cough', display: 'Hoste' };
    expect(asAnswer({ valueCoding: coding })).toEqual({ valueCoding: { system: 'urn:x', code: 'cough' } });
    expect(same({ valueCoding: coding }, { valueCoding: { ...coding, display: 'Cough' } })).toBe(true);
    expect(same({ valueCoding: coding }, { valueCoding: { code: 'cough' } })).toBe(false);
  });

  it('has the option that it begins with', () => {
    const chosen = { ...option('b'), initialSelected: true };
    const { initial, options } = stepOf('choice', { answerOption: [option('a'), chosen] });
    const [first] = initial;
    const begins = options.map(({ option: each }) => first !== undefined && same(each, first));
    expect(begins).toEqual([false, true]);
  });

  it('is how it is written, where its author says so', () => {
    expect(
      shapeOf(stepOf('string', { extension: [extension('entryFormat', { valueString: 'nnnn' })] })),
    ).toBe('nnnn');
    expect(shapeOf(stepOf('string'))).toBeNull();
  });

  it('gives a key for a minus only where a number may be below nought', () => {
    const below = [extension('minValue', { valueInteger: -5 })];
    expect(keysFor(stepOf('integer', { extension: below }), 'integer', 'nb').flat()).toContain('-');
    expect(keysFor(stepOf('integer'), 'integer', 'nb').flat()).not.toContain('-');
  });

  it('has the letters in the order of the country', () => {
    expect(keysFor(stepOf('string'), 'string', 'da')[1]?.slice(-2)).toEqual(['æ', 'ø']);
    expect(keysFor(stepOf('string'), 'string', 'nn')[1]?.slice(-2)).toEqual(['ø', 'æ']);
  });
});
