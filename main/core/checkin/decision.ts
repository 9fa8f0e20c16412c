import type { Decision } from '../../../shared/api/kiosk.ts';
import type { Settings } from '../../../shared/domain/settings.ts';
import type { Rulebook } from '../policy/index.ts';
import type { Protocol, Visit } from '../protocol/types.ts';
import { saidOf } from './said.ts';
import { whereIs } from './where.ts';

export interface DecisionParts {
  readonly protocol: Protocol;
  readonly rulebook: Rulebook;
  readonly settings: Settings;
}

/** What the visitor is told of a visit as it stands now: the same for the first answer, a repeated one, and after an override. */
export const decisionOf = (visit: Visit, parts: DecisionParts): Decision => {
  const { settings } = parts;
  const { opened, overridden } = visit;
  const said = saidOf(visit, parts);
  const isNo = visit.outcome === 'postpone';
  return {
    visitId: visit.visitId,
    revision: visit.revision,
    outcome: visit.outcome,
    state: visit.state,
    permitClass: opened.permitClass,
    texts: [...said.texts],
    conditions: said.conditions.map(({ text }) => text),
    citations: overridden ? [] : opened.citations,
    where: whereIs(settings, visit.place),
    also: opened.also.map(({ place }) => whereIs(settings, place)),
    alternatives: said.alternatives.map(({ text }) => text),
    contacts: [...said.contacts],
    ground: said.ground?.text ?? null,
    newTime: said.told?.newTime ?? null,
    complaint: isNo ? (said.complaint?.text ?? null) : null,
    callsStaff: opened.callsStaff,
    receipt: opened.receipt,
    overridden,
  };
};
