import type { Decision } from '../../../shared/api/kiosk.ts';
import type { Settings } from '../../../shared/domain/settings.ts';
import { explain } from '../../../shared/policy/index.ts';
import type { Visit } from '../protocol/types.ts';
import type { Rulebook } from '../policy/index.ts';
import { whereIs } from './where.ts';

/** What the visitor is told of a visit as it stands now: the same for the first answer, a repeated one, and after an override. */
export const decisionOf = (visit: Visit, rulebook: Rulebook, settings: Settings): Decision => {
  const { opened, overridden } = visit;
  const pack = rulebook.packOf(opened.pack.id, opened.pack.version);
  // Once staff decided, only what the rules said of that same outcome is still true; the screen words the rest.
  const rules = opened.rules.filter((id) => !overridden || id !== pack?.mixedParty.id);
  const said = pack === null ? { texts: [], conditions: [] } : explain(pack, visit.outcome, rules);
  return {
    visitId: visit.visitId,
    revision: visit.revision,
    outcome: visit.outcome,
    state: visit.state,
    texts: [...said.texts],
    conditions: said.conditions.map(({ text }) => text),
    citations: overridden ? [] : opened.citations,
    where: whereIs(settings, visit.place),
    receipt: opened.receipt,
    overridden,
  };
};
