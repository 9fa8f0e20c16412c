/** What the protocol keeps of a visit, and what the plan of a phase is, in sentences. */
import type { LocalText } from '../../domain/language.ts';
import type { PermitClass, WardKind } from '../../domain/outcome.ts';
import type { PhaseScope } from '../../domain/events.ts';
import type { Pack, Phase, Plan } from '../pack.ts';
import { valueOf } from './facts.ts';
import { fill, inEveryLanguage, listed, type Speech } from './speech.ts';

export interface KeptFacts {
  readonly permitClass: PermitClass;
  readonly wardKind: WardKind;
  /** `scope` null: nobody has set one. The whole null: not kept (an older visit). */
  readonly phase: { readonly id: string; readonly scope: PhaseScope | null } | null;
  readonly partySize: number;
  /** Null: not known here. */
  readonly agreedPartySize: number | null;
  readonly children: number;
  /** Whole minutes since the agreed start; null: not known here. */
  readonly minutesFromStart: number | null;
}

type Line = (speech: Speech) => string;

/** The facts that led to a decision, as far as the protocol keeps them; the answers it does not keep, and says so. */
export const factsInWords = (kept: KeptFacts, pack: Pack): LocalText[] => {
  const { phase, partySize, agreedPartySize, children, minutesFromStart: minutes } = kept;
  const lines: Line[] = [
    (speech) =>
      fill(speech.words.kept.permitClass, {
        value: valueOf(speech, 'permitClass', kept.permitClass, 'string'),
      }),
    (speech) =>
      fill(speech.words.kept.wardKind, { value: valueOf(speech, 'wardKind', kept.wardKind, 'string') }),
  ];
  if (phase !== null)
    lines.push(({ words: { kept: said }, language }) =>
      fill(said.phase, {
        value: pack.phases.find(({ id }) => id === phase.id)?.title[language] ?? phase.id,
        whose: said.whose[phase.scope ?? 'nobody'],
      }),
    );
  lines.push(({ words: { kept: said } }) =>
    agreedPartySize === null
      ? fill(said.party, { count: partySize })
      : fill(said.partyAgreed, { count: partySize, agreed: agreedPartySize }),
  );
  if (children > 0) lines.push(({ words }) => fill(words.kept.children, { count: children }));
  if (minutes !== null)
    lines.push(({ words: { kept: said } }) =>
      minutes === 0
        ? said.onTime
        : fill(minutes < 0 ? said.early : said.late, { minutes: Math.abs(minutes) }),
    );
  lines.push(({ words }) => words.kept.answersNotKept);
  return lines.map((line) => inEveryLanguage(pack, [], line));
};

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

const PLAN_PARTS = [
  'openingHours',
  'longestMinutes',
  'visitsPerWeek',
  'partySize',
  'earliestMinutes',
  'latestMinutes',
  'places',
] as const satisfies readonly (keyof Plan)[];

const limitIn = (speech: Speech, part: keyof Plan, limit: Plan[keyof Plan]): string => {
  const { words } = speech;
  if (limit === null) return words.plan.none[part];
  if (typeof limit === 'number') return fill(words.plan[part], { count: limit });
  if ('from' in limit) return fill(words.plan.openingHours, { from: limit.from, to: limit.to });
  const places = limit.map((kind) => valueOf(speech, 'placeKind', kind, 'string'));
  return fill(words.plan.places, { places: listed(places, words.and) });
};

type OwnPlan = NonNullable<Phase['classes'][PermitClass]>;

/** What a class has otherwise than all; the same for several is said once. */
const classesIn = (phase: Phase): { readonly classes: readonly string[]; readonly own: OwnPlan }[] => {
  const found = new Map<string, { classes: string[]; own: OwnPlan }>();
  for (const [permitClass, own] of Object.entries(phase.classes)) {
    const differing = PLAN_PARTS.filter(
      (part) => own[part] !== undefined && JSON.stringify(own[part]) !== JSON.stringify(phase.plan[part]),
    );
    const key = JSON.stringify(differing.map((part) => [part, own[part]]));
    if (differing.length === 0) continue;
    const same = found.get(key) ?? { classes: [], own };
    same.classes.push(permitClass);
    found.set(key, same);
  }
  return [...found.values()];
};

const ownPlan = (speech: Speech, phase: Phase, own: OwnPlan): string => {
  const isFree = PLAN_PARTS.every(
    (part) => (own[part] === undefined ? phase.plan[part] : own[part]) === null,
  );
  if (isFree) return speech.words.plan.none.all;
  return PLAN_PARTS.flatMap((part) => {
    const limit = own[part];
    const isSame = JSON.stringify(limit) === JSON.stringify(phase.plan[part]);
    return limit === undefined || isSame ? [] : [limitIn(speech, part, limit)];
  }).join(' ');
};

/** The plan of a phase (V7): what limits there are, then what differs for some classes, then what places hold. */
export const planInWords = (phase: Phase, pack: Pack): LocalText[] => {
  const lines: Line[] = [
    ...PLAN_PARTS.filter((part) => phase.plan[part] !== null).map(
      (part): Line =>
        (speech) =>
          limitIn(speech, part, phase.plan[part]),
    ),
    ...classesIn(phase).map(({ classes, own }): Line => (speech) => {
      const names = classes.map((permitClass) => valueOf(speech, 'permitClass', permitClass, 'string'));
      return fill(speech.words.plan.forClass, {
        class: capital(listed(names, speech.words.and)),
        plan: ownPlan(speech, phase, own),
      });
    }),
    ...Object.entries(phase.capacity).map(
      ([kind, count]): Line =>
        (speech) =>
          fill(speech.words.plan.capacity, {
            place: capital(valueOf(speech, 'placeKind', kind, 'string')),
            count,
          }),
    ),
  ];
  return lines.map((line) => inEveryLanguage(pack, [], line));
};
