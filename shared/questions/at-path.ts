/** Reading and changing what was answered at a step's path. Outside of what repeats answers are flat; inside they stand in their occurrence. */
import type { FhirValue } from './questionnaire.ts';

export interface DoorAnswer {
  readonly linkId: string;
  readonly answer?:
    readonly (FhirValue & { readonly item?: readonly DoorAnswer[] | undefined })[] | undefined;
  readonly item?: readonly DoorAnswer[] | undefined;
}
type Answers = readonly DoorAnswer[];

interface Way {
  readonly linkId: string;
  readonly at: number;
}

const read = (path: string): { way: Way[]; last: string } => {
  const parts = path.split('/');
  const last = parts.pop() ?? '';
  const way = parts.map((part) => {
    const [, linkId = part, at = '0'] = /^(.*)\[(\d+)\]$/.exec(part) ?? [];
    return { linkId, at: Number(at) };
  });
  return { way, last };
};

/** What stands in one occurrence: of a group, or under one answer of a question. */
const inside = (answers: Answers, { linkId, at }: Way): Answers => {
  const same = answers.filter((each) => each.linkId === linkId);
  const [first] = same;
  return (first?.answer === undefined ? same[at]?.item : first.answer[at]?.item) ?? [];
};

const changedInside = (
  answers: Answers,
  [next, ...way]: readonly Way[],
  change: (inner: Answers) => Answers,
): Answers => {
  if (next === undefined) return change(answers);
  const changed = changedInside(inside(answers, next), way, change);
  const question = answers.find((each) => each.linkId === next.linkId && each.answer !== undefined);
  if (question !== undefined)
    return answers.map((each) =>
      each === question
        ? {
            ...each,
            answer: each.answer?.map((one, at) => (at === next.at ? { ...one, item: changed } : one)),
          }
        : each,
    );
  const same = answers.filter((each) => each.linkId === next.linkId);
  const others = answers.filter((each) => each.linkId !== next.linkId);
  const all = Array.from({ length: Math.max(same.length, next.at + 1) }, (_, at) =>
    at === next.at ? { linkId: next.linkId, item: changed } : (same[at] ?? { linkId: next.linkId, item: [] }),
  );
  return [...others, ...all];
};

/** Without what is answered under it. */
const valueAlone = ({ item: _item, ...value }: FhirValue & { item?: unknown }): FhirValue => value;

export const answersAt = (answers: Answers, path: string): readonly FhirValue[] => {
  const { way, last } = read(path);
  const here = way.reduce(inside, answers);
  return (here.find((each) => each.linkId === last)?.answer ?? []).map(valueAlone);
};

/** With these values in place of what was answered before; no value at all takes the answer away. */
export const withAnswersAt = (answers: Answers, path: string, values: readonly FhirValue[]): Answers => {
  const { way, last } = read(path);
  return changedInside(answers, way, (here) => {
    const before = here.find((each) => each.linkId === last)?.answer ?? [];
    const valueOf = (one: FhirValue) => JSON.stringify(valueAlone(one));
    // What was answered under a value stays with it.
    const answer = values.map((value) => before.find((one) => valueOf(one) === valueOf(value)) ?? value);
    const others = here.filter((each) => each.linkId !== last);
    return answer.length === 0 ? others : [...others, { linkId: last, answer }];
  });
};

/** With the occurrence of a repeating group that an «one more?» step names. */
export const withOccurrence = (answers: Answers, path: string): Answers => {
  const { way } = read(`${path}/`);
  return changedInside(answers, way, (here) => here);
};

/** Without it and all that was answered in it. */
export const withoutOccurrence = (answers: Answers, path: string): Answers => {
  const { way } = read(`${path}/`);
  const last = way.at(-1);
  if (last === undefined) return answers;
  return changedInside(answers, way.slice(0, -1), (here) => {
    const doomed = here.filter((each) => each.linkId === last.linkId)[last.at];
    return here.filter((each) => each !== doomed);
  });
};
