/**
 * Rows as Go.Data's importer takes them: one a relationship, with the person's own columns in each; the person is found again by id. Its reader
 * (csv-parse with `columns` and `trim`) wants commas and no BOM, and takes the other person by id or visual id.
 */
import { withoutFormulas } from '../csv.ts';
import type { NotCarried } from './format.ts';
import type { GoDataPerson, GoDataRelationship } from './godata.ts';
import { phoneForCsv } from './names.ts';

type ImportRow = GoDataPerson & {
  readonly relationship: Omit<GoDataRelationship, 'persons'> & {
    readonly persons: readonly { readonly id: string }[];
  };
};

const sourceOf = ({ persons }: GoDataRelationship): string | undefined =>
  persons.find(({ source }) => source)?.id;
const targetOf = ({ persons }: GoDataRelationship): string | undefined =>
  persons.find(({ target }) => target)?.id;

/** Of `people`, each with each relationship in which they were exposed. `all`: who may stand at the other end. */
export const importRows = (
  people: readonly GoDataPerson[],
  all: readonly GoDataPerson[],
  relationships: readonly GoDataRelationship[],
): ImportRow[] =>
  people.flatMap((person) =>
    relationships
      .filter((relationship) => targetOf(relationship) === person.id)
      .flatMap((relationship) => {
        const source = all.find(({ id }) => id === sourceOf(relationship));
        return source === undefined
          ? []
          : [{ ...person, relationship: { ...relationship, persons: [{ id: source.visualId }] } }];
      }),
  );

const COLUMNS: readonly (readonly [string, (row: ImportRow) => string])[] = [
  ['id', ({ id }) => id],
  ['visualId', ({ visualId }) => visualId],
  ['firstName', ({ firstName }) => firstName],
  ['lastName', ({ lastName }) => lastName],
  ['dateOfReporting', ({ dateOfReporting }) => dateOfReporting.slice(0, 10)],
  ['riskReason', ({ riskReason }) => riskReason],
  ['addresses[].typeId', ({ addresses }) => addresses[0]?.typeId ?? ''],
  ['addresses[].phoneNumber', ({ addresses }) => phoneForCsv(addresses[0]?.phoneNumber ?? '')],
  ['relationship.id', ({ relationship }) => relationship.id],
  ['relationship.persons[].id', ({ relationship }) => relationship.persons[0]?.id ?? ''],
  ['relationship.dateOfFirstContact', ({ relationship }) => relationship.dateOfFirstContact.slice(0, 10)],
  ['relationship.contactDate', ({ relationship }) => relationship.contactDate.slice(0, 10)],
  ['relationship.contactDateEstimated', ({ relationship }) => String(relationship.contactDateEstimated)],
  ['relationship.certaintyLevelId', ({ relationship }) => relationship.certaintyLevelId],
  ['relationship.exposureDurationId', ({ relationship }) => relationship.exposureDurationId],
  ['relationship.comment', ({ relationship }) => relationship.comment],
];

const cell = (text: string): string => `"${withoutFormulas(text).replaceAll('"', '""')}"`;
const line = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`;

export const relationshipsCsv = (...people: Parameters<typeof importRows>): string =>
  [
    COLUMNS.map(([column]) => column),
    ...importRows(...people).map((row) => COLUMNS.map(([, value]) => value(row))),
  ]
    .map(line)
    .join('');

/** Whom the importer does not take, for nobody exposed them; and names that bear a tab in the CSV. */
export const unlinkedIn = (
  contacts: readonly GoDataPerson[],
  contactsOfContacts: readonly GoDataPerson[],
  relationships: readonly GoDataRelationship[],
): NotCarried[] => {
  const exposed = new Set(relationships.map(targetOf));
  const people = [...contacts, ...contactsOfContacts];
  return [
    { field: 'people[]', why: 'no-link', count: people.filter(({ id }) => !exposed.has(id)).length },
    {
      field: 'people[].name',
      why: 'tab-in-csv',
      count: people.filter(({ firstName, lastName }) =>
        [firstName, lastName].some((name) => withoutFormulas(name) !== name),
      ).length,
    },
  ];
};
