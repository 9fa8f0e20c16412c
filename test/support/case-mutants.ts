import type { CaseData } from '../../shared/domain/tracing.ts';
import { EVIDENCE } from '../../shared/domain/presence.ts';
import { PERMIT_CLASSES } from '../../shared/domain/outcome.ts';
import { LOOKUP_PURPOSES } from '../../shared/domain/events.ts';

type Steps = readonly (string | number)[];
export interface Mutant {
  /** As `leavesOf` says it. */
  readonly path: string;
  readonly where: string;
  readonly data: CaseData;
}

const CHOICES: Readonly<Record<string, readonly unknown[]>> = {
  purpose: LOOKUP_PURPOSES,
  'institution.jurisdiction': ['NO', 'DK'],
  'people[].kind': ['visitor', 'companion', 'resident', 'staff'],
  'people[].generation': [0, 1, 2],
  'visits[].permitClass': PERMIT_CLASSES,
  'visits[].arrived.evidence': EVIDENCE,
  'visits[].left.evidence': EVIDENCE,
  'exposures[].generation': [1, 2],
  'exposures[].certainty': ['certain', 'possible'],
  'exposures[].how': ['same-visit', 'same-resident', 'same-place', 'same-ward'],
};

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const PERSON = new Set([
  'index',
  'visits[].visitor',
  'visits[].companions[]',
  'visits[].residents[]',
  'exposures[].from',
  'exposures[].to',
]);
const LEFT = {
  at: '2026-03-11T08:00:00.000Z',
  evidence: 'scanned',
  earliest: '2026-03-11T08:00:00.000Z',
  latest: '2026-03-11T08:00:00.000Z',
};

/** Other values that could have stood there: as near as can be, so that a format that rounds is found out. */
const others = (path: string, value: unknown): unknown[] => {
  const choices = CHOICES[path];
  if (choices !== undefined) return choices.filter((choice) => choice !== value);
  if (PERSON.has(path)) return ['p1', 'p3', 'p5', 'p8'].filter((key) => key !== value);
  if (path.endsWith('.ward')) return [value === 'furua' ? 'grana' : 'furua'];
  if (path.endsWith('.place')) return [value === 'stua' ? 'furua-rom' : 'stua'];
  if (path === 'institution.zone') return ['Europe/Helsinki'];
  if (path === 'visits[].left') return [LEFT];
  if (path === 'symptomsFrom') return ['2026-03-12', null];
  if (path === 'closedAt') return ['2026-03-20T08:01:00.000Z', null];
  if (path === 'people[].phone') return [`${String(value)}1`, null];
  if (path === 'exposures[].otherVisitId' || path === 'visits[].visitId' || path === 'exposures[].visitId')
    return [String(value).replace(/.$/, '9')];
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [value + 1];
  if (INSTANT.test(String(value))) return [new Date(Date.parse(String(value)) + 1000).toISOString()];
  return [`${String(value)}x`];
};

const replaced = (data: CaseData, steps: Steps, value: unknown): CaseData => {
  const copy: unknown = structuredClone(data);
  let at = copy as Record<string | number, unknown>;
  for (const step of steps.slice(0, -1)) at = at[step] as Record<string | number, unknown>;
  at[steps.at(-1) ?? ''] = value;
  return copy as CaseData;
};

const pathOf = (steps: Steps): string =>
  steps.reduce<string>(
    (path, step) => (typeof step === 'number' ? `${path}[]` : path === '' ? step : `${path}.${step}`),
    '',
  );

const walk = (value: unknown, steps: Steps): [Steps, unknown][] => {
  if (Array.isArray(value)) return value.flatMap((item, index) => walk(item, [...steps, index]));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, inner]) => walk(inner, [...steps, key]));
  return [[steps, value]];
};

/** The case with one value of it another, for every value that is there; and who has left gone back in. */
export const mutantsOf = (data: CaseData): Mutant[] => [
  ...walk(data, [])
    .filter(([steps, value]) => value !== null || pathOf(steps) === 'visits[].left')
    .flatMap(([steps, value]) => {
      const path = pathOf(steps);
      return others(path, value).map((other) => ({
        path,
        where: `${steps.join('.')} = ${JSON.stringify(other)}`,
        data: replaced(data, steps, other),
      }));
    }),
  ...data.visits.flatMap(({ left }, index) =>
    left === null
      ? []
      : [
          {
            path: 'visits[].left',
            where: `visits.${index}.left = null`,
            data: replaced(data, ['visits', index, 'left'], null),
          },
        ],
  ),
];
