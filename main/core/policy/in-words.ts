import type { PackInWords } from '../../../shared/api/policy.ts';
import type { KnownPack } from './library.ts';
import type { OpenPolicy } from './rulebook.ts';
import { packRow } from './state.ts';

/** A pack as a lead reads it. */
export const inWords = async (policy: OpenPolicy, known: KnownPack): Promise<PackInWords> => ({
  pack: await packRow(policy, known),
  questionnaires: [],
  phases: [],
  rules: [],
  contacts: [],
});
