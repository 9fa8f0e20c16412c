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

/** What the rules say when nobody answers yes to anything that they ask. */
export const rulingIfAllNo = (
  rules: PackInForce,
  questionnaires: ReadonlyMap<string, Questionnaire>,
  situation: Omit<Situation, 'answers'>,
): Ruling => {
  const { questionnaire } = askedOf(rules.pack, situation.wardKind, situation.permitClass);
  const answers =
    questionnaire === null ? {} : allNo(questionnaireOf(rules.pack, questionnaire, questionnaires));
  return decideParty(rules, [{ ...situation, answers }]);
};
