import type { PackInWords } from '../../../shared/api/policy.ts';
import { LANGUAGES, localText, type LocalText } from '../../../shared/domain/language.ts';
import {
  conditionInWords,
  planInWords,
  questionnaireOf,
  questionnairesOf,
  type Pack,
} from '../../../shared/policy/index.ts';
import { textOf, type Item, type Questionnaire } from '../../../shared/questions/index.ts';
import { walk } from '../../../shared/questions/questionnaire.ts';
import type { KnownPack } from './library.ts';
import type { OpenPolicy } from './rulebook.ts';
import { packRow } from './state.ts';

const inEach = (worded: Item | Questionnaire): LocalText =>
  localText.parse(Object.fromEntries(LANGUAGES.map((language) => [language, textOf(worded, language)])));

/** Of each questionnaire that the pack asks: its title, and what is asked, in the order of the paper. */
const asked = (questionnaires: readonly Questionnaire[]): PackInWords['questionnaires'] =>
  questionnaires.map((questionnaire) => ({
    id: questionnaire.id,
    title: inEach(questionnaire),
    questions: [...walk(questionnaire.item)].flatMap(({ item }) =>
      item.type === 'group' || item.type === 'display' || item.text === undefined ? [] : [inEach(item)],
    ),
  }));

/** The texts that a list of ids names, in the order of the list. */
const named = (texts: readonly { id: string; text: LocalText }[], ids: readonly string[]): LocalText[] =>
  ids.flatMap((id) => texts.find((one) => one.id === id)?.text ?? []);

const ruleIn = (
  pack: Pack,
  questionnaires: readonly Questionnaire[],
  rule: Pack['rules'][number],
): PackInWords['rules'][number] => ({
  id: rule.id,
  when: conditionInWords(rule.when, pack, questionnaires),
  outcome: rule.outcome,
  ground: pack.postponeGrounds.find(({ id }) => id === rule.ground)?.text ?? null,
  text: rule.text,
  staffText: rule.staffText,
  conditions: named(pack.conditions, rule.conditions),
  alternatives: named(pack.alternatives, rule.alternatives),
  citation: rule.citation,
  callsStaff: rule.callsStaff ?? false,
  stricter: pack.stricter.some((declared) => declared.rule === rule.id),
});

/** A pack as a lead reads it: every rule in the order in which they are tried. */
export const inWords = async (policy: OpenPolicy, known: KnownPack): Promise<PackInWords> => {
  const { pack } = known;
  const questionnaires = questionnairesOf(pack).flatMap(
    (id) => questionnaireOf(pack, id, policy.questionnaires) ?? [],
  );
  return {
    pack: await packRow(policy, known),
    questionnaires: asked(questionnaires),
    phases: pack.phases.map((phase) => ({
      id: phase.id,
      title: phase.title,
      staffText: phase.staffText,
      citation: phase.citation,
      plan: planInWords(phase, pack),
    })),
    rules: pack.rules.map((rule) => ruleIn(pack, questionnaires, rule)),
    contacts: pack.contacts.map(({ topic, phone, hours }) => ({ topic, phone, hours })),
  };
};
