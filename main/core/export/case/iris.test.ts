import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { richCase } from '../../../../test/support/rich-case.ts';
import { instant } from '../../../../shared/domain/time.ts';
import type { CaseData } from '../../../../shared/domain/tracing.ts';
import { iris } from './iris.ts';
import { isRefused } from './iris-guard.ts';

/** `GuestList` of the IRIS public API 0.2.0 and of iris-client, with its lengths. */
const text = (longest: number) => z.string().min(1).max(longest);
const guestList = z.strictObject({
  guests: z.array(
    z.strictObject({
      firstName: text(100),
      lastName: text(100),
      sex: z.enum(['MALE', 'FEMALE', 'OTHER', 'UNKNOWN']),
      phone: text(100).optional(),
      attendanceInformation: z.strictObject({
        descriptionOfParticipation: text(500),
        attendFrom: instant.optional(),
        attendTo: instant.optional(),
        additionalInformation: text(500).optional(),
      }),
    }),
  ),
  dataProvider: z.strictObject({
    name: text(256),
    address: z.strictObject({
      street: text(256),
      houseNumber: text(256),
      zipCode: text(10),
      city: text(256),
    }),
  }),
  additionalInformation: text(500),
  startDate: instant,
  endDate: instant,
});
const read = (data: CaseData) => guestList.parse(JSON.parse(iris(data, 'nb').files[0]?.text ?? ''));

describe('a guest list for IRIS', () => {
  it('has a guest for each person and time inside, residents among them', () => {
    const data = richCase();
    const attendances = data.visits.flatMap(({ companions, residents }) => [1, ...companions, ...residents]);
    // And one of the staff, who was found by an exposure and has no visit.
    expect(read(data).guests).toHaveLength(attendances.length + 1);
  });

  it('has each leg of a vigil, and no end for who is still there', () => {
    const vigil = read(richCase()).guests.filter(({ firstName }) => firstName.startsWith('Nguyễn'));
    expect(
      vigil.map(({ attendanceInformation: { attendFrom, attendTo } }) => [attendFrom, attendTo]),
    ).toEqual([
      ['2026-03-10T12:10:00.000Z', '2026-03-10T20:00:00.000Z'],
      ['2026-03-11T06:00:00.000Z', undefined],
    ]);
  });

  it('has who cannot be named, because they were there', () => {
    expect(read(richCase()).guests.filter(({ lastName }) => lastName === 'N.N.')).toHaveLength(1);
  });

  it('puts a blank before a name that begins with Æ, which its guard would replace', () => {
    const names = read(richCase()).guests.map(({ firstName }) => firstName);
    expect(names).toContain(' Ægir');
    expect(isRefused('Ægir')).toBe(true);
    expect(isRefused(' Ægir')).toBe(false);
  });

  it('names those it cannot get past the guard', () => {
    expect(iris(richCase(), 'nb').notCarried).toContainEqual({
      field: 'people[].name',
      why: 'refused-there',
      count: 3,
    });
  });

  it('is in UTC, with the clock of the house in words, on both days when it changes', () => {
    const data = richCase();
    const at = (instant: string) => {
      const arrived = { at: instant, evidence: 'scanned' as const, earliest: instant, latest: instant };
      const visits = data.visits.slice(0, 1).map((visit) => ({ ...visit, arrived, left: null }));
      return read({ ...data, visits }).guests[0]?.attendanceInformation;
    };
    expect(at('2026-03-29T01:00:00.000Z')).toMatchObject({ attendFrom: '2026-03-29T01:00:00.000Z' });
    expect(at('2026-03-29T01:00:00.000Z')?.additionalInformation).toContain('29.03.2026 03:00:00');
    expect(at('2026-10-25T00:30:00.000Z')?.additionalInformation).toContain('25.10.2026 02:30:00 GMT+02:00');
    expect(at('2026-10-25T01:30:00.000Z')?.additionalInformation).toContain('25.10.2026 02:30:00 GMT+01:00');
  });

  it('cuts what is too long itself, and says so', () => {
    const data = richCase();
    const people = data.people.map((person) => ({ ...person, name: 'Å'.repeat(80) }));
    const long = { ...data, people };
    expect(read(long).guests.every(({ lastName }) => lastName.length === 80)).toBe(true);
    expect(iris(long, 'nb').notCarried).toContainEqual({
      field: 'visits[]',
      why: 'too-long',
      count: expect.any(Number) as number,
    });
  });
});
