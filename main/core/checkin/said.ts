/** What is said of a visit's outcome, in the words of the pack that decided it. */
import type { Decision } from '../../../shared/api/kiosk.ts';
import type { EventBody } from '../../../shared/domain/events.ts';
import { LETS_IN, type Citation } from '../../../shared/domain/outcome.ts';
import type { LocalText } from '../../../shared/domain/language.ts';
import { explain, type Explanation, type Pack, type PackInForce } from '../../../shared/policy/index.ts';
import type { Rulebook } from '../policy/index.ts';
import type { Protocol, Visit } from '../protocol/types.ts';

interface Named {
  readonly id: string;
  readonly text: LocalText;
}

export interface Said extends Pick<Explanation, 'texts' | 'conditions'> {
  /** What can be had instead; never empty with a no whose pack is known (F1, P13). */
  readonly alternatives: readonly Named[];
  /** The listed ground of a postponement (D7). */
  readonly ground: (Named & { readonly citation: Citation }) | null;
  /** All that the pack lists. */
  readonly grounds: readonly Named[];
  readonly contacts: Decision['contacts'];
  readonly complaint: Pack['complaint'] | null;
  /** What a person told them, where they were told no (F1). */
  readonly told: EventBody<'visit.reason-given'> | null;
  /** Null when the pack is no longer kept. */
  readonly pack: Pack | null;
}

/** Both packs: the one in force first. */
export const packsOf = ({ pack, base }: PackInForce): readonly Pack[] =>
  base === null ? [pack] : [pack, base];

/** The ids of the rules that still speak: once staff decided, nobody sorts out a mixed party any more. */
const speakingRules = ({ opened, overridden }: Visit, pack: Pack): string[] =>
  opened.rules.filter((id) => !overridden || (id !== pack.mixedParty.id && id !== pack.lapsed.id));

const groundIn = (inForce: PackInForce, { outcome, opened }: Visit, told: Said['told']): Said['ground'] => {
  if (outcome !== 'postpone') return null;
  const packs = packsOf(inForce);
  const byRule = packs
    .flatMap(({ rules }) => rules)
    .find((rule) => rule.ground !== undefined && opened.rules.includes(rule.id))?.ground;
  const wanted = told?.ground ?? (opened.outcome === 'postpone' ? byRule : undefined);
  return packs.flatMap(({ postponeGrounds }) => postponeGrounds).find(({ id }) => id === wanted) ?? null;
};

const toldOf = (protocol: Pick<Protocol, 'history'>, { visitId, toldBy }: Visit): Said['told'] => {
  if (toldBy === null) return null;
  const event = protocol.history(visitId).find(({ seq }) => seq === toldBy);
  return event?.type === 'visit.reason-given' ? event.body : null;
};

const offered = (inForce: PackInForce, visit: Visit, explained: readonly Named[], told: Said['told']) => {
  if (LETS_IN.has(visit.outcome)) return [];
  const all = packsOf(inForce).flatMap(({ alternatives }) => alternatives);
  const chosen = all.filter(({ id }) => told?.alternatives.includes(id) === true);
  if (chosen.length > 0) return chosen;
  if (explained.length > 0 || visit.outcome !== 'postpone') return explained;
  // Staff said no where no rule did: nobody is left without a way.
  return inForce.pack.alternatives;
};

export const saidOf = (
  visit: Visit,
  { protocol, rulebook }: { protocol: Pick<Protocol, 'history'>; rulebook: Pick<Rulebook, 'rulesOf'> },
): Said => {
  const { opened } = visit;
  const told = toldOf(protocol, visit);
  const inForce = rulebook.rulesOf(opened.pack.id, opened.pack.version);
  if (inForce === null)
    return {
      texts: [],
      conditions: [],
      alternatives: [],
      ground: null,
      grounds: [],
      contacts: [],
      complaint: null,
      told,
      pack: null,
    };
  const { texts, conditions, alternatives } = explain(
    inForce,
    visit.outcome,
    speakingRules(visit, inForce.pack),
  );
  return {
    texts,
    conditions,
    alternatives: offered(inForce, visit, alternatives, told),
    ground: groundIn(inForce, visit, told),
    grounds: inForce.pack.postponeGrounds,
    contacts: inForce.pack.contacts.map(({ topic, phone, hours }) => ({ topic, phone, hours })),
    complaint: inForce.pack.complaint,
    told,
    pack: inForce.pack,
  };
};
