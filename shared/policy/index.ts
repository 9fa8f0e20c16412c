export { decide, decideParty, explain, type Explanation, type FiredRule, type Ruling } from './decide.ts';
export type { Facts } from './facts.ts';
export { loadPack, mismatches, type LoadedPack } from './load.ts';
export type { Asking, Pack, Rule } from './pack.ts';
