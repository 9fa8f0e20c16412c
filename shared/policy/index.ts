export { unreachableRules } from './explore.ts';
export { decide, decideParty, verdictOn, type Ruling, type Verdict } from './decide.ts';
export { explain, type Explanation, type FiredRule } from './explain.ts';
export { factsOf, type Facts } from './facts.ts';
export { loadPack, type LoadedPack } from './load.ts';
export { askedOf, mismatches, questionnaireOf, questionnairesOf } from './asks.ts';
export type { Asking, Pack, PackInForce, Rule } from './pack.ts';
export type { Situation } from './situation.ts';
export { isReviewOld, standingOn, type Standing } from './standing.ts';
export { comparedWithBase, strictnessProblems, type Comparison, type StricterRule } from './stricter.ts';
export {
  conditionInWords,
  factsInWords,
  planInWords,
  situationInWords,
  type KeptFacts,
} from './words/index.ts';
export { replayOf, type PastVisit, type Replay } from './rehearse.ts';
