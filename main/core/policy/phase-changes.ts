/** Settings of phases as they are made and withdrawn: each is an event, none is ever changed (decision 0013). */
import type { PolicyChange } from '../../../shared/api/policy.ts';
import type { Actor, EventBody } from '../../../shared/domain/events.ts';
import type { ReceivedInbound } from '../../../shared/domain/sync.ts';
import type { PhaseSetting } from './phases.ts';
import type { Refused } from './refusal.ts';
import { packInForce, type OpenPolicy } from './rulebook.ts';

type SettingMade = EventBody<'phase.set'>;
export type PhaseChange = Extract<PolicyChange, { kind: 'phase' }>;

/** What a change of phase would set; it never holds for what is over. */
export const settingOf = (
  policy: OpenPolicy,
  { scope, ward, phase, from, until }: PhaseChange,
): SettingMade | Refused => {
  const now = policy.protocol.now();
  const begins = from === null || from < now ? now : from;
  const isKnownWard = policy.settings.wards.some(({ id }) => id === ward);
  if (scope === 'ward' ? !isKnownWard : ward !== null) return { refusal: 'unknown-place' };
  if (!packInForce(policy).pack.phases.some(({ id }) => id === phase)) return { refusal: 'no-such-phase' };
  return until !== null && until <= begins
    ? { refusal: 'ends-before-it-begins' }
    : { scope, ward, phase, from: begins, until };
};

/** Inside a transaction. */
export const setPhase = ({ protocol, log }: OpenPolicy, body: SettingMade, by: Actor): void => {
  protocol.append({ type: 'phase.set', body, actor: by });
  const { scope, ward, phase } = body;
  log.write({ event: 'phase-set', scope, ward, phase });
};

/** Inside a transaction. */
export const withdrawPhase = ({ protocol, log }: OpenPolicy, setting: PhaseSetting, by: Actor): void => {
  const { seq, scope, ward, phase } = setting;
  protocol.append({ type: 'phase.withdrawn', body: {}, refersTo: seq, actor: by });
  log.write({ event: 'phase-withdrawn', scope, ward, phase });
};

type SentPhase = ReceivedInbound['phases'][number];
const isSame = (one: SentPhase, other: SentPhase): boolean =>
  one.phase === other.phase && one.from === other.from && one.until === other.until;

/**
 * Makes the municipality's settings those of its newest list, inside a transaction: what is new is set, what is gone is withdrawn, what is
 * over is left as it is. A sentence for each that cannot hold here; one that another pack had, and this one has not, holds again with that pack.
 */
export const followMunicipality = (policy: OpenPolicy, sent: readonly SentPhase[]): string[] => {
  const now = policy.protocol.now();
  const isOver = (until: string | null) => until !== null && until <= now;
  const { pack } = packInForce(policy);
  const problems: string[] = [];
  const usable = sent.filter(({ phase, from, until }) => {
    if (until !== null && until <= from)
      problems.push(`The municipality’s phase «${phase}» is left out: it ends before it begins.`);
    else if (!pack.phases.some(({ id }) => id === phase))
      problems.push(
        `The municipality’s phase «${phase}» is left out: the policy pack in force, «${pack.id}» ${pack.version}, does not have it.`,
      );
    else return true;
    return false;
  });
  const known = policy
    .phaseSettings()
    .filter(({ scope, until }) => scope === 'municipality' && !isOver(until));
  for (const setting of known)
    if (!sent.some((one) => isSame(setting, one))) withdrawPhase(policy, setting, 'kiosk');
  for (const [index, one] of usable.entries()) {
    const again =
      known.some((setting) => isSame(setting, one)) ||
      usable.findIndex((other) => isSame(other, one)) < index;
    if (!isOver(one.until) && !again)
      setPhase(policy, { scope: 'municipality', ward: null, ...one }, 'kiosk');
  }
  return problems;
};
