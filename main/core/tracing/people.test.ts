import { describe, expect, it } from 'vitest';
import { peopleOf, type VisitPeople } from './people.ts';

let made = 0;
const visit = (personal: VisitPeople['personal'], changes: Partial<VisitPeople> = {}): VisitPeople => ({
  visitId: `v${(made += 1)}`,
  bookingId: null,
  ward: 'furua',
  companions: [],
  also: [],
  personal,
  ...changes,
});
const olga = { residentId: 'furua-1', residentName: 'Olga Hemmelig' };
const ole = { residentId: 'furua-2', residentName: 'Ole Hansen' };
/** Visitors of each visit, as numbers from 0 in the order they are first seen. */
const visitors = (...visits: VisitPeople[]): number[] => {
  const { parties } = peopleOf(visits);
  const keys = visits.map(({ visitId }) => parties.get(visitId)?.came[0]);
  return keys.map((key) => [...new Set(keys)].indexOf(key));
};

describe('the same person', () => {
  it('is a visitor of the same name with the same telephone, however they are written', () => {
    const one = visit({ visitorName: 'Kari Prøvesen', phone: '+47 900 00 000', ...olga });
    const other = visit({ visitorName: 'kari provesen', phone: '90000000', ...ole });
    expect(visitors(one, other)).toEqual([0, 0]);
  });

  it('is a visitor of the same name to the same resident, or on the same booking', () => {
    const first = visit({ visitorName: 'Kari Prøvesen', ...olga });
    expect(visitors(first, visit({ visitorName: 'Kari Prøvesen', ...olga }))).toEqual([0, 0]);
    expect(
      visitors(
        visit({ visitorName: 'Siv Li' }, { bookingId: 'b-1' }),
        visit({ visitorName: 'Siv Li' }, { bookingId: 'b-1' }),
      ),
    ).toEqual([0, 0]);
  });

  it('is found through a third visit that has something of both', () => {
    const byPhone = visit({ visitorName: 'Kari Prøvesen', phone: '900 00 000', ...ole });
    const byResident = visit({ visitorName: 'Kari Prøvesen', ...olga });
    const both = visit({ visitorName: 'Kari Prøvesen', phone: '900 00 000', ...olga });
    expect(visitors(byPhone, byResident, both)).toEqual([0, 0, 0]);
  });

  it('is not a namesake who visits somebody else', () => {
    expect(
      visitors(visit({ visitorName: 'Kari Hansen', ...olga }), visit({ visitorName: 'Kari Hansen', ...ole })),
    ).toEqual([0, 1]);
  });

  it('is a companion who comes alone another day', () => {
    const together = visit({ visitorName: 'Kari', ...olga }, { companions: [{ name: 'Per Prøvesen' }] });
    const alone = visit({ visitorName: 'Per Prøvesen', phone: '911 11 111', ...olga });
    const { people, parties } = peopleOf([together, alone]);
    const key = parties.get(together.visitId)?.came[1] ?? '';
    expect(parties.get(alone.visitId)?.came).toEqual([key]);
    expect(people.get(key)).toMatchObject({ kind: 'visitor', phone: '911 11 111' });
  });

  it('is a resident by id; one written by name alone is whoever alone has it in the ward', () => {
    const known = visit({ visitorName: 'A', ...olga });
    const byName = visit({ visitorName: 'B', residentName: 'olga hemmelig' });
    const elsewhere = visit({ visitorName: 'C', residentName: 'Olga Hemmelig' }, { ward: 'bjorka' });
    const { parties } = peopleOf([byName, known, elsewhere]);
    const residents = [byName, known, elsewhere].map(({ visitId }) => parties.get(visitId)?.residents[0]);
    expect(residents[0]).toBe(residents[1]);
    expect(residents[2]).not.toBe(residents[1]);
  });

  it('is not either of two residents of one name', () => {
    const one = visit({ visitorName: 'A', residentId: 'r-1', residentName: 'Inger Berg' });
    const two = visit({ visitorName: 'B', residentId: 'r-2', residentName: 'Inger Berg' });
    const which = visit({ visitorName: 'C', residentName: 'Inger Berg' });
    const { parties } = peopleOf([one, two, which]);
    expect(new Set([one, two, which].map(({ visitId }) => parties.get(visitId)?.residents[0])).size).toBe(3);
  });

  it('is nobody where the fields do not open: somebody came, each time another', () => {
    const { people, parties } = peopleOf([visit('erased'), visit('closed')]);
    expect([...people.values()].map(({ kind, name }) => [kind, name])).toEqual([
      ['visitor', null],
      ['visitor', null],
    ]);
    expect([...parties.values()].every(({ residents }) => residents.length === 0)).toBe(true);
  });
});
