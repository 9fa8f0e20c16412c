import {
  askedOf,
  decideParty,
  questionnaireOf,
  type PackInForce,
  type Ruling,
  type Situation,
} from '../../../shared/policy/index.ts';
import { answerFacts, type AnswerFacts, type Questionnaire } from '../../../shared/questions/index.ts';
import { walk } from '../../../shared/questions/questionnaire.ts';

const allNo = (questionnaire: Questionnaire | undefined): AnswerFacts =>
  questionnaire === undefined
    ? {}
    : answerFacts(
        questionnaire,
        [...walk(questionnaire.item)].flatMap(({ item }) =>
          item.type === 'boolean' ? [{ linkId: item.linkId, answer: [{ valueBoolean: false }] }] : [],
        ),
      );

/** What the rules say, at all places that a visit goes to, when nobody answers yes to anything that they ask; all are in wards of one kind. */
export const rulingIfAllNo = (
  rules: PackInForce,
  questionnaires: ReadonlyMap<string, Questionnaire>,
  situations: readonly [Omit<Situation, 'answers'>, ...Omit<Situation, 'answers'>[]],
): Ruling => {
  const [{ wardKind, permitClass }] = situations;
  const { questionnaire } = askedOf(rules.pack, wardKind, permitClass);
  const answers =
    questionnaire === null ? {} : allNo(questionnaireOf(rules.pack, questionnaire, questionnaires));
  return decideParty(
    rules,
    situations.map((situation) => ({ ...situation, answers })),
  );
};
