/** All that the infection-control lead does with the rules; the routes say it on. */
import type {
  PackRow,
  PackInWords,
  PolicyChange,
  PolicyState,
  Rehearsal,
  packFileAnswer,
} from '../../../shared/api/policy.ts';
import type { z } from 'zod';
import type { Actor } from '../../../shared/domain/events.ts';
import { activate, goBack, withdraw } from './activation.ts';
import { inWords } from './in-words.ts';
import { openKeeping } from './keeping.ts';
import { judgePack, sentIn } from './received.ts';
import { isRefused, type Refused } from './refusal.ts';
import { createRehearsalTokens } from './rehearsal-token.ts';
import { rehearse, type RehearsalParts } from './rehearsal.ts';
import type { OpenPolicy } from './rulebook.ts';
import { packRow, policyState } from './state.ts';

type PackFileAnswer = z.infer<typeof packFileAnswer>;

export interface PolicyDesk {
  state(): Promise<PolicyState>;
  inWords(id: string, version: string): Promise<PackInWords | Refused>;
  /** A pack's file, as text. */
  takeIn(text: string): Promise<PackFileAnswer>;
  rehearse(change: PolicyChange, by: Actor): Promise<Rehearsal | Refused>;
  /** These answer how things stand afterwards. */
  activate(wish: { change: PolicyChange; token: string }, by: Actor): Promise<PolicyState | Refused>;
  goBack(by: Actor): Promise<PolicyState | Refused>;
  withdraw(seq: number, by: Actor): Promise<PolicyState | Refused>;
}

interface DeskParts extends RehearsalParts {
  readonly policy: OpenPolicy;
  readonly kioskKey: Buffer;
}

export const createPolicyDesk = (parts: DeskParts): PolicyDesk => {
  const { policy, kioskKey } = parts;
  const { library } = policy;
  const tokens = createRehearsalTokens(policy, kioskKey);
  const afterwards = async (result: Refused | { readonly done: true }) =>
    isRefused(result) ? result : policyState(policy);
  const takeIn = async (text: string): Promise<PackFileAnswer> => {
    const sent = sentIn(text);
    if (sent === null)
      return { kind: 'refused', problems: ['The file is neither a signed policy pack nor JSON.'] };
    const judged = await judgePack(policy, sent, 'file');
    if (!judged.ok) return { kind: 'refused', problems: [...judged.problems] };
    if (judged.isNew) policy.protocol.transaction(() => openKeeping(policy).receive(judged.known));
    const { id, version } = judged.known.pack;
    const row: PackRow = await packRow(policy, library.find(id, version) ?? judged.known);
    return { kind: 'ready', pack: row };
  };
  return {
    state: () => policyState(policy),
    inWords: async (id, version) => {
      const known = library.find(id, version);
      return known === null ? { refusal: 'no-such-pack' } : inWords(policy, known);
    },
    takeIn,
    rehearse: (change, by) => rehearse(parts, tokens, change, by),
    activate: async (wish, by) => afterwards(await activate(policy, tokens, wish, by)),
    goBack: async (by) => afterwards(await goBack(policy, by)),
    withdraw: async (seq, by) => afterwards(withdraw(policy, seq, by)),
  };
};
