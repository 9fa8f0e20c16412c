import type { CodeAnswer } from '../../../shared/api/kiosk.ts';
import type { PermitClass } from '../../../shared/domain/outcome.ts';
import { toInstant } from '../../../shared/domain/time.ts';
import type { Asked } from '../policy/index.ts';
import type { Agreement, Verdict } from './checks.ts';
import { decisionOf } from './decision.ts';
import type { Found, LookParts } from './look.ts';
import { firstNameOf } from './names.ts';
import { noRoom } from './room.ts';
import { wardOf } from './situation.ts';
import { whereIs } from './where.ts';

/** What is asked of those of a class who visit a place; null where nothing is. */
export const askedAt = (
  { rulebook, settings }: Pick<LookParts, 'rulebook' | 'settings'>,
  placeId: string,
  permitClass: PermitClass,
): Asked | null => {
  const ward = wardOf(settings, placeId);
  return ward === undefined ? null : rulebook.asked(ward.kind, permitClass);
};

const agreementOf = (found: Found): Agreement | null => (found.kind === 'agreement' ? found.agreed : null);
const firstNameIn = (agreed: Agreement | null): string | null => agreed?.booking?.visitor.firstName ?? null;

/** The verdict as the visitor's screen gets it: with the first names at most, and never a resident's (F5, S0:497). */
export const codeAnswer = (parts: LookParts, found: Found, verdict: Verdict): CodeAnswer => {
  const agreed = agreementOf(found);
  if (verdict.result === 'ok')
    return verdict.next === 'arrive' && verdict.waiting !== null
      ? { result: 'waits', decision: decisionOf(verdict.waiting, parts) }
      : mayGoOn(parts, agreed, verdict);
  if (verdict.result === 'resident')
    return { result: 'resident', firstName: firstNameIn(agreed), away: verdict.outing !== null };
  if (verdict.result === 'too-early') {
    const { from, agreed: start, sameDay } = verdict;
    return { result: 'too-early', from: toInstant(from), agreed: toInstant(start), sameDay };
  }
  if (verdict.result === 'other-entrance') {
    const { name, directions } = verdict.entrance;
    return { result: 'other-entrance', entrance: name, directions };
  }
  return { result: verdict.result };
};

const mayGoOn = (
  parts: LookParts,
  agreed: Agreement | null,
  verdict: Extract<Verdict, { result: 'ok' }>,
): CodeAnswer => {
  const { settings } = parts;
  const visit = verdict.next === 'leave' ? verdict.inside : null;
  const place = visit?.place ?? agreed?.place ?? '';
  const permitClass = agreed?.permitClass ?? visit?.opened.permitClass ?? 'ordinary';
  // Whoever goes has answered.
  const asked = visit === null ? askedAt(parts, place, permitClass) : null;
  const also = visit?.opened.also ?? agreed?.booking?.alsoVisits ?? [];
  const full = visit === null && agreed !== null ? noRoom(parts, agreed) : null;
  return {
    result: 'ok',
    next: verdict.next,
    firstName: firstNameIn(agreed),
    permitClass,
    partySize: visit?.partySize ?? agreed?.partySize ?? 1,
    companions: (agreed?.booking?.companions ?? []).map(({ name, child }) => ({
      name: firstNameOf(name),
      child: child ?? false,
    })),
    where: whereIs(settings, place),
    also: also.map((next) => whereIs(settings, next.place)),
    full: full && {
      offers: full.offers.map(({ id }) => ({ place: id, where: whereIs(settings, id) })),
      freeAt: full.freeAt,
    },
    questionnaire: asked?.questionnaire ?? null,
    voluntary: asked?.voluntary ?? false,
  };
};
