/** Why a visit was decided as it was, in words for staff: the rules that fired with their conditions, and the facts that are kept. */
import type { VisitRow } from '../../../shared/api/staff.ts';
import type { LocalText } from '../../../shared/domain/language.ts';
import type { Pack, PackInForce, Rule } from '../../../shared/policy/index.ts';
import { conditionInWords, factsInWords } from '../../../shared/policy/words/index.ts';
import type { Questionnaire } from '../../../shared/questions/index.ts';
import { packsOf } from '../checkin/said.ts';
import type { Visit } from '../protocol/types.ts';
import type { ReceptionParts } from './parts.ts';

type WhyParts = Pick<ReceptionParts, 'rulebook' | 'settings' | 'bookings'>;

const inEveryLanguage = (text: string): LocalText => ({ nb: text, nn: text, da: text, en: text });

const inForceFor = ({ rulebook }: WhyParts, { opened }: Visit): PackInForce =>
  rulebook.rulesOf(opened.pack.id, opened.pack.version) ?? rulebook.rules();

const kindOf = ({ settings }: WhyParts, { opened }: Visit) =>
  settings.wards.find(({ id }) => id === opened.ward)?.kind ?? null;

/** The questions whose answers the rules went by; those of today, which an older visit may not have been asked. */
const questionsOf = (parts: WhyParts, visit: Visit): Questionnaire[] => {
  const kind = kindOf(parts, visit);
  const asked = kind === null ? null : parts.rulebook.asked(kind, visit.opened.permitClass);
  return asked === null ? [] : [asked.questionnaire];
};

/** The board is asked for all the time; a rule of a pack that was read once never changes. */
const conditions = new WeakMap<Rule, { readonly questionnaire: string; readonly text: LocalText }>();
const because = (rule: Rule, pack: Pack, questionnaires: readonly Questionnaire[]): LocalText => {
  const questionnaire = questionnaires.map(({ id, version }) => `${id} ${version}`).join();
  const known = conditions.get(rule);
  if (known?.questionnaire === questionnaire) return known.text;
  const text = conditionInWords(rule.when, pack, questionnaires);
  conditions.set(rule, { questionnaire, text });
  return text;
};

/** In the words of the pack that decided; a rule that it does not know (any more) is named by its id. */
export const rulesInWords = (parts: WhyParts, visit: Visit): VisitRow['rules'] => {
  const packs = packsOf(inForceFor(parts, visit));
  const questionnaires = questionsOf(parts, visit);
  const { rules: fired, citations } = visit.opened;
  return fired.flatMap((id, index) => {
    for (const pack of packs) {
      const rule = pack.rules.find((one) => one.id === id);
      if (rule !== undefined)
        return [
          {
            id,
            staffText: rule.staffText,
            because: because(rule, pack, questionnaires),
            citation: rule.citation,
          },
        ];
      const saying = [pack.mixedParty, pack.lapsed].find((one) => one.id === id);
      if (saying !== undefined)
        return [{ id, staffText: saying.staffText, because: saying.text, citation: saying.citation }];
    }
    const citation = citations[index] ?? citations[0];
    return citation === undefined
      ? []
      : [{ id, staffText: inEveryLanguage(id), because: inEveryLanguage(id), citation }];
  });
};

/** What the protocol keeps of the facts; never an answer. */
export const factsKept = (parts: WhyParts, visit: Visit): LocalText[] => {
  const { opened } = visit;
  const wardKind = kindOf(parts, visit);
  if (wardKind === null) return [];
  const booking = opened.bookingId === null ? null : parts.bookings.byId(opened.bookingId);
  return factsInWords(
    {
      permitClass: opened.permitClass,
      wardKind,
      phase: opened.phase,
      partySize: opened.partySize,
      agreedPartySize: booking?.partySize ?? null,
      children: opened.children,
      minutesFromStart:
        booking === null
          ? null
          : Math.floor((Date.parse(opened.attemptedAt) - Date.parse(booking.from)) / 60_000),
    },
    inForceFor(parts, visit).pack,
  );
};

/** The phase that decided, as the pack of that time words it; null where none was kept. */
export const phaseInWords = (parts: WhyParts, visit: Visit): VisitRow['phase'] => {
  if (visit.opened.phase === null) return null;
  const { id, scope } = visit.opened.phase;
  const phase = packsOf(inForceFor(parts, visit))
    .flatMap(({ phases }) => phases)
    .find((known) => known.id === id);
  return phase === undefined ? null : { title: phase.title, scope, citation: phase.citation };
};
