/** Answers as FHIR QuestionnaireResponse items, flat: one for each question that has been answered. */
export interface Answer {
  readonly linkId: string;
  readonly answer: readonly AnswerValue[];
}
export type AnswerValue =
  | { readonly valueBoolean: boolean }
  | { readonly valueString: string }
  | { readonly valueInteger: number }
  | { readonly valueDecimal: number }
  | { readonly valueDate: string }
  | { readonly valueDateTime: string }
  | { readonly valueTime: string }
  | { readonly valueCoding: { readonly system?: string | undefined; readonly code: string } };

export const answersTo = (answers: readonly Answer[], linkId: string): readonly AnswerValue[] =>
  answers.find((each) => each.linkId === linkId)?.answer ?? [];

/** With these values in place of what was answered before; no value at all takes the answer away. */
export const withAnswer = (
  answers: readonly Answer[],
  linkId: string,
  values: readonly AnswerValue[],
): readonly Answer[] => {
  const others = answers.filter((each) => each.linkId !== linkId);
  return values.length === 0 ? others : [...others, { linkId, answer: values }];
};
