/** The lead puts a pack or a phase in force, takes it out again, and goes back: each an event (decision 0014). */
import type { PolicyChange } from '../../../shared/api/policy.ts';
import type { Actor } from '../../../shared/domain/events.ts';
import { openKeeping } from './keeping.ts';
import type { KnownPack } from './library.ts';
import { setPhase, settingOf, withdrawPhase } from './phase-changes.ts';
import { problemsOf } from './problems.ts';
import { isRefused, type Refused } from './refusal.ts';
import type { RehearsalTokens } from './rehearsal-token.ts';
import { isInForce, type OpenPolicy } from './rulebook.ts';

type Done = Refused | { readonly done: true };
const done: Done = { done: true };

/** Why a pack cannot be put in force today; null when it can. */
const notNow = async (policy: OpenPolicy, known: KnownPack): Promise<Refused | null> =>
  (await problemsOf(policy, known)).length > 0 ? { refusal: 'pack-refused' } : null;

/** Puts in force what was rehearsed today. */
export const activate = async (
  policy: OpenPolicy,
  tokens: RehearsalTokens,
  { change, token }: { readonly change: PolicyChange; readonly token: string },
  by: Actor,
): Promise<Done> => {
  if (change.kind === 'phase') {
    return policy.protocol.transaction(() => {
      const setting = settingOf(policy, change);
      if (isRefused(setting)) return setting;
      if (!tokens.fits(token, change)) return { refusal: 'rehearse-first' };
      setPhase(policy, setting, by);
      return done;
    });
  }
  const { library, activations, protocol } = policy;
  const known = library.find(change.id, change.version);
  if (known === null) return { refusal: 'no-such-pack' };
  const refused = await notNow(policy, known);
  if (refused !== null) return refused;
  return protocol.transaction(() => {
    if (isInForce(activations().at(-1), known)) return { refusal: 'already-in-force' };
    if (!tokens.fits(token, change)) return { refusal: 'rehearse-first' };
    openKeeping(policy).putInForce(known, 'activated', by);
    return done;
  });
};

/** The pack that was in force before comes back, if it may decide today. */
export const goBack = async (policy: OpenPolicy, by: Actor): Promise<Done> => {
  const { library, activations, protocol } = policy;
  const before = activations().at(-2);
  if (before === undefined) return { refusal: 'nothing-to-go-back-to' };
  const known = library.activated(before.id, before.version);
  if (known === null) return { refusal: 'pack-refused' };
  const refused = await notNow(policy, known);
  if (refused !== null) return refused;
  return protocol.transaction(() => {
    if (activations().at(-2)?.seq !== before.seq) return { refusal: 'changed-meanwhile' };
    openKeeping(policy).putInForce(known, 'went-back', by);
    return done;
  });
};

/** A setting that holds or will hold is taken back; the municipality's only by the municipality. */
export const withdraw = (policy: OpenPolicy, seq: number, by: Actor): Done =>
  policy.protocol.transaction(() => {
    const now = policy.protocol.now();
    const setting = policy
      .phaseSettings()
      .find(
        (one) => one.seq === seq && one.scope !== 'municipality' && (one.until === null || one.until > now),
      );
    if (setting === undefined) return { refusal: 'no-such-setting' };
    withdrawPhase(policy, setting, by);
    return done;
  });
