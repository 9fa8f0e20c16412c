/** Everybody who could stand at the door, along the axes that people think in; all combinations, one by one. */
import { PERMIT_CLASSES, WARD_KINDS } from '../../shared/domain/outcome.ts';
import { askedOf, type Pack, type Situation } from '../../shared/policy/index.ts';
import { planFor } from '../../shared/policy/facts.ts';
import { DIRECTIONS } from '../../shared/policy/situation.ts';
import { answerOf } from '../../shared/policy/vocabulary.ts';

type Answers = Situation['answers'];

const booleansOf = ({ facts }: Pack): string[] =>
  Object.entries(facts).flatMap(([name, type]) => {
    const answer = answerOf(name);
    return answer?.of === 'answers' && type === 'boolean' ? [answer.linkId] : [];
  });
const datesOf = ({ facts }: Pack): string[] =>
  Object.keys(facts).flatMap((name) => {
    const answer = answerOf(name);
    return answer?.of === 'daysSince' ? [answer.linkId] : [];
  });

/** Nobody answered; all no; each by itself yes, or left out; all yes; all yes with a date yesterday, or long ago. */
const answersTo = (pack: Pack): readonly Answers[] => {
  const linkIds = booleansOf(pack);
  const all = (value: boolean): Record<string, boolean | string> =>
    Object.fromEntries(linkIds.map((linkId) => [linkId, value]));
  const dated = (day: string): Answers =>
    Object.fromEntries([
      ...Object.entries(all(true)),
      ...datesOf(pack).map((linkId) => [linkId, day] as const),
    ]);
  const without = (wanted: string): Answers =>
    Object.fromEntries(Object.entries(all(false)).filter(([linkId]) => linkId !== wanted));
  return [
    {},
    all(false),
    all(true),
    dated('2020-05-26'),
    dated('2020-03-01'),
    ...linkIds.flatMap((linkId) => [{ ...all(false), [linkId]: true }, without(linkId)]),
  ];
};

const PARTIES = {
  alone: { partySize: 1, agreedPartySize: 1, children: 0 },
  'as agreed': { partySize: 2, agreedPartySize: 2, children: 0 },
  'more than agreed': { partySize: 3, agreedPartySize: 2, children: 0 },
  'with a child': { partySize: 2, agreedPartySize: 2, children: 1 },
};

const AGREED_MINUTES = 60;
const times = (phase: Pack['phases'][number], permitClass: Situation['permitClass']) => {
  const plan = planFor(phase, permitClass);
  const at = (minutesFromStart: number) => ({
    minutesFromStart,
    minutesToEnd: AGREED_MINUTES - minutesFromStart,
    agreedMinutes: AGREED_MINUTES,
  });
  return [
    at(-3 * 24 * 60),
    at(-(plan.earliestMinutes ?? 15) - 1),
    at(0),
    at((plan.latestMinutes ?? 30) + 1),
    at(AGREED_MINUTES + 5),
    { minutesFromStart: null, minutesToEnd: null, agreedMinutes: null },
  ];
};

const YES_OR_NO = [false, true];

export const everyDoor = function* (pack: Pack): Generator<Situation> {
  const answerSets = answersTo(pack);
  for (const permitClass of PERMIT_CLASSES)
    for (const wardKind of WARD_KINDS.filter((kind) => pack.kinds.includes(kind)))
      for (const phase of pack.phases)
        for (const answers of askedOf(pack, wardKind, permitClass).asking === 'nothing' ? [{}] : answerSets)
          for (const party of Object.values(PARTIES))
            for (const time of times(phase, permitClass))
              for (const contactLimited of YES_OR_NO)
                for (const stoppedToday of YES_OR_NO)
                  for (const isFull of YES_OR_NO)
                    for (const direction of permitClass === 'resident' ? DIRECTIONS : (['arriving'] as const))
                      yield {
                        permitClass,
                        wardKind,
                        jurisdiction: pack.jurisdiction,
                        phase: phase.id,
                        place: 'somewhere',
                        placeKind: 'own-room',
                        visitsInPlace: isFull ? 1 : 0,
                        placeCapacity: 1,
                        direction,
                        ...party,
                        ...time,
                        minuteOfDay: 14 * 60,
                        today: '2020-05-27',
                        visitsThisWeek: 1,
                        daysSinceLastVisit: null,
                        duringStay: null,
                        stoppedToday,
                        contactLimited,
                        indoorAgreed: null,
                        credentialsComplete: true,
                        answers,
                      };
};
