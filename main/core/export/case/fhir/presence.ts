import type { PresenceEnd } from '../../../../../shared/domain/presence.ts';
import type { TracedVisit } from '../../../../../shared/domain/tracing.ts';
import type { Attendance } from '../view.ts';
import { concept, entry, refersTo, type Entry } from './entry.ts';
import type { FhirContext } from './context.ts';
import { CODES, OBSERVATION_CATEGORY } from './systems.ts';

/** Who came, each a presence of their own. Residents live there. */
export const attendancesOf = (visit: TracedVisit): Attendance[] => [
  { visit, role: 'visitor', number: 1 },
  ...visit.companions.map((_, index): Attendance => ({ visit, role: 'companion', number: index + 1 })),
];

const keyOf = ({ visit, role, number }: Attendance): string =>
  role === 'companion' ? (visit.companions[number - 1] ?? visit.visitor) : visit.visitor;

/** How one end is known; between which instants it lies. */
const endComponent = (context: FhirContext, part: 'arrived' | 'left', end: PresenceEnd) => {
  const { words, logWords, time } = context;
  const code = concept(CODES.part, part, words.part[part]);
  return [
    { code, valueCodeableConcept: concept(CODES.evidence, end.evidence, logWords.evidence[end.evidence]) },
    { code, valuePeriod: { start: time(end.earliest), end: time(end.latest) } },
  ];
};

/**
 * A time inside as an Observation and not an Encounter: FHIR's Encounter is a patient's contact with those who treat them. Focus: whom it was to, and
 * where. No `end`: still inside.
 */
const presence = (context: FhirContext, attendance: Attendance): Entry => {
  const { words, logWords, time } = context;
  const { visit, role } = attendance;
  const part = (code: 'receipt' | 'leg' | 'party-size' | 'permit-class') => ({
    code: concept(CODES.part, code, words.part[code]),
  });
  return entry('Observation', context.presence(attendance), {
    status: visit.left === null ? 'preliminary' : 'final',
    category: [{ coding: [{ system: OBSERVATION_CATEGORY, code: 'social-history' }] }],
    code: concept(CODES.part, 'presence', words.part.presence),
    subject: context.to.person(keyOf(attendance)),
    focus: [
      ...visit.residents.map((key) => context.to.person(key)),
      context.to.ward(visit.ward),
      context.to.place(visit.place),
    ],
    effectivePeriod: {
      start: time(visit.arrived.at),
      ...(visit.left === null ? {} : { end: time(visit.left.at) }),
    },
    ...(role === 'visitor' && visit.companions.length > 0
      ? {
          hasMember: attendancesOf(visit)
            .slice(1)
            .map((companion) => refersTo(context.presence(companion))),
        }
      : {}),
    component: [
      { ...part('receipt'), valueString: visit.receipt },
      { ...part('leg'), valueInteger: visit.leg + 1 },
      { ...part('party-size'), valueInteger: visit.partySize },
      {
        ...part('permit-class'),
        valueCodeableConcept: concept(
          CODES.permitClass,
          visit.permitClass,
          logWords.permitClass[visit.permitClass],
        ),
      },
      ...endComponent(context, 'arrived', visit.arrived),
      ...(visit.left === null ? [] : endComponent(context, 'left', visit.left)),
    ],
  });
};

export const presenceEntries = (context: FhirContext): Entry[] =>
  context.data.visits.flatMap(attendancesOf).map((attendance) => presence(context, attendance));
