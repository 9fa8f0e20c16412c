import type { Visit } from '../../../shared/flow/index.ts';
import { answersAt, type FhirValue, type QuestionStep } from '../../../shared/questions/index.ts';
import { Choices } from './choices.tsx';
import { Fixed } from './fixed.tsx';
import { Typed } from './typed.tsx';
import { YesNo } from './yes-no.tsx';

export interface FieldProps {
  visit: Visit;
  person: number;
  step: QuestionStep;
  /** What stands there already: what was answered, or what the form begins with. */
  before: readonly FhirValue[];
}

/** Where a question is answered, by its type. */
export function Field(props: Omit<FieldProps, 'before'>) {
  const { visit, person, step } = props;
  const answered = answersAt(visit.party[person]?.answers ?? [], step.path);
  const before = answered.length === 0 ? step.initial : answered;
  const { type } = step.item;
  if (step.readOnly) return <Fixed step={step} />;
  switch (type) {
    case 'boolean':
      return <YesNo before={before} />;
    case 'choice':
    case 'open-choice':
      return <Choices {...props} before={before} />;
    case 'string':
    case 'text':
    case 'integer':
    case 'decimal':
    case 'date':
    case 'dateTime':
    case 'time':
      return <Typed {...props} before={before} type={type} />;
  }
}
