import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerValue } from '../../../shared/flow/index.ts';
import { textOf, type AnswerOption, type Item } from '../../../shared/questions/index.ts';
import { ChoiceRow, Keyboard, NORWEGIAN } from '../../components/index.ts';
import { useKeyboardLabels } from '../use-labels.ts';
import { useVisitor } from '../visitor-context.ts';
import { maxLengthOf, optionValue, same } from './entry.ts';
import { GoOn } from './go-on.tsx';

interface ChoicesProps {
  item: Item;
  before: readonly AnswerValue[];
  onAnswer: (values: readonly AnswerValue[]) => void;
}

const wordsOf = (option: AnswerOption, language: 'nb' | 'en'): string => {
  if (option.valueCoding !== undefined) return textOf(option.valueCoding, language);
  if (option.valueString !== undefined) return textOf(option, language);
  return String(option.valueInteger ?? option.valueDate ?? option.valueTime ?? '');
};

/** One of several, or several; for an open choice also something else, typed. */
export function Choices({ item, before, onAnswer }: ChoicesProps) {
  const { state } = useVisitor();
  const { t } = useTranslation();
  const labels = useKeyboardLabels();
  const options = (item.answerOption ?? []).flatMap((option) => {
    const value = optionValue(option);
    return value === null ? [] : [{ value, words: wordsOf(option, state.language) }];
  });
  const many = item.repeats === true;
  const open = item.type === 'open-choice';
  const isOption = (value: AnswerValue) => options.some((option) => same(option.value, value));
  const written = before.find((value) => open && 'valueString' in value && !isOption(value));
  const [chosen, setChosen] = useState(() => before.filter(isOption));
  const [other, setOther] = useState(() =>
    written !== undefined && 'valueString' in written ? written.valueString : null,
  );

  const choose = (value: AnswerValue, checked: boolean) => {
    const without = chosen.filter((each) => !same(each, value));
    setChosen(many ? (checked ? [...without, value] : without) : [value]);
    if (!many) setOther(null);
  };
  const chooseOther = (checked: boolean) => {
    setOther(checked ? '' : null);
    if (!many) setChosen([]);
  };
  const values = other === null || other.trim() === '' ? chosen : [...chosen, { valueString: other.trim() }];
  return (
    <>
      {many && <p className="quiet">{t('question.many')}</p>}
      <div className="grid" role={many ? 'group' : 'radiogroup'} aria-labelledby="question">
        {options.map(({ value, words }) => (
          <ChoiceRow
            key={JSON.stringify(value)}
            name={item.linkId}
            kind={many ? 'many' : 'one'}
            checked={chosen.some((each) => same(each, value))}
            onChange={(checked) => choose(value, checked)}
          >
            {words}
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
            maxLength={maxLengthOf(item)}
            onChange={(event) => setOther(event.target.value)}
            inputMode="none"
            autoComplete="off"
          />
          <Keyboard
            layout={NORWEGIAN}
            value={other}
            onChange={setOther}
            maxLength={maxLengthOf(item)}
            labels={labels}
            capitals="sentence"
          />
        </>
      )}
      <GoOn ready={values.length > 0} problem={null} onGo={() => onAnswer(values)} />
    </>
  );
}
