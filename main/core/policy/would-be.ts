import type { PolicyChange } from '../../../shared/api/policy.ts';
import type { PackInForce } from '../../../shared/policy/index.ts';
import { unfit } from './fitness.ts';
import { settingOf } from './phase-changes.ts';
import { phaseInEffect, type PhaseSetting } from './phases.ts';
import { isRefused, type Refused } from './refusal.ts';
import type { OpenPolicy } from './rulebook.ts';

/** The rules as they would be after a change. */
export interface WouldBe {
  readonly rules: PackInForce;
  /** The phase of a ward at an instant to come. */
  phaseAt(ward: string, at: string): string;
  /** The phase of a ward in days that are past, had the change been made before them. `was`: the one that decided; null: not kept. */
  phaseThen(ward: string, was: string | null): string;
}

/** What must be the newest of its scope, wherever it is laid. */
const NEWEST = Number.MAX_SAFE_INTEGER;

/** A pack that could not decide here cannot be rehearsed either; one that is not signed, or whose day is not here, can. */
export const wouldBe = (policy: OpenPolicy, change: PolicyChange): WouldBe | Refused => {
  const settings = policy.phaseSettings();
  if (change.kind === 'pack') {
    const known = policy.library.find(change.id, change.version);
    if (known === null) return { refusal: 'no-such-pack' };
    const { pack } = known;
    if (unfit(policy, pack).length > 0) return { refusal: 'pack-refused' };
    const base = pack.buildsOn === null ? null : policy.library.find(pack.buildsOn.id, pack.buildsOn.version);
    const phaseAt = (ward: string, at: string) => phaseInEffect(pack, settings, ward, at).id;
    return {
      rules: { pack, base: base?.pack ?? null },
      phaseAt,
      phaseThen: (ward, was) =>
        was !== null && pack.phases.some(({ id }) => id === was) ? was : phaseAt(ward, policy.protocol.now()),
    };
  }
  const body = settingOf(policy, change);
  if (isRefused(body)) return body;
  const made: PhaseSetting = { ...body, seq: NEWEST, by: 'kiosk' };
  const rules = policy.rulebook.rules();
  const phaseAt = (ward: string, at: string) => phaseInEffect(rules.pack, [...settings, made], ward, at);
  return {
    rules,
    phaseAt: (ward, at) => phaseAt(ward, at).id,
    phaseThen: (ward, was) => {
      const isMeant = made.scope !== 'ward' || made.ward === ward;
      const holds = isMeant && phaseAt(ward, made.from).scope === made.scope;
      return holds ? made.phase : (was ?? rules.pack.defaultPhase);
    },
  };
};
