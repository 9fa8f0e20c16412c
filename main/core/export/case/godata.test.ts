import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { richCase } from '../../../../test/support/rich-case.ts';
import type { CaseData } from '../../../../shared/domain/tracing.ts';
import { godata } from './godata.ts';

/** As csv-parse reads it with `columns`: a BOM would be part of the first heading. */
const readRfc4180 = (text: string): Record<string, string>[] => {
  const rows = text
    .split('\r\n')
    .slice(0, -1)
    .map((line) =>
      [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map(([, cell = '']) => cell.replaceAll('""', '"')),
    );
  const [columns = [], ...body] = rows;
  return body.map((row) => Object.fromEntries(row.map((cell, index) => [columns[index] ?? '', cell])));
};

const id = z.uuid();
const utcMidnight = z.string().regex(/^\d{4}-\d\d-\d\dT00:00:00\.000Z$/);
const category = (name: string) => z.string().startsWith(`LNG_REFERENCE_DATA_CATEGORY_${name}_`);
/** The models of GoDataSource-API, as far as they are filled here: what they require is required. */
const person = z.strictObject({
  id,
  visualId: z.string(),
  type: category('PERSON_TYPE'),
  firstName: z.string().min(1),
  lastName: z.string().min(1),
  dateOfReporting: utcMidnight,
  riskReason: z.string(),
  addresses: z.array(z.strictObject({ typeId: category('ADDRESS_TYPE'), phoneNumber: z.string() })),
});
const relationship = z.strictObject({
  id,
  persons: z.tuple([
    z.strictObject({ id, type: category('PERSON_TYPE'), source: z.literal(true) }),
    z.strictObject({ id, type: category('PERSON_TYPE'), target: z.literal(true) }),
  ]),
  dateOfFirstContact: utcMidnight,
  contactDate: utcMidnight,
  contactDateEstimated: z.boolean(),
  certaintyLevelId: z.enum(
    ['1_LOW', '2_MEDIUM', '3_HIGH'].map((l) => `LNG_REFERENCE_DATA_CATEGORY_CERTAINTY_LEVEL_${l}`),
  ),
  exposureDurationId: category('EXPOSURE_DURATION'),
  comment: z.string(),
});
const outbreak = z.strictObject({
  cases: z.array(
    person.extend({ classification: category('CASE_CLASSIFICATION'), dateOfOnset: utcMidnight.optional() }),
  ),
  contacts: z.array(person),
  contactsOfContacts: z.array(person),
  relationships: z.array(relationship),
});

const fileOf = (data: CaseData, ending: string): string =>
  godata(data, 'nb').files.find(({ name }) => name.endsWith(ending))?.text ?? '';
const read = (data: CaseData) => outbreak.parse(JSON.parse(fileOf(data, 'sak-7.json')));

describe('a case for Go.Data', () => {
  it('has the index person as a case, and the others as contacts and contacts of contacts', () => {
    const { cases, contacts, contactsOfContacts } = read(richCase());
    const ids = (people: readonly { visualId: string }[]) => people.map(({ visualId }) => visualId);
    expect(ids(cases)).toEqual(['sak-7-p1']);
    expect(ids(contacts)).toEqual(['sak-7-p2', 'sak-7-p3', 'sak-7-p4', 'sak-7-p5', 'sak-7-p6', 'sak-7-p7']);
    expect(ids(contactsOfContacts)).toEqual(['sak-7-p8', 'sak-7-p9']);
    expect(cases[0]).toMatchObject({ dateOfOnset: '2026-03-11T00:00:00.000Z' });
  });

  it('has a relationship for each exposure, between two who are in the file and are what it says', () => {
    const { cases, contacts, contactsOfContacts, relationships } = read(richCase());
    const types = new Map([...cases, ...contacts, ...contactsOfContacts].map((one) => [one.id, one.type]));
    expect(relationships).toHaveLength(8);
    expect(new Set(relationships.map((one) => one.id)).size).toBe(8);
    for (const { persons } of relationships)
      for (const end of persons) expect(types.get(end.id)).toBe(end.type);
  });

  it('is certain where both were surely there, and less so where they may have been', () => {
    expect(read(richCase()).relationships.map(({ certaintyLevelId }) => certaintyLevelId.slice(-6))).toEqual([
      '3_HIGH',
      '3_HIGH',
      '3_HIGH',
      'MEDIUM',
      '_1_LOW',
      '_1_LOW',
      '3_HIGH',
      '3_HIGH',
    ]);
  });

  it('dates a contact by the day in the house, on both days when the clock changes', () => {
    const data = richCase();
    const days = (start: string, end: string) => {
      const exposures = data.exposures.slice(0, 1).map((one) => ({ ...one, start, end }));
      const [only] = read({ ...data, exposures }).relationships;
      return [only?.dateOfFirstContact.slice(0, 10), only?.contactDate.slice(0, 10)];
    };
    expect(days('2026-03-28T22:30:00.000Z', '2026-03-28T23:30:00.000Z')).toEqual([
      '2026-03-28',
      '2026-03-29',
    ]);
    expect(days('2026-10-24T22:30:00.000Z', '2026-10-25T22:30:00.000Z')).toEqual([
      '2026-10-25',
      '2026-10-25',
    ]);
  });

  it('has rows for its importer that name the other person by visual id', () => {
    const data = richCase();
    const rows = readRfc4180(fileOf(data, '-contacts.csv'));
    expect(rows.map((row) => [row.visualId, row['relationship.persons[].id']])).toEqual(
      ['p2', 'p3', 'p4', 'p5', 'p6', 'p7'].map((key) => [`sak-7-${key}`, 'sak-7-p1']),
    );
    expect(
      readRfc4180(fileOf(data, '-contacts-of-contacts.csv')).map((row) => row['relationship.persons[].id']),
    ).toEqual(['sak-7-p3', 'sak-7-p3']);
    const json = z
      .array(z.looseObject({ relationship: z.looseObject({ id }) }))
      .parse(JSON.parse(fileOf(data, '-contacts.json')));
    expect(json.map((row) => row.relationship.id)).toEqual(rows.map((row) => row['relationship.id']));
  });

  it('lets no cell of its CSV be calculated, and says which names bear a tab for it', () => {
    expect(fileOf(richCase(), '-contacts.csv')).not.toMatch(/(^|,|\n)"[^\S\t]*[=+\-@]/);
    expect(fileOf(richCase(), '-contacts-of-contacts.csv')).not.toMatch(/(^|,|\n)"[^\S\t]*[=+\-@]/);
    expect(godata(richCase(), 'nb').notCarried).toContainEqual({
      field: 'people[].name',
      why: 'tab-in-csv',
      count: 1,
    });
  });

  it('tells of people whom nobody exposed: the importer takes no contact without a relationship', () => {
    const data = richCase();
    expect(godata({ ...data, exposures: [] }, 'nb').notCarried).toContainEqual({
      field: 'people[]',
      why: 'no-link',
      count: 8,
    });
  });

  it('gives the same ids when it is made again', () => {
    expect(godata(richCase(), 'nb')).toEqual(godata(richCase(), 'nb'));
  });
});
