export { conditionInWords, situationInWords } from './conditions.ts';
export { factsInWords, planInWords, type KeptFacts } from './kept.ts';
