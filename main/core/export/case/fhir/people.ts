import type { TracedPerson } from '../../../../../shared/domain/tracing.ts';
import { entry, type Entry } from './entry.ts';
import type { FhirContext } from './context.ts';
import { DATA_ABSENT, EXTENSION, IDENTIFIER } from './systems.ts';

/**
 * Everyone is a Patient, visitors and staff too: only a Patient can be the subject of an exposure (Observation.subject), and whoever was exposed is
 * one for the municipal doctor. Whom a visitor came to stands in the presence. A name is not taken apart: that would be a guess.
 */
const patient = (context: FhirContext, { key, kind, name, phone, child }: TracedPerson): Entry =>
  entry(
    'Patient',
    context.person(key),
    {
      extension: [
        { url: EXTENSION.kind, valueCode: kind },
        { url: EXTENSION.child, valueBoolean: child },
      ],
      // Erased or closed: said as FHIR says it, not left out as if nobody had asked.
      name: [name === null ? { extension: [{ url: DATA_ABSENT, valueCode: 'masked' }] } : { text: name }],
      ...(phone === null ? {} : { telecom: [{ system: 'phone', value: phone }] }),
    },
    [
      {
        system: IDENTIFIER.personInCase,
        value: `${context.data.institution.id}/${context.data.caseId}/${key}`,
      },
    ],
  );

export const peopleEntries = (context: FhirContext): Entry[] =>
  context.data.people.map((person) => patient(context, person));
