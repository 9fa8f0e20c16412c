import type { Decision } from '../../../shared/api/kiosk.ts';
import type { Settings } from '../../../shared/domain/settings.ts';
import type { Pack } from '../../../shared/policy/index.ts';
import type { Visit } from '../protocol/types.ts';
import type { Rulebook } from './rulebook.ts';
import { whereIs } from './where.ts';

/** What the visitor is told of a visit as it stands now: the same for the first answer, a repeated one, and after an override. */
export const decisionOf = (visit: Visit, rulebook: Rulebook, settings: Settings): Decision => {
  const { opened } = visit;
  const pack = rulebook.packOf(opened.pack.id, opened.pack.version);
  return {
    visitId: visit.visitId,
    revision: visit.revision,
    outcome: visit.outcome,
    state: visit.state,
    // What the rules said is no longer why, once staff decided: then the screen words the outcome alone.
    texts: visit.overridden || pack === null ? [] : fired(pack, visit).map(({ text }) => text),
    conditions: pack === null ? [] : conditions(pack, visit),
    citations: visit.overridden ? [] : opened.citations,
    where: whereIs(settings, visit.place),
    receipt: opened.receipt,
    overridden: visit.overridden,
  };
};

/** The rules that fired and speak of the outcome that they led to. */
const fired = (pack: Pack, { opened }: Visit) => {
  const sayings = [
    ...pack.rules,
    { ...pack.mixedParty, outcome: 'wait-for-staff' as const, conditions: [] },
  ].filter(({ id }) => opened.rules.includes(id));
  const ofOutcome = sayings.filter(({ outcome }) => outcome === opened.outcome);
  return ofOutcome.length > 0 ? ofOutcome : sayings;
};

/** Staff who let somebody in on conditions mean those of the rules that fired; where none has any, all of the pack. */
const conditions = (pack: Pack, visit: Visit) => {
  if (visit.overridden && visit.outcome !== 'admit-with-conditions') return [];
  const wanted = new Set(fired(pack, visit).flatMap(({ conditions: ids }) => ids));
  const all = visit.overridden && wanted.size === 0;
  return pack.conditions.filter(({ id }) => all || wanted.has(id)).map(({ text }) => text);
};
