/** Any form of the subset, with groups and questions that repeat, and any response to it. */
import fc from 'fast-check';
import { item, option, sample } from '../../shared/questions/samples.test-support.ts';
import type { Item, Questionnaire } from '../../shared/questions/index.ts';

export type Json = Record<string, unknown>;

const CODES = ['a', 'b', 'c'];
const CONDITIONS: Record<string, readonly Json[]> = {
  boolean: [
    { operator: '=', answerBoolean: true },
    { operator: '!=', answerBoolean: true },
    { operator: 'exists', answerBoolean: false },
  ],
  integer: [
    { operator: '>', answerInteger: 1 },
    { operator: '<=', answerInteger: 1 },
    { operator: 'exists', answerBoolean: true },
  ],
  choice: [
    { operator: '=', answerCoding: { code: 'a' } },
    { operator: '!=', answerCoding: { code: 'a' } },
  ],
};
const VALUES: Record<string, fc.Arbitrary<Json>> = {
  boolean: fc.boolean().map((valueBoolean) => ({ valueBoolean })),
  integer: fc.integer({ min: 0, max: 3 }).map((valueInteger) => ({ valueInteger })),
  choice: fc.constantFrom(...CODES).map((code) => ({ valueCoding: { code } })),
};

interface Plan {
  type: string;
  /** Which earlier items it hangs on (modulo how many there are), and by which of their conditions. */
  on: [number, number][];
  any: boolean;
  repeats: boolean;
  /** How many of the items that are open it closes before it begins. */
  up: number;
}
const plan: fc.Arbitrary<Plan> = fc.record({
  type: fc.constantFrom('boolean', 'integer', 'choice', 'group'),
  on: fc.array(fc.tuple(fc.nat(20), fc.nat(5)), { maxLength: 2 }),
  any: fc.boolean(),
  repeats: fc.boolean(),
  up: fc.nat(3),
});

/** Items hang on earlier ones; with `isTurned` the paper has them the other way round, so that they hang on later ones. */
export const built = (plans: readonly Plan[], isTurned: boolean): Questionnaire => {
  const asked: { linkId: string; type: string }[] = [];
  const top: Json[] = [];
  let open: Json[] = [];
  plans.forEach((made, index) => {
    const conditions = made.on.flatMap(([which, how]) => {
      const other = asked.length === 0 ? undefined : asked[which % asked.length];
      const choices = CONDITIONS[other?.type ?? ''] ?? [];
      return other === undefined ? [] : [{ question: other.linkId, ...choices[how % choices.length] }];
    });
    const linkId = `${made.type === 'group' ? 'g' : 'q'}${index}`;
    const one = item(linkId, made.type, {
      ...(conditions.length > 0 ? { enableWhen: conditions, enableBehavior: made.any ? 'any' : 'all' } : {}),
      ...(made.type === 'choice' ? { answerOption: CODES.map(option) } : {}),
      ...(made.repeats ? { repeats: true } : {}),
    });
    open = open.slice(0, Math.max(0, open.length - made.up));
    const above = open.at(-1);
    if (above === undefined) top.push(one);
    else above.item = [...((above.item as Json[] | undefined) ?? []), one];
    open.push(one);
    if (made.type !== 'group') asked.push({ linkId, type: made.type });
  });
  const turned = (items: readonly Json[]): Json[] =>
    items
      .map((each) => (Array.isArray(each.item) ? { ...each, item: turned(each.item as Json[]) } : each))
      .toReversed();
  /** A group needs something in it. */
  const filled = (items: readonly Json[]): Json[] =>
    items.map((each) => {
      const inside = (each.item as Json[] | undefined) ?? [];
      if (each.type === 'group' && inside.length === 0)
        return { ...each, item: [item(`${String(each.linkId)}-say`, 'display')] };
      return inside.length === 0 ? each : { ...each, item: filled(inside) };
    });
  return sample(...filled(isTurned ? turned(top) : top), item('last', 'boolean'));
};

export const plans = fc.array(plan, { minLength: 2, maxLength: 12 });

/** As FHIR nests it: groups by occurrence, what is under a question in its answers. */
const responseTo = (items: readonly Item[]): fc.Arbitrary<Json[]> =>
  fc
    .tuple(
      ...items.map((one): fc.Arbitrary<Json[]> => {
        const below = fc.constant(null).chain(() => responseTo(one.item ?? []));
        const upTo = { maxLength: one.repeats ? 3 : 1 };
        if (one.type === 'group')
          return fc.array(
            below.map((inside) => ({ linkId: one.linkId, item: inside })),
            upTo,
          );
        const value = VALUES[one.type];
        if (value === undefined) return fc.constant([]);
        return fc
          .array(
            fc.tuple(value, below).map(([given, inside]) => ({
              ...given,
              ...(inside.length > 0 ? { item: inside } : {}),
            })),
            upTo,
          )
          .map((answer) => (answer.length === 0 ? [] : [{ linkId: one.linkId, answer }]));
      }),
    )
    .map((all) => all.flat());
export const answersTo = (questionnaire: Questionnaire): fc.Arbitrary<Json[]> =>
  responseTo(questionnaire.item);

export const formAndAnswers = fc
  .tuple(plans, fc.boolean())
  .map(([made, isTurned]) => built(made, isTurned))
  .chain((questionnaire) => fc.tuple(fc.constant(questionnaire), answersTo(questionnaire)));
