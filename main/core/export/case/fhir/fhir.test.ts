import type { Bundle, Resource } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import { referencesIn, startFhirServer, wrongIn } from '../../../../../test/support/fhir-server.ts';
import { richCase } from '../../../../../test/support/rich-case.ts';
import type { CaseData } from '../../../../../shared/domain/tracing.ts';
import { fhir } from './index.ts';

const bundleOf = (data: CaseData): Bundle => JSON.parse(fhir(data, 'nb').files[0]?.text ?? '') as Bundle;
/** As a server keeps it: with `Type/id` for `urn:uuid:…`, so that the validator sees what kind of thing is referred to. */
const resolved = (bundle: Bundle): Bundle => {
  const text = (bundle.entry ?? []).reduce(
    (json, { fullUrl, resource }) =>
      json.replaceAll(`"reference":"${fullUrl ?? ''}"`, `"reference":"${resource?.resourceType ?? ''}/1"`),
    JSON.stringify(bundle),
  );
  return JSON.parse(text) as Bundle;
};
const resourcesOf = (bundle: Bundle): Resource[] =>
  (bundle.entry ?? []).flatMap(({ resource }) => resource ?? []);
const KINDS = ['Organization', 'Location', 'Patient', 'Observation', 'Task'] as const;

describe('the validator', () => {
  it.each([
    ['a member that does not exist', { resourceType: 'Patient', nome: 'x' }],
    ['a value of the wrong type', { resourceType: 'Patient', active: 'yes' }],
    ['a missing required member', { resourceType: 'Observation', status: 'final' }],
    ['a code that its binding does not have', { resourceType: 'Patient', gender: 'kvinne' }],
    [
      'a code of HL7 that does not exist',
      {
        resourceType: 'Observation',
        status: 'final',
        code: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActClass', code: 'NOPE' }] },
      },
    ],
    [
      'a reference to the wrong kind of thing',
      {
        resourceType: 'Observation',
        status: 'final',
        code: { text: 'x' },
        subject: { reference: 'Organization/1' },
      },
    ],
    [
      'a status deep down that its binding does not have',
      {
        resourceType: 'Patient',
        telecom: [{ system: 'brevdue', value: '1' }],
      },
    ],
  ])('finds %s', (_, resource) => {
    expect(wrongIn(resource as unknown as Resource)).not.toEqual([]);
  });
});

describe('a case as a FHIR transaction', () => {
  const bundle = bundleOf(richCase());

  it('is valid: the bundle and every resource in it', () => {
    expect(wrongIn(resolved(bundle))).toEqual([]);
    for (const resource of resourcesOf(resolved(bundle)))
      expect(wrongIn(resource), JSON.stringify(resource)).toEqual([]);
  });

  it.each([
    ['without a note, symptoms or an end', { note: '', symptomsFrom: null, closedAt: null }],
    ['with nobody in it', { people: [], visits: [], exposures: [] }],
    [
      'with exposures of people, places and visits that it does not describe',
      { people: [], visits: [], wards: [], places: [] },
    ],
  ])('is valid %s', (_, change) => {
    const made = bundleOf({ ...richCase(), ...change });
    expect(wrongIn(resolved(made))).toEqual([]);
    const urls = (made.entry ?? []).map(({ fullUrl }) => fullUrl);
    expect(referencesIn(made).filter((reference) => !urls.includes(reference))).toEqual([]);
  });

  it('refers to nothing that is not in it, and has no two of the same', () => {
    const urls = (bundle.entry ?? []).map(({ fullUrl }) => fullUrl);
    expect(new Set(urls).size).toBe(urls.length);
    const asked = (bundle.entry ?? []).map(
      ({ request }) => `${request?.url ?? ''}?${request?.ifNoneExist ?? ''}`,
    );
    expect(new Set(asked).size).toBe(asked.length);
    expect(referencesIn(bundle).filter((reference) => !urls.includes(reference))).toEqual([]);
  });

  it('makes everything once on a server, however often it is sent', async () => {
    const server = startFhirServer();
    const first = await server.post(bundle);
    expect(new Set(first)).toEqual(new Set(['201']));
    const counts = await Promise.all(KINDS.map((kind) => server.count(kind)));
    expect(counts).toEqual([1, 4, 9, 7 + 8 + 1, 1]);
    const second = await server.post(bundle);
    expect(new Set(second)).toEqual(new Set(['200']));
    expect(second).toHaveLength(first.length);
    expect(await Promise.all(KINDS.map((kind) => server.count(kind)))).toEqual(counts);
  });

  it('is whole there: every reference leads to something', async () => {
    const server = startFhirServer();
    await server.post(bundle);
    const made = (
      await Promise.all((['Observation', 'Task', 'Patient'] as const).map((kind) => server.all(kind)))
    ).flat();
    const references = [...new Set(made.flatMap(referencesIn))].filter((one) => /^[A-Z]\w+\//.test(one));
    expect(references.length).toBeGreaterThan(20);
    for (const reference of references) expect(await server.exists(reference), reference).toBe(true);
    expect(made.flatMap(referencesIn).filter((one) => one.startsWith('urn:'))).toEqual([]);
  });

  it('adds only what is new when another case knows some of the same visits', async () => {
    const server = startFhirServer();
    await server.post(bundle);
    const other = richCase();
    const answers = await server.post(
      bundleOf({
        ...other,
        caseId: 'sak-8',
        exposures: other.exposures.slice(0, 2),
        people: other.people.filter(({ kind }) => kind !== 'staff'),
      }),
    );
    // New: two exposures, the day of symptoms and the case.
    expect(answers.filter((status) => status === '201')).toHaveLength(4);
    expect(await server.count('Patient')).toBe(9);
  });

  it('tells times with the offset of the house, and leaves the end open for who is still there', () => {
    const periods = resourcesOf(bundle).flatMap((one) =>
      one.resourceType === 'Observation' && one.effectivePeriod !== undefined ? [one.effectivePeriod] : [],
    );
    expect(periods).toContainEqual({ start: '2026-03-11T07:00:00.000+01:00' });
    expect(periods).toContainEqual({
      start: '2026-03-10T13:10:00.000+01:00',
      end: '2026-03-10T21:00:00.000+01:00',
    });
  });

  it('says that a name is hidden, and knows no name in parts', () => {
    const names = resourcesOf(bundle).flatMap((one) =>
      one.resourceType === 'Patient' ? (one.name ?? []) : [],
    );
    expect(names.filter(({ text }) => text === undefined)).toEqual([
      {
        extension: [
          { url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'masked' },
        ],
      },
    ]);
    expect(names.every(({ family }) => family === undefined)).toBe(true);
  });
});
