import type { CheckInAnswer, CheckInRequest } from '../../../shared/api/kiosk.ts';
import type { Settings } from '../../../shared/domain/settings.ts';
import { dayIn } from '../../../shared/domain/time.ts';
import { decideParty, type Facts, type Pack, type Ruling } from '../../../shared/policy/index.ts';
import { answerFacts, checkAnswers, withoutDisabled } from '../../../shared/questions/index.ts';
import type { Agreement } from './checks.ts';
import type { Asked } from '../policy/index.ts';
import { placeOf } from './where.ts';

type Party = CheckInRequest['party'];

/** The answers that must be given again, of the first person who has any; null when all are good. */
export const answersAmiss = (
  asked: Asked | null,
  party: Party,
): Extract<CheckInAnswer, { kind: 'answers' }> | null => {
  if (asked === null) return null;
  const { questionnaire, voluntary } = asked;
  for (const [person, { answers }] of party.entries()) {
    const checked = checkAnswers(questionnaire, withoutDisabled(questionnaire, answers), { voluntary });
    if (!checked.ok)
      return { kind: 'answers', person, linkIds: [...new Set(checked.problems.map(({ linkId }) => linkId))] };
  }
  return null;
};

/** Judges everyone who came. Answers where nothing is asked are not looked at. */
export const ruleOn = (
  { pack, asked, settings, now }: { pack: Pack; asked: Asked | null; settings: Settings; now: number },
  agreed: Agreement,
  party: Party,
): Ruling => {
  const { zone, jurisdiction } = settings.institution;
  const ward = settings.wards.find(({ id }) => id === placeOf(settings, agreed.place)?.ward);
  if (ward === undefined) throw new Error('a place without a ward was let through the checks');
  const { booking } = agreed;
  const minutes = (from: number, to: number) => Math.floor((to - from) / 60_000);
  const shared: Omit<Facts, 'answers'> = {
    permitClass: agreed.permitClass,
    wardKind: ward.kind,
    jurisdiction,
    phase: pack.defaultPhase,
    place: agreed.place,
    partySize: party.length,
    agreedPartySize: agreed.partySize,
    minutesFromStart: booking === null ? null : minutes(Date.parse(booking.from), now),
    minutesToEnd: booking === null ? null : minutes(now, Date.parse(booking.to)),
    today: dayIn(zone, now),
  };
  return decideParty(
    pack,
    party.map(({ answers }) => ({
      ...shared,
      answers: asked === null ? {} : answerFacts(asked.questionnaire, answers),
    })),
  );
};
