import { concept, entry, refersTo, type Entry, type Identifier } from './entry.ts';
import type { FhirContext } from './context.ts';
import { exposureIds } from './exposures.ts';
import { CODES, IDENTIFIER, LOINC } from './systems.ts';

/** The first day with symptoms: the one clinical thing that a case says. */
const onset = (context: FhirContext, day: string): Entry =>
  entry(
    'Observation',
    { system: IDENTIFIER.onset, value: `${context.data.institution.id}/${context.data.caseId}` },
    {
      status: 'final',
      code: {
        coding: [{ system: LOINC, code: '11368-8', display: 'Illness or injury onset date and time' }],
      },
      subject: context.to.person(context.data.index),
      valueDateTime: day,
    },
  );

/** The case itself as a Task: what was looked for is its input, whom and what was found its output. */
const task = (context: FhirContext): Entry => {
  const { data, words, time } = context;
  const part = (code: 'window' | 'minutes' | 'unopened' | 'case-exposure') =>
    concept(CODES.part, code, words.part[code]);
  const identifier: Identifier = { system: IDENTIFIER.case, value: `${data.institution.id}/${data.caseId}` };
  return entry('Task', identifier, {
    status: data.closedAt === null ? 'in-progress' : 'completed',
    intent: 'order',
    code: concept(CODES.part, 'case', words.case),
    ...(data.note === '' ? {} : { description: data.note }),
    for: context.to.person(data.index),
    executionPeriod: {
      start: time(data.openedAt),
      ...(data.closedAt === null ? {} : { end: time(data.closedAt) }),
    },
    authoredOn: time(data.openedAt),
    requester: { display: data.openedBy },
    owner: refersTo(context.institution),
    reasonCode: concept(CODES.purpose, data.purpose, words.purpose[data.purpose]),
    input: [
      { type: part('window'), valuePeriod: { start: time(data.window.from), end: time(data.window.to) } },
      { type: part('minutes'), valueInteger: data.minutes },
    ],
    output: [
      ...data.people.map(({ key, generation }) => ({
        type: concept(CODES.generation, String(generation), words.generation[generation]),
        valueReference: context.to.person(key),
      })),
      ...exposureIds(context).map((id) => ({ type: part('case-exposure'), valueReference: refersTo(id) })),
      { type: part('unopened'), valueInteger: data.unopened },
    ],
  });
};

export const caseEntries = (context: FhirContext): Entry[] => [
  ...(context.data.symptomsFrom === null ? [] : [onset(context, context.data.symptomsFrom)]),
  task(context),
];
