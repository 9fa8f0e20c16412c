import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemWith, type AnswerValue } from '../../../shared/flow/index.ts';
import { ChoiceRow, Keyboard, nameKeys } from '../../components/index.ts';
import { useKeyboardLabels } from '../use-labels.ts';
import { useVisitor } from '../visitor-context.ts';
import { asAnswer, maxLengthOf, optionValue, same } from './entry.ts';
import type { FieldProps } from './field.tsx';
import { GoOn } from './go-on.tsx';
import { useProblem } from './use-problem.ts';
import { useShown } from './use-shown.ts';

/** One of several, or several; for an open choice also something else, typed. */
export function Choices({ visit, person, step, before }: FieldProps) {
  const { state, dispatch } = useVisitor();
  const { t } = useTranslation();
  const labels = useKeyboardLabels();
  const shown = useShown(step);
  const said = useProblem(step);
  const { item, least, most } = step;
  const options = step.options.flatMap(({ option, exclusive }) => {
    const value = optionValue(option);
    return value === null ? [] : [{ value, exclusive }];
  });
  const many = most !== 1;
  const open = item.type === 'open-choice';
  const given = before.flatMap((value) => asAnswer(value) ?? []);
  const isOption = (value: AnswerValue) => options.some((option) => same(option.value, value));
  const isExclusive = (value: AnswerValue) =>
    options.some((option) => option.exclusive && same(option.value, value));
  const written = given.find((value) => open && 'valueString' in value && !isOption(value));
  const [chosen, setChosen] = useState(() => given.filter(isOption));
  const [other, setOther] = useState(() =>
    written !== undefined && 'valueString' in written ? written.valueString : null,
  );

  const choose = (value: AnswerValue, checked: boolean) => {
    const without = chosen.filter((each) => !same(each, value));
    // «Ingen av dem» stands alone, and goes when one of them is touched.
    const beside = isExclusive(value) ? [] : without.filter((each) => !isExclusive(each));
    setChosen(many ? (checked ? [...beside, value] : without) : [value]);
    if (!many || (checked && isExclusive(value))) setOther(null);
  };
  const chooseOther = (checked: boolean) => {
    setOther(checked ? '' : null);
    setChosen(many ? chosen.filter((each) => !isExclusive(each)) : []);
  };
  const values = other === null || other.trim() === '' ? chosen : [...chosen, { valueString: other.trim() }];
  const count = values.length;
  const problem =
    count < least
      ? t('question.tooFew', { count: least })
      : most !== null && count > most
        ? t('question.tooMany', { count: most })
        : said(problemWith(visit, person, step, values));
  return (
    <>
      {many && <p className="quiet">{t('question.many')}</p>}
      <div className="grid" role={many ? 'group' : 'radiogroup'} aria-labelledby="question">
        {options.map(({ value }) => (
          <ChoiceRow
            key={JSON.stringify(value)}
            name={item.linkId}
            kind={many ? 'many' : 'one'}
            checked={chosen.some((each) => same(each, value))}
            onChange={(checked) => choose(value, checked)}
          >
            {shown(value)}
          </ChoiceRow>
        ))}
        {open && (
          <ChoiceRow
            name={item.linkId}
            kind={many ? 'many' : 'one'}
            checked={other !== null}
            onChange={chooseOther}
          >
            {t('question.other')}
          </ChoiceRow>
        )}
      </div>
      {other !== null && (
        <>
          <input
            className="typed"
            aria-label={t('question.otherField')}
            placeholder={t('question.otherField')}
            value={other}
            maxLength={maxLengthOf(step)}
            onChange={(event) => setOther(event.target.value)}
            inputMode="none"
            autoComplete="off"
          />
          <Keyboard
            layout={nameKeys(state.language)}
            value={other}
            onChange={setOther}
            maxLength={maxLengthOf(step)}
            labels={labels}
            capitals="sentence"
          />
        </>
      )}
      <GoOn ready={count > 0} problem={problem} onGo={() => dispatch({ type: 'answered', values })} />
    </>
  );
}
