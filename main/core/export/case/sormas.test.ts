import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOpencsv } from '../../../../test/support/read-opencsv.ts';
import { richCase } from '../../../../test/support/rich-case.ts';
import type { CaseData } from '../../../../shared/domain/tracing.ts';
import { personName } from '../../../../shared/domain/booking.ts';
import { NO_NAME } from './names.ts';
import { sormas } from './sormas.ts';

const textOf = (data: CaseData): string => sormas(data, 'nb').files[0]?.text ?? '';
const read = (data: CaseData) => {
  const [entities = [], columns = [], ...rows] = readOpencsv(textOf(data));
  return {
    entities,
    columns,
    rows: rows.map((row) => Object.fromEntries(row.map((value, index) => [columns[index] ?? '', value]))),
  };
};
const named = (name: string): CaseData => {
  const data = richCase();
  return {
    ...data,
    people: data.people.map((person) => (person.key === 'p1' ? { ...person, name } : person)),
  };
};

describe('event participants for SORMAS', () => {
  it('have the two heading rows of its template, with columns that are in it', () => {
    const { entities, columns } = read(richCase());
    expect(columns).toEqual([
      'involvementDescription',
      'person.firstName',
      'person.lastName',
      'person.sex',
      'person.internalToken',
      'person.additionalDetails',
      'person.phone',
    ]);
    expect(entities).toEqual(
      columns.map((column) => (column.startsWith('person.') ? 'Person' : 'EventParticipant')),
    );
  });

  it('are everybody who has a name; who has none is told of', () => {
    const { rows } = read(richCase());
    expect(rows.map((row) => row['person.internalToken'])).toEqual(
      ['p1', 'p2', 'p3', 'p4', 'p5', 'p7', 'p8', 'p9'].map((key) => `sak-7/${key}`),
    );
    expect(sormas(richCase(), 'nb').notCarried).toContainEqual({
      field: 'people[]',
      why: 'no-name',
      count: 1,
    });
  });

  it('keep what nobody with a name took part in out of the file, and say how much it was', () => {
    const data = richCase();
    const people = data.people.map((person) => ({ ...person, name: null }));
    const { files, notCarried } = sormas({ ...data, people }, 'nb');
    expect(readOpencsv(files[0]?.text ?? '')).toHaveLength(2);
    expect(notCarried.filter(({ why }) => why === 'no-name')).toEqual([
      { field: 'people[]', why: 'no-name', count: 9 },
      { field: 'visits[]', why: 'no-name', count: 5 },
      { field: 'exposures[]', why: 'no-name', count: 8 },
    ]);
  });

  it('say who is who, children too, in no more than its 255 characters', () => {
    const { rows } = read(richCase());
    expect(rows.map((row) => row.involvementDescription)).toEqual([
      'besøkende, indeksperson',
      'følge, barn, 1. ledd',
      'beboer, 1. ledd',
      'beboer, 1. ledd',
      'besøkende, 1. ledd',
      'ansatt, 1. ledd',
      'besøkende, 2. ledd',
      'følge, barn, 2. ledd',
    ]);
  });

  it('give any name back to its reader, unless it is one that a spreadsheet would calculate', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (text) => {
        const name = personName.safeParse(text);
        fc.pre(name.success && !/(^|[;,"\r\n])\s*[=+\-@＝＋－＠]/u.test(name.data));
        const [first] = read(named(name.data)).rows;
        const parts = [first?.['person.firstName'], first?.['person.lastName']].filter(
          (part) => part !== NO_NAME,
        );
        expect(parts.join(' ').replaceAll(/\s+/gu, ' ')).toBe(name.data.replaceAll(/\s+/gu, ' '));
      }),
      { numRuns: 300 },
    );
  });

  it('let no name break out of its cell, hide its row or become a formula', () => {
    for (const name of ['\\', 'A \\', '"', '\\"', '## Noll', '=1+1', '-2', '@x', 'a;=b', '"="']) {
      const { rows } = read(named(name));
      expect(rows).toHaveLength(8);
      expect(rows.map((row) => Object.keys(row).length)).toEqual(Array(8).fill(7));
      expect(textOf(named(name))).not.toMatch(/(^|;|\n)"[^\S\t]*[=+\-@]/);
    }
  });

  it('is trimmed of its tab by SORMAS, so that a formula is a name again', () => {
    const [first] = read(named('=HYPERLINK(1)')).rows;
    expect(first?.['person.lastName']).toBe('=HYPERLINK(1)');
  });

  it('tell who is still there, and both ends of a vigil that went in and out', () => {
    const details = read(richCase()).rows.find((row) => row['person.internalToken'] === 'sak-7/p5')?.[
      'person.additionalDetails'
    ];
    expect(details).toContain(
      'fra 10.03.2026 13:10:00 (papir, mellom 10.03.2026 13:00:00 og 10.03.2026 13:30:00)',
    );
    expect(details).toContain('fra 11.03.2026 07:00:00 (skannet) til fortsatt inne');
  });
});
