import { useTranslation } from 'react-i18next';
import { stepsOf, type Screen, type Visit } from '../../../shared/flow/index.ts';
import { textOf, type Item, type Step } from '../../../shared/questions/index.ts';
import { BigButton, ScreenHeading } from '../../components/index.ts';
import { Field } from '../questions/field.tsx';
import { OneMore } from '../questions/one-more.tsx';
import { Shell } from '../shell.tsx';
import { useVisitor } from '../visitor-context.ts';

type QuestionScreen = Extract<Screen, { at: 'question' }>;

/** «Noe av dette» is followed by what it is: the question's own words stand before those that were said around it. */
const inReadingOrder = ({ item, context }: Step): readonly Item[] => {
  const own = new Set(item.item ?? []);
  return [...context.filter((said) => own.has(said)), ...context.filter((said) => !own.has(said))];
};

/** Whom the question is about, in a party: an adult answers for a child (P3). */
function About({ visit, index }: { visit: Visit; index: number }) {
  const { t } = useTranslation();
  const person = visit.party[index];
  if (person === undefined || visit.party.length < 2) return null;
  const { name } = person;
  const named = person.child ? 'child' : 'named';
  const unnamed = person.child ? 'unnamedChild' : 'unnamed';
  return (
    <div className="stack">
      <strong className="question-who">
        {index === 0
          ? t('question.you')
          : name === null
            ? t(`question.${unnamed}`, { number: index + 1 })
            : t(`question.${named}`, { name })}
      </strong>
      {person.child && <span className="lead">{t('question.childIsYou')}</span>}
    </div>
  );
}

/** One question to one person, or whether there is one more of what repeats. */
export function Question({ screen }: { screen: QuestionScreen }) {
  const { state, dispatch } = useVisitor();
  const { t } = useTranslation();
  const { visit, language } = state;
  const list = visit === null ? [] : stepsOf(visit, screen.person);
  const index = list.findIndex((each) => each.path === screen.path);
  const step = list[index];
  if (visit === null || step === undefined) return null;

  const own = textOf(step.item, language);
  const mayPass = step.kind === 'question' && !step.readOnly && (visit.answer.voluntary || step.least === 0);
  return (
    <Shell>
      <div className="question-about">
        <About visit={visit} index={screen.person} />
        <span className="quiet">{t('question.progress', { number: index + 1, count: list.length })}</span>
      </div>
      {step.within.map(({ item, number }) => (
        <p key={`${item.linkId} ${number}`} className="lead">
          {textOf(item, language)} {t('question.occurrence', { number })}
        </p>
      ))}
      <div id="question">
        <ScreenHeading screen={`question-${screen.person}-${screen.path}`}>
          {step.kind === 'add' ? (step.count === 0 ? own : t('question.oneMore')) : own}
        </ScreenHeading>
      </div>
      {step.kind === 'add' && step.count > 0 && <p className="lead question-context">{own}</p>}
      {inReadingOrder(step).map((item) => {
        const words = textOf(item, language);
        return words === '' ? null : (
          <p key={item.linkId} className="lead question-context">
            {words}
          </p>
        );
      })}
      {screen.missing && <p className="problem">{t('question.missing')}</p>}
      {step.kind === 'add' ? (
        <OneMore count={step.count} />
      ) : (
        <Field visit={visit} person={screen.person} step={step} />
      )}
      {mayPass && (
        <div className="stack">
          {visit.answer.voluntary && <p className="quiet">{t('question.voluntary')}</p>}
          <BigButton grow variant="secondary" onPress={() => dispatch({ type: 'answered', values: [] })}>
            {t('go.skip')}
          </BigButton>
        </div>
      )}
    </Shell>
  );
}
