import type { CodeAnswer } from '../../../shared/api/kiosk.ts';
import type { Settings } from '../../../shared/domain/settings.ts';
import { toInstant } from '../../../shared/domain/time.ts';
import type { Verdict } from './checks.ts';
import { decisionOf } from './decision.ts';
import type { Found } from './look.ts';
import type { Asked, Rulebook } from '../policy/index.ts';
import { placeOf, whereIs } from './where.ts';

/** What is asked of those who visit a place; null where nothing is. */
export const askedAt = (rulebook: Rulebook, settings: Settings, placeId: string): Asked | null => {
  const ward = settings.wards.find(({ id }) => id === placeOf(settings, placeId)?.ward);
  return ward === undefined ? null : rulebook.asked(ward.kind);
};

/** The verdict as the visitor's screen gets it: with the first names at most, and never a resident's (F5, S0:497). */
export const codeAnswer = (
  found: Found,
  verdict: Verdict,
  settings: Settings,
  rulebook: Rulebook,
): CodeAnswer => {
  if (verdict.result === 'too-early') return { result: 'too-early', from: toInstant(verdict.from) };
  if (verdict.result === 'other-entrance') {
    const { name, directions } = verdict.entrance;
    return { result: 'other-entrance', entrance: name, directions };
  }
  if (verdict.result !== 'ok') return { result: verdict.result };
  if (verdict.next === 'arrive' && verdict.waiting !== null)
    return { result: 'waits', decision: decisionOf(verdict.waiting, rulebook, settings) };
  const agreed = found.kind === 'agreement' ? found.agreed : null;
  const visit = verdict.next === 'leave' ? verdict.inside : null;
  const place = visit?.place ?? agreed?.place ?? '';
  // Whoever goes has answered.
  const asked = visit === null ? askedAt(rulebook, settings, place) : null;
  return {
    result: 'ok',
    next: verdict.next,
    firstName: agreed?.booking?.visitor.firstName ?? null,
    permitClass: agreed?.permitClass ?? visit?.opened.permitClass ?? 'ordinary',
    partySize: visit?.partySize ?? agreed?.partySize ?? 1,
    companions: (agreed?.booking?.companions ?? []).map(({ name }) => firstNameOf(name)),
    where: whereIs(settings, place),
    questionnaire: asked?.questionnaire ?? null,
    voluntary: asked?.voluntary ?? false,
  };
};

export const firstNameOf = (name: string): string => name.split(/\s+/u)[0] ?? name;
