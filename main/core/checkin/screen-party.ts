import type { CheckInAnswer, CheckInRequest } from '../../../shared/api/kiosk.ts';
import { decideParty, type PackInForce, type Ruling, type Situation } from '../../../shared/policy/index.ts';
import { answerFacts, checkAnswers, withoutDisabled } from '../../../shared/questions/index.ts';
import type { Asked } from '../policy/index.ts';

type Party = CheckInRequest['party'];

/** The answers that must be given again, of the first person who has any; null when all are good. */
export const answersAmiss = (
  asked: Asked | null,
  party: Party,
): Extract<CheckInAnswer, { kind: 'answers' }> | null => {
  if (asked === null) return null;
  const { questionnaire, voluntary } = asked;
  for (const [person, { answers }] of party.entries()) {
    const checked = checkAnswers(questionnaire, withoutDisabled(questionnaire, answers), { voluntary });
    if (!checked.ok)
      return { kind: 'answers', person, linkIds: [...new Set(checked.problems.map(({ linkId }) => linkId))] };
  }
  return null;
};

/** Judges everyone who came, each by their own answers, at every place that they go to. Answers where nothing is asked are not looked at. */
export const ruleOn = (
  rules: PackInForce,
  asked: Asked | null,
  situations: readonly Omit<Situation, 'answers'>[],
  party: Party,
): Ruling => {
  const told = party.map(({ answers }) => (asked === null ? {} : answerFacts(asked.questionnaire, answers)));
  return decideParty(
    rules,
    situations.flatMap((situation) => told.map((answers) => ({ ...situation, answers }))),
  );
};
