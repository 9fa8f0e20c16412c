/** For authors of questionnaires, and for whoever wants to try a form from elsewhere: lint, enabled, check. */
import type { Command } from 'commander';
import { isDeeperThan } from '../../../shared/questions/depth.ts';
import { enabledItems } from '../../../shared/questions/enabled.ts';
import { formOf, MAX_FORM_DEPTH, type Form } from '../../../shared/questions/form.ts';
import { isSound } from '../../../shared/questions/issue.ts';
import { isObject, type Json } from '../../../shared/questions/json.ts';
import { answeredBy, merged } from '../../../shared/questions/languages.ts';
import { lintQuestionnaire, type LintIssue } from '../../../shared/questions/lint/index.ts';
import { checkResponse, placedResponse } from '../../../shared/questions/response.ts';
import { ending, INVALID, printJson, readJson, UNREADABLE, Unreadable } from './file.ts';

/** Nested twice for each item, and what stands in the last. */
const MAX_JSON_DEPTH = 2 * MAX_FORM_DEPTH + 20;

const readResource = (file: string, types: readonly string[]): Json => {
  const json = readJson(file);
  if (isObject(json) && typeof json.resourceType === 'string' && types.includes(json.resourceType))
    return json;
  throw new Unreadable(`${file} is no FHIR ${types.join(' or ')}.`);
};

const readForm = (file: string, response: Json): Form => {
  const json = readResource(file, ['Questionnaire', 'Bundle']);
  if (isDeeperThan(json, MAX_JSON_DEPTH))
    throw new Unreadable(`${file} is nested deeper than any questionnaire.`);
  const one = merged(json);
  if (!one.ok) throw new Unreadable(`${file}: ${one.problems.map(({ what }) => what).join('; ')}.`);
  const form = answeredBy(json, response);
  if (!isObject(form)) throw new Unreadable(`${file} is no FHIR Questionnaire.`);
  return formOf(form);
};

const readResponse = (file: string): Json => readResource(file, ['QuestionnaireResponse']);

const counted = (issues: readonly LintIssue[]): string => {
  const of = (severity: string, name: string) => {
    const count = issues.filter((issue) => issue.severity === severity).length;
    return count === 0 ? [] : [`${count} ${name}${count === 1 ? '' : 's'}`];
  };
  const all = [...of('error', 'error'), ...of('warning', 'warning'), ...of('information', 'remark')];
  return all.length === 0 ? 'Nothing to remark.' : `${all.join(', ')}.`;
};

const lint = (file: string, asJson: boolean): number => {
  const issues = lintQuestionnaire(readResource(file, ['Questionnaire', 'Bundle']));
  const valid = isSound(issues);
  if (asJson) printJson({ valid, issues });
  else {
    for (const { severity, message, code } of issues)
      console.log(`${severity === 'information' ? 'remark' : severity}: ${message} [${code}]`);
    console.log(counted(issues));
  }
  return valid ? 0 : INVALID;
};

const enabled = (form: string, response: string): number => {
  const answers = readResponse(response);
  printJson(enabledItems(placedResponse(readForm(form, answers), answers)));
  return 0;
};

const check = (form: string, response: string): number => {
  const answers = readResponse(response);
  const checked = checkResponse(readForm(form, answers), answers);
  printJson(checked);
  return checked.valid ? 0 : INVALID;
};

export const addQuestionnaireCommands = (program: Command): Command => {
  const questionnaire = program
    .command('questionnaire')
    .description('Questionnaires (FHIR R4). Exit status 0 valid, 1 invalid, 2 a file cannot be read.')
    // A file that is not named must not look like a form that is invalid.
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : UNREADABLE));
  questionnaire
    .command('lint <file>')
    .description('What an author needs to know of a questionnaire, or of a Bundle with one a language.')
    .option('--json', 'as JSON: {valid, issues}')
    .action((file: string, { json }: { json?: true }) => ending(() => lint(file, json === true)));
  questionnaire
    .command('enabled <questionnaire> <response>')
    .description(
      'The linkIds that are enabled by a response; in what repeats with the path of each occurrence.',
    )
    .action((form: string, response: string) => ending(() => enabled(form, response)));
  questionnaire
    .command('check <questionnaire> <response>')
    .description('Is a response a good one? {valid, issues: [{severity, code, linkId, path, message}]}')
    .action((form: string, response: string) => ending(() => check(form, response)));
  return questionnaire;
};
