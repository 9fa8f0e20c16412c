import { describe, expect, it } from 'vitest';
import { shaped, typedOf, valueOf } from './entry.ts';

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
