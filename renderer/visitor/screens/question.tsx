import { useTranslation } from 'react-i18next';
import { answersTo, stepsOf, type AnswerValue, type Screen } from '../../../shared/flow/index.ts';
import { textOf, type Item, type Step } from '../../../shared/questions/index.ts';
import { BigButton, ScreenHeading } from '../../components/index.ts';
import { Choices } from '../questions/choices.tsx';
import { Typed } from '../questions/typed.tsx';
import { YesNo } from '../questions/yes-no.tsx';
import { Shell } from '../shell.tsx';
import { useVisitor } from '../visitor-context.ts';

type QuestionScreen = Extract<Screen, { at: 'question' }>;

interface FieldProps {
  step: Step;
  before: readonly AnswerValue[];
  onAnswer: (values: readonly AnswerValue[]) => void;
}

function Field({ step, before, onAnswer }: FieldProps) {
  const { item } = step;
  switch (item.type) {
    case 'boolean':
      return <YesNo before={before} onAnswer={onAnswer} />;
    case 'choice':
    case 'open-choice':
      return <Choices item={item} before={before} onAnswer={onAnswer} />;
    case 'string':
    case 'text':
    case 'integer':
    case 'decimal':
    case 'date':
    case 'dateTime':
    case 'time':
      return <Typed item={item} type={item.type} before={before} onAnswer={onAnswer} />;
  }
}

/** «Noe av dette» is followed by what it is: the question's own words stand before those that were said around it. */
const inReadingOrder = ({ item, context }: Step): readonly Item[] => {
  const own = new Set(item.item ?? []);
  return [...context.filter((said) => own.has(said)), ...context.filter((said) => !own.has(said))];
};

/** One question to one person. */
export function Question({ screen }: { screen: QuestionScreen }) {
  const { state, dispatch } = useVisitor();
  const { t } = useTranslation();
  const { visit, language } = state;
  const list = visit === null ? [] : stepsOf(visit, screen.person);
  const index = list.findIndex((each) => each.linkId === screen.linkId);
  const step = list[index];
  const person = visit?.party[screen.person];
  if (visit === null || step === undefined || person === undefined) return null;

  const answer = (values: readonly AnswerValue[]) => dispatch({ type: 'answered', values });
  const about =
    screen.person === 0
      ? t('question.you')
      : person.name === null
        ? t('question.unnamed', { number: screen.person + 1 })
        : t('question.named', { name: person.name });
  const mayPass = visit.answer.voluntary || step.item.required !== true;
  return (
    <Shell>
      <div className="question-about">
        {visit.party.length > 1 && <strong className="question-who">{about}</strong>}
        <span className="quiet">{t('question.progress', { number: index + 1, count: list.length })}</span>
      </div>
      <div id="question">
        <ScreenHeading screen={`question-${screen.person}-${screen.linkId}`}>
          {textOf(step.item, language)}
        </ScreenHeading>
      </div>
      {inReadingOrder(step).map((item) => {
        const words = textOf(item, language);
        return words === '' ? null : (
          <p key={item.linkId} className="lead question-context">
            {words}
          </p>
        );
      })}
      {screen.missing && <p className="problem">{t('question.missing')}</p>}
      <Field step={step} before={answersTo(person.answers, screen.linkId)} onAnswer={answer} />
      {mayPass && (
        <div className="stack">
          {visit.answer.voluntary && <p className="quiet">{t('question.voluntary')}</p>}
          <BigButton grow variant="secondary" onPress={() => answer([])}>
            {t('go.skip')}
          </BigButton>
        </div>
      )}
    </Shell>
  );
}
