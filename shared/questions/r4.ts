/** Names of FHIR R4 that are used in more than one place. */

export const QUESTION_TYPES = [
  'boolean',
  'choice',
  'open-choice',
  'string',
  'text',
  'integer',
  'decimal',
  'date',
  'dateTime',
  'time',
] as const;
export const ITEM_TYPES = ['group', 'display', ...QUESTION_TYPES] as const;
export type QuestionType = (typeof QUESTION_TYPES)[number];
export type ItemType = (typeof ITEM_TYPES)[number];

/** R4 has these too. They are placed and counted, their values are not judged. */
export const OTHER_TYPES = ['question', 'url', 'attachment', 'reference', 'quantity'] as const;

export const OPERATORS = ['exists', '=', '!=', '>', '<', '>=', '<='] as const;
export type Operator = (typeof OPERATORS)[number];

const CORE = 'http://hl7.org/fhir/StructureDefinition';
export const TRANSLATION = `${CORE}/translation`;
export const EXTENSIONS = {
  minValue: `${CORE}/minValue`,
  maxValue: `${CORE}/maxValue`,
  minLength: `${CORE}/minLength`,
  regex: `${CORE}/regex`,
  maxDecimalPlaces: `${CORE}/maxDecimalPlaces`,
  minOccurs: `${CORE}/questionnaire-minOccurs`,
  maxOccurs: `${CORE}/questionnaire-maxOccurs`,
  optionExclusive: `${CORE}/questionnaire-optionExclusive`,
  hidden: `${CORE}/questionnaire-hidden`,
  itemControl: `${CORE}/questionnaire-itemControl`,
  entryFormat: `${CORE}/entryFormat`,
} as const;

const SDC = 'http://hl7.org/fhir/uv/sdc/StructureDefinition';
/** Extensions that decide what is asked or answered: to leave them out would be to ask another form. */
export const CHANGES_MEANING: ReadonlySet<string> = new Set([
  `${SDC}/sdc-questionnaire-enableWhenExpression`,
  `${SDC}/sdc-questionnaire-calculatedExpression`,
  `${SDC}/sdc-questionnaire-initialExpression`,
  `${SDC}/sdc-questionnaire-answerExpression`,
  `${SDC}/sdc-questionnaire-candidateExpression`,
  `${SDC}/sdc-questionnaire-answerOptionsToggleExpression`,
  `${SDC}/sdc-questionnaire-contextExpression`,
  `${SDC}/sdc-questionnaire-subQuestionnaire`,
  `${CORE}/questionnaire-constraint`,
  `${CORE}/targetConstraint`,
  `${CORE}/cqf-expression`,
  `${CORE}/cqf-calculatedValue`,
]);
