/** One value as the screens give it: a `value[x]` of a FHIR QuestionnaireResponse. */
export type AnswerValue =
  | { readonly valueBoolean: boolean }
  | { readonly valueString: string }
  | { readonly valueInteger: number }
  | { readonly valueDecimal: number }
  | { readonly valueDate: string }
  | { readonly valueDateTime: string }
  | { readonly valueTime: string }
  | { readonly valueCoding: { readonly system?: string | undefined; readonly code: string } };
