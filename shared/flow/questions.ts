import { checkAnswers, steps, withAnswersAt, withoutOccurrence, type Step } from '../questions/index.ts';
import type { AnswerValue } from './answers.ts';
import type { Person, Visit } from './state.ts';

export const stepsOf = (visit: Visit, person: number): readonly Step[] => {
  const who = visit.party[person];
  return visit.questionnaire === null || who === undefined ? [] : steps(visit.questionnaire, who.answers);
};

/** The question at this place or after it, in this person's questions and then the next one's. Null: all are answered. */
export const questionFrom = (
  visit: Visit,
  person: number,
  place: number,
): { person: number; path: string } | null => {
  if (person >= visit.party.length) return null;
  const step = stepsOf(visit, person)[place];
  return step === undefined ? questionFrom(visit, person + 1, 0) : { person, path: step.path };
};

export const placeOf = (visit: Visit, person: number, path: string): number =>
  stepsOf(visit, person).findIndex((step) => step.path === path);

/** What may be wrong with a value by itself; what is missing or too many the screen sees as it is chosen. */
export const VALUE_PROBLEMS = [
  'below-minimum',
  'above-maximum',
  'too-short',
  'too-long',
  'too-precise',
  'pattern',
  'wrong-type',
  'not-an-option',
] as const;
export type ValueProblem = (typeof VALUE_PROBLEMS)[number];
const isValueProblem = (problem: string): problem is ValueProblem =>
  (VALUE_PROBLEMS as readonly string[]).includes(problem);

/** What the core would say to these values, so that it is said here first. Null: nothing. */
export const problemWith = (
  visit: Visit,
  person: number,
  step: Step,
  values: readonly AnswerValue[],
): ValueProblem | null => {
  const who = visit.party[person];
  if (visit.questionnaire === null || who === undefined) return null;
  const checked = checkAnswers(visit.questionnaire, withAnswersAt(who.answers, step.path, values));
  if (checked.ok) return null;
  const found = checked.problems.find((each) => each.linkId === step.linkId && isValueProblem(each.problem));
  return found !== undefined && isValueProblem(found.problem) ? found.problem : null;
};

/** Back over «one more?» takes the one more back. */
export const withoutTheOneMore = (visit: Visit, person: number, path: string): Visit => {
  const who = visit.party[person];
  if (who === undefined || placeOf(visit, person, path) !== -1) return visit;
  return withPerson(visit, person, { answers: withoutOccurrence(who.answers, path) });
};

export const withPerson = (visit: Visit, person: number, change: Partial<Person>): Visit => ({
  ...visit,
  party: visit.party.map((each, index) => (index === person ? { ...each, ...change } : each)),
});

interface Told {
  readonly known: readonly boolean[];
  readonly adults: number;
  readonly children: number;
}
const NOBODY: Person = { name: null, known: true, child: false, answers: [] };

/** The visitor, the known companions who came, the other adults and the other children. Who was there before keeps name and answers. */
export const partyOf = (visit: Visit, { known, adults, children }: Told): readonly Person[] => {
  const [visitor = NOBODY, ...before] = visit.party;
  const knownBefore = before.filter((person) => person.known);
  // Two may have one first name: each takes the answers of one of those before, never of the same.
  const sameAsBefore = (name: string): Person | undefined => {
    const at = knownBefore.findIndex((person) => person.name === name);
    return at === -1 ? undefined : knownBefore.splice(at, 1)[0];
  };
  const others = (child: boolean, length: number): Person[] => {
    const same = before.filter((person) => !person.known && person.child === child);
    return Array.from({ length }, (_, index) => same[index] ?? { ...NOBODY, known: false, child });
  };
  return [
    visitor,
    ...visit.answer.companions
      .filter((_one, index) => known[index] === true)
      .map(({ name, child }) => sameAsBefore(name) ?? { ...NOBODY, name, child }),
    ...others(false, adults),
    ...others(true, children),
  ];
};

/** The first of the others after `person` (1-based in the party), who may be asked for a name; null when there is none. */
export const nameAfter = (visit: Visit, person: number): number | null => {
  const index = visit.party.findIndex((each, at) => at > person && !each.known);
  return index === -1 ? null : index;
};
