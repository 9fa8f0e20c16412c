import type { Exposure } from '../../../../../shared/domain/tracing.ts';
import { concept, entry, refersTo, type Entry, type Identifier } from './entry.ts';
import type { FhirContext } from './context.ts';
import { ACT_CLASS, CODES, IDENTIFIER, OBSERVATION_CATEGORY, UNITS } from './systems.ts';

/** The visit's own identifier in every leg of it; the leg that the meeting was in is the one that had begun. */
const presenceIn = (context: FhirContext, visitId: string, start: string): Identifier | null => {
  const legs = context.data.visits.filter((visit) => visit.visitId === visitId);
  const visit = legs.findLast(({ arrived }) => arrived.earliest <= start) ?? legs[0];
  return visit === undefined ? null : context.presence({ visit, role: 'visitor', number: 1 });
};

/** A visit that is not in the case has no resource here, but a name. */
const derivedFrom = (context: FhirContext, { visitId, otherVisitId, start }: Exposure) =>
  [visitId, ...(otherVisitId === null ? [] : [otherVisitId])].map((id) => {
    const known = presenceIn(context, id, start);
    return known === null
      ? {
          type: 'Observation',
          identifier: { system: IDENTIFIER.presence, value: `${context.data.institution.id}/${id}` },
        }
      : refersTo(known);
  });

export const exposureIds = ({ data }: FhirContext): Identifier[] => {
  const seen = new Map<string, number>();
  return data.exposures.map(({ from, to, visitId, otherVisitId }) => {
    const name = [data.institution.id, data.caseId, from, to, visitId, otherVisitId ?? '-'].join('/');
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return { system: IDENTIFIER.exposure, value: before === 0 ? name : `${name}/${String(before + 1)}` };
  });
};

/** After HL7's us-ph-exposure-contact-information: an Observation of the exposed, with who exposed them and where as its focus. */
const exposureEntry = (context: FhirContext, exposure: Exposure, identifier: Identifier): Entry => {
  const { words, time } = context;
  const minutes = (code: 'certain-minutes' | 'possible-minutes', value: number) => ({
    code: concept(CODES.part, code, words.part[code]),
    valueQuantity: { value, unit: 'min', system: UNITS, code: 'min' },
  });
  return entry('Observation', identifier, {
    status: 'final',
    category: [
      { coding: [{ system: OBSERVATION_CATEGORY, code: 'social-history' }] },
      { coding: [{ system: ACT_CLASS, code: 'AEXPOS' }] },
    ],
    code: concept(CODES.part, 'exposure', words.part.exposure),
    subject: context.to.person(exposure.to),
    focus: [
      context.to.person(exposure.from),
      context.to.ward(exposure.ward),
      context.to.place(exposure.place),
    ],
    effectivePeriod: { start: time(exposure.start), end: time(exposure.end) },
    valueCodeableConcept: concept(CODES.certainty, exposure.certainty, words.certainty[exposure.certainty]),
    derivedFrom: derivedFrom(context, exposure),
    component: [
      {
        code: concept(CODES.part, 'how', words.part.how),
        valueCodeableConcept: concept(CODES.how, exposure.how, words.how[exposure.how]),
      },
      {
        code: concept(CODES.part, 'generation', words.part.generation),
        valueInteger: exposure.generation,
      },
      minutes('certain-minutes', exposure.certainMinutes),
      minutes('possible-minutes', exposure.possibleMinutes),
    ],
  });
};

export const exposureEntries = (context: FhirContext): Entry[] => {
  const ids = exposureIds(context);
  return context.data.exposures.flatMap((exposure, index) => {
    const identifier = ids[index];
    return identifier === undefined ? [] : [exposureEntry(context, exposure, identifier)];
  });
};
