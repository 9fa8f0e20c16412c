/** What a pack asks of whom, and whether its rules and its questionnaires speak of the same answers. */
import type { PermitClass, WardKind } from '../domain/outcome.ts';
import { loadQuestionnaire } from '../questions/index.ts';
import { walk, type Item, type Questionnaire } from '../questions/questionnaire.ts';
import type { FactType, Pack } from './pack.ts';
import { answerOf } from './vocabulary.ts';

type Asked = Pack['asks'][number];

/** What is asked of a visitor of a class in a kind of ward: the first entry that fits both. */
export const askedOf = ({ asks }: Pick<Pack, 'asks'>, kind: WardKind, permitClass: PermitClass): Asked => {
  const found = asks.find(
    ({ kinds, classes }) => (kinds?.includes(kind) ?? true) && (classes?.includes(permitClass) ?? true),
  );
  if (!found)
    throw new TypeError(
      'This pack was not loaded by loadPack: the last entry of its asks does not fit everybody.',
    );
  return found;
};

/** Ids of the questionnaires that a pack asks, each once. */
export const questionnairesOf = ({ asks }: Pick<Pack, 'asks'>): string[] => [
  ...new Set(asks.flatMap(({ questionnaire }) => questionnaire ?? [])),
];

type Carrying = Pick<Pack, 'questionnaires'>;
const carriedBy = new WeakMap<Carrying, ReadonlyMap<string, Questionnaire>>();
/** The questionnaires that come with a pack, by id. */
const carried = (pack: Carrying): ReadonlyMap<string, Questionnaire> => {
  const known = carriedBy.get(pack);
  if (known) return known;
  const loaded = pack.questionnaires.flatMap((json) => {
    const questionnaire = loadQuestionnaire(json);
    return questionnaire.ok ? [questionnaire.questionnaire] : [];
  });
  const byId = new Map(loaded.map((questionnaire) => [questionnaire.id, questionnaire]));
  carriedBy.set(pack, byId);
  return byId;
};

/** A questionnaire as a pack means it: its own, else the program's of that id. */
export const questionnaireOf = (
  pack: Carrying,
  id: string,
  programs: ReadonlyMap<string, Questionnaire>,
): Questionnaire | undefined => carried(pack).get(id) ?? programs.get(id);

/** What is wrong with the questionnaires that come with a pack, a sentence each. */
export const carriedProblems = ({ questionnaires }: Carrying): string[] => {
  const loaded = questionnaires.map(loadQuestionnaire);
  const ids = loaded.flatMap((one) => (one.ok ? [one.questionnaire.id] : []));
  return [
    ...loaded.flatMap((one, index) =>
      one.ok ? [] : one.problems.map((problem) => `Questionnaire ${index + 1} of the pack: ${problem}`),
    ),
    ...ids
      .filter((id, index) => ids.indexOf(id) < index)
      .map((id) => `Questionnaire «${id}» is there twice.`),
  ];
};

const TYPE_OF: Record<Item['type'], FactType | null> = {
  group: null,
  display: null,
  boolean: 'boolean',
  choice: 'string',
  'open-choice': 'string',
  string: 'string',
  text: 'string',
  integer: 'number',
  decimal: 'number',
  date: 'date',
  dateTime: 'string',
  time: 'string',
};

/**
 * What of a pack does not fit the questionnaires that it asks, its own or the program's: one sentence a
 * problem, none when they fit. A question that several of them put is of the same type in each.
 */
export const mismatches = (pack: Pack, programs: readonly Questionnaire[]): string[] => {
  const ids = questionnairesOf(pack);
  const byId = new Map(programs.map((questionnaire) => [questionnaire.id, questionnaire]));
  const known = new Map(
    ids.flatMap((id) => {
      const questionnaire = questionnaireOf(pack, id, byId);
      return questionnaire ? [[id, questionnaire] as const] : [];
    }),
  );
  const missing = ids.filter((id) => !known.has(id));
  // In something that repeats, each occurrence has an answer of its own.
  const items = ids.flatMap((id) =>
    [...walk(known.get(id)?.item ?? [])].map(({ item, above }) => ({
      linkId: item.linkId,
      type: item.type,
      repeats: item.repeats === true || above.some(({ repeats }) => repeats === true),
    })),
  );
  const facts = Object.entries(pack.facts).flatMap(([name, type]) => {
    const answer = answerOf(name);
    if (!answer) return [];
    const asked = items.filter(({ linkId }) => linkId === answer.linkId);
    if (asked.length === 0) return [`Fact «${name}»: there is no question «${answer.linkId}».`];
    const wanted = answer.of === 'daysSince' ? 'date' : type;
    const other = asked.find((item) => (item.repeats ? 'strings' : TYPE_OF[item.type]) !== wanted);
    return other
      ? [
          `Fact «${name}» needs a ${wanted}, but the question is a ${other.type}${other.repeats ? ' with several answers' : ''}.`,
        ]
      : [];
  });
  return missing.length > 0
    ? missing.map((id) => `The pack asks the questionnaire «${id}», which is not here.`)
    : facts;
};
