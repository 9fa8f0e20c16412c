import { steps, type Step } from '../questions/index.ts';
import type { Person, Visit } from './state.ts';

export const stepsOf = (visit: Visit, person: number): readonly Step[] => {
  const who = visit.party[person];
  return visit.questionnaire === null || who === undefined ? [] : steps(visit.questionnaire, who.answers);
};

/** The question after one (or the first, after null), in this person's questions and then the next one's. Null: all are answered. */
export const questionAfter = (
  visit: Visit,
  person: number,
  linkId: string | null,
): { person: number; linkId: string } | null => {
  if (person >= visit.party.length) return null;
  const list = stepsOf(visit, person);
  const next = list[linkId === null ? 0 : list.findIndex((step) => step.linkId === linkId) + 1];
  return next === undefined ? questionAfter(visit, person + 1, null) : { person, linkId: next.linkId };
};

export const withPerson = (visit: Visit, person: number, change: Partial<Person>): Visit => ({
  ...visit,
  party: visit.party.map((each, index) => (index === person ? { ...each, ...change } : each)),
});

/** The visitor, the known companions who came, and the others. Who was there before keeps name and answers. */
export const partyOf = (visit: Visit, known: readonly boolean[], others: number): readonly Person[] => {
  const [visitor = { name: null, known: true, answers: [] }, ...before] = visit.party;
  const otherBefore = before.filter((person) => !person.known);
  const knownBefore = before.filter((person) => person.known);
  // Two may have one first name: each takes the answers of one of those before, never of the same.
  const sameAsBefore = (name: string): Person | undefined => {
    const at = knownBefore.findIndex((person) => person.name === name);
    return at === -1 ? undefined : knownBefore.splice(at, 1)[0];
  };
  return [
    visitor,
    ...visit.answer.companions
      .filter((_name, index) => known[index] === true)
      .map((name) => sameAsBefore(name) ?? { name, known: true, answers: [] }),
    ...Array.from(
      { length: others },
      (_, index) => otherBefore[index] ?? { name: null, known: false, answers: [] },
    ),
  ];
};

/** The first of the others after `person` (1-based in the party), who may be asked for a name; null when there is none. */
export const nameAfter = (visit: Visit, person: number): number | null => {
  const index = visit.party.findIndex((each, at) => at > person && !each.known);
  return index === -1 ? null : index;
};
