/** Checks a QuestionnaireResponse against its form. */
import { enablement, type Enablement } from './enabled.ts';
import { isAsked, isGroup, leastOf, type Form } from './form.ts';
import { isSound, type Issue, type Severity, itemNamed } from './issue.ts';
import { listAt, objectsAt, prop, textAt, type Json } from './json.ts';
import { findingsOf, optionFor } from './judge.ts';
import { pathOf, placed, valuesOf, type MisfitCode, type Place, type Placed, type Placing } from './place.ts';
import { keyOf, type Value } from './value.ts';

/** The closed list; resources/docs/questionnaires.md says what each means. */
export const RESPONSE_CODES = [
  'unknown-item',
  'misplaced-item',
  'wrong-order',
  'missing-link-id',
  'malformed',
  'answer-not-allowed',
  'wrong-type',
  'not-an-option',
  'below-minimum',
  'above-maximum',
  'too-short',
  'too-long',
  'pattern',
  'too-precise',
  'missing',
  'too-few',
  'too-many',
  'repeated-item',
  'not-enabled',
  'exclusive-option',
  'read-only-changed',
  'empty-answer',
  'undetermined',
  'not-judged',
  'other-questionnaire',
  'bad-status',
] as const;
export type ResponseCode = (typeof RESPONSE_CODES)[number];
export type ResponseIssue = Issue<ResponseCode>;

export interface Strictness {
  /** A response that is still being filled in may lack answers, and hold some to items that are disabled by now. */
  readonly isComplete: boolean;
  /** Nothing need be answered (care housing, P8). */
  readonly isVoluntary: boolean;
}

const MISFITS: Readonly<Record<MisfitCode, { severity: Severity; message: string }>> = {
  'unknown-item': { severity: 'error', message: 'there is no such item in the questionnaire' },
  'misplaced-item': {
    severity: 'error',
    message:
      'it stands in another place in the questionnaire (items of a group go in its «item», items of a question in the «item» of its answer)',
  },
  'missing-link-id': { severity: 'error', message: 'it cannot be told what it answers' },
  malformed: { severity: 'error', message: 'it is not of the shape of a QuestionnaireResponse item' },
  'wrong-order': {
    severity: 'warning',
    message: 'it stands before an item that comes earlier in the questionnaire',
  },
  'too-many': { severity: 'error', message: 'it is there more than once, but does not repeat' },
};

const plural = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

class Report {
  readonly issues: ResponseIssue[] = [];
  readonly #loose: boolean;
  constructor(loose: boolean) {
    this.#loose = loose;
  }
  isMet(place: Place): boolean {
    return isMet(place, this.#loose);
  }
  add(place: Place, code: ResponseCode, message: string, severity: Severity = 'error'): void {
    const { linkId } = place.item;
    this.issues.push({
      severity,
      code,
      linkId,
      path: pathOf(place),
      message: `${itemNamed(linkId)}: ${message}.`,
    });
  }
}

/** Whether something is answered in it, or could be. */
const content = (place: Place, isOn: Enablement['isOn']): { answered: boolean; askable: boolean } => {
  const inside = place.levels.flatMap(({ byItem }) => [...byItem.values()].flat()).filter(isOn);
  const below = inside.map((each) => content(each, isOn));
  const questions = inside.filter(({ item }) => isAsked(item));
  return {
    answered: questions.some((each) => valuesOf(each).length > 0) || below.some(({ answered }) => answered),
    askable: questions.length > 0 || below.some(({ askable }) => askable),
  };
};

/**
 * Whether what the place stands in is there. R5: «required» only has meaning then; a group that is not required may be left out with
 * all that is required in it. At the door groups are not sent at all: they are there, but for an occurrence that nobody began.
 */
const isMet = ({ level: { owner, slot } }: Place, loose: boolean): boolean => {
  if (owner === null) return true;
  const { item, raws } = owner;
  const isThere = isAsked(item)
    ? valuesOf(owner, slot).length > 0
    : raws.length > 0 || (loose && !(isGroup(item) && item.repeats));
  return isThere && isMet(owner, loose);
};

const countIssues = (report: Report, place: Place, count: number, what: string): void => {
  const { item } = place;
  const most = item.repeats ? item.maxOccurs : 1;
  if (most !== undefined && count > most)
    report.add(place, 'too-many', `${plural(count, what)}, the most is ${most}`);
};

const fewIssues = (report: Report, place: Place, count: number, what: string): void => {
  const least = leastOf(place.item);
  if (count >= least || !report.isMet(place)) return;
  if (count === 0 && place.item.required)
    report.add(place, 'missing', 'it is required, and there is no answer');
  else report.add(place, 'too-few', `${plural(count, what)}, the least is ${least}`);
};

const judgeValues = (report: Report, place: Place): void => {
  const { item, answers } = place;
  for (const answer of answers) {
    if (answer.isMalformed) report.add(place, 'malformed', 'an answer is an object with one value');
    else if (answer.value === undefined && listAt(answer.raw, 'item').length === 0)
      report.add(place, 'empty-answer', 'there is an answer without a value', 'warning');
    if (answer.value === undefined) continue;
    for (const { code, what } of findingsOf(item, answer.value))
      report.add(place, code, what, code === 'not-judged' ? 'information' : 'error');
  }
  const values = valuesOf(place);
  if (values.length > 1 && values.some((value) => optionFor(item, value)?.exclusive === true))
    report.add(place, 'exclusive-option', 'an option that stands alone was chosen beside another');
  const keys = (all: readonly Value[]) => JSON.stringify(all.map(keyOf).sort());
  if (item.readOnly && item.initial.length > 0 && values.length > 0 && keys(values) !== keys(item.initial))
    report.add(place, 'read-only-changed', 'it is read-only, and differs from its initial value', 'warning');
};

const judgeQuestion = (report: Report, place: Place, { isComplete, isVoluntary }: Strictness): void => {
  const { item, raws } = place;
  const count = valuesOf(place).length;
  if (raws.length > 1 && item.repeats)
    report.add(place, 'repeated-item', 'several answers go in one item, as a list of answers');
  countIssues(report, place, count, 'answer');
  if (isComplete && !isVoluntary) fewIssues(report, place, count, 'answer');
  judgeValues(report, place);
};

/** Each group once: where it repeats, by its first occurrence. */
const judgeGroup = (
  report: Report,
  place: Place,
  state: Enablement,
  { isComplete, isVoluntary }: Strictness,
): void => {
  const { item, level, at } = place;
  if (place.answers.length > 0)
    report.add(place, 'answer-not-allowed', `a ${isGroup(item) ? 'group' : 'display item'} has no answer`);
  if (!isGroup(item) || (at ?? 0) > 0) return;
  const all = (level.byItem.get(item) ?? []).filter(state.isOn);
  const there = all.filter(({ raws }) => raws.length > 0);
  if (item.repeats) countIssues(report, place, there.length, 'occurrence');
  if (!isComplete || isVoluntary || !report.isMet(place)) return;
  const inside = item.required ? all.map((each) => content(each, state.isOn)) : [];
  // R4: a required group must contain at least one child element.
  if (inside.some(({ askable }) => askable) && !inside.some(({ answered }) => answered))
    report.add(place, 'missing', 'the group is required, and nothing in it is answered');
  else if (item.repeats && there.length < leastOf(item)) fewIssues(report, place, there.length, 'occurrence');
};

const judgeDisabled = (report: Report, place: Place, { isComplete }: Strictness): void => {
  if (!isAsked(place.item) || place.answers.every(({ value }) => value === undefined)) return;
  report.add(
    place,
    'not-enabled',
    'it is answered, but its conditions do not hold: it should not have been asked',
    isComplete ? 'error' : 'warning',
  );
};

/** Every issue of placed answers. */
export const placedIssues = (all: Placed, strictness: Strictness): ResponseIssue[] => {
  const report = new Report(all.loose);
  for (const { code, linkId, path } of all.misfits) {
    const { severity, message } = MISFITS[code];
    report.issues.push({ severity, code, linkId, path, message: `${itemNamed(linkId)}: ${message}.` });
  }
  const state = enablement(all);
  for (const place of all.places) {
    if (!state.isOn(place)) judgeDisabled(report, place, strictness);
    else {
      if (state.isDoubtful(place) && report.isMet(place))
        report.add(
          place,
          'undetermined',
          'whether its conditions hold cannot be said (dates of different precision, or values outside the subset, are compared); it counts as enabled',
          'warning',
        );
      if (isAsked(place.item)) judgeQuestion(report, place, strictness);
      else judgeGroup(report, place, state, strictness);
    }
  }
  return report.issues;
};

const STRICT: Placing = { loose: false, fixed: false };
const STATUSES = ['in-progress', 'completed', 'amended', 'entered-in-error', 'stopped'];

/** FHIR: only a completed or amended response has to be complete. One without a status is judged as completed. */
const isToBeComplete = (status: unknown): boolean =>
  !(typeof status === 'string' && ['in-progress', 'stopped', 'entered-in-error'].includes(status));

const headIssues = (form: Form, response: Json): ResponseIssue[] => {
  const issues: ResponseIssue[] = [];
  const add = (code: ResponseCode, message: string, severity: Severity) =>
    issues.push({ severity, code, linkId: '', path: '', message });
  const status = prop(response, 'status');
  if (typeof status !== 'string' || !STATUSES.includes(status))
    add('bad-status', `«status» is one of ${STATUSES.join(', ')}; this is judged as completed.`, 'warning');
  const items = prop(response, 'item');
  if (items !== undefined && items !== null && !Array.isArray(items))
    add('malformed', '«item» of the response is no list.', 'error');
  const named = textAt(response, 'questionnaire');
  if (named === undefined || named.startsWith('#')) return issues;
  const [url = '', version] = named.split('|');
  const [own, id] = [textAt(form.raw, 'url'), textAt(form.raw, 'id')];
  const isOwn = url === own || (id !== undefined && (url === id || url.endsWith(`/${id}`)));
  if (!isOwn && (own !== undefined || id !== undefined))
    add('other-questionnaire', `The response is to «${url}», this is «${own ?? id ?? ''}».`, 'warning');
  const ownVersion = textAt(form.raw, 'version');
  if (isOwn && version !== undefined && ownVersion !== undefined && version !== ownVersion)
    add('other-questionnaire', `The response is to version ${version}, this is ${ownVersion}.`, 'warning');
  return issues;
};

export interface CheckedResponse {
  readonly valid: boolean;
  readonly issues: readonly ResponseIssue[];
}

/** Judges a whole QuestionnaireResponse, as FHIR writes it. Never throws. */
export const checkResponse = (form: Form, response: Json): CheckedResponse => {
  const all = placed(form, listAt(response, 'item'), STRICT);
  const isComplete = isToBeComplete(prop(response, 'status'));
  const issues = [...headIssues(form, response), ...placedIssues(all, { isComplete, isVoluntary: false })];
  return { valid: isSound(issues), issues };
};

export const placedResponse = (form: Form, response: Json): Placed =>
  placed(form, objectsAt(response, 'item'), STRICT);
