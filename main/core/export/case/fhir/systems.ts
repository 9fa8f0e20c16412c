/**
 * Names of our identifiers and codes. Nobody has to register an OID that is made of a UUID (ITU-T X.667, arc 2.25), and nobody else has this one.
 * resources/docs/case-formats.md lists them.
 */
const ARC = 'urn:oid:2.25.316418748874411415283444095002032718113';
const under = (number: number): string => `${ARC}.${String(number)}`;

/** Identifiers: what a conditional create looks for. */
export const IDENTIFIER = {
  institution: under(1),
  ward: under(2),
  place: under(3),
  person: under(4),
  presence: under(5),
  exposure: under(6),
  case: under(7),
  /** A person's key within one case. */
  personInCase: under(8),
  onset: under(9),
} as const;

/** Code systems of our own; the codes are those of shared/domain. */
export const CODES = {
  part: under(20),
  kind: under(21),
  evidence: under(22),
  permitClass: under(23),
  how: under(24),
  certainty: under(25),
  generation: under(26),
  purpose: under(27),
} as const;

export const EXTENSION = { kind: under(40), child: under(41) } as const;

export const ACT_CLASS = 'http://terminology.hl7.org/CodeSystem/v3-ActClass';
export const OBSERVATION_CATEGORY = 'http://terminology.hl7.org/CodeSystem/observation-category';
export const LOCATION_TYPE = 'http://terminology.hl7.org/CodeSystem/location-physical-type';
export const UNITS = 'http://unitsofmeasure.org';
export const LOINC = 'http://loinc.org';
export const DATA_ABSENT = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason';
