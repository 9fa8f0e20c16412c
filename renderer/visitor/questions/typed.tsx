import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerValue } from '../../../shared/flow/index.ts';
import type { Item } from '../../../shared/questions/index.ts';
import { addDays, dayIn } from '../../../shared/domain/time.ts';
import {
  BigButton,
  DECIMAL,
  DIGITS,
  isPad,
  Keyboard,
  NORWEGIAN,
  NORWEGIAN_TEXT,
  type Layout,
} from '../../components/index.ts';
import { useKeyboardLabels } from '../use-labels.ts';
import { useVisitor } from '../visitor-context.ts';
import { maxLengthOf, shaped, typedOf, valueOf, type TypedType } from './entry.ts';
import { GoOn } from './go-on.tsx';

interface TypedProps {
  item: Item;
  type: TypedType;
  before: readonly AnswerValue[];
  onAnswer: (values: readonly AnswerValue[]) => void;
}

const LAYOUTS: Record<TypedType, Layout> = {
  string: NORWEGIAN,
  text: NORWEGIAN_TEXT,
  integer: DIGITS,
  decimal: DECIMAL,
  date: DIGITS,
  dateTime: DIGITS,
  time: DIGITS,
};

/** An answer that is typed: words, a number, a date or a time. */
export function Typed({ item, type, before, onAnswer }: TypedProps) {
  const { kiosk } = useVisitor();
  const { t } = useTranslation();
  const labels = useKeyboardLabels();
  const [typed, setTyped] = useState(() => typedOf(before[0], kiosk.zone));
  const value = valueOf(type, typed, kiosk.zone);
  const wordy = type === 'string' || type === 'text';
  const dated = type === 'date' || type === 'dateTime' || type === 'time';
  const problem = dated
    ? t(type === 'time' ? 'question.noSuchTime' : 'question.noSuchDate')
    : t('question.noSuchNumber');
  const change = (text: string) => setTyped(shaped(type, text));
  const today = dayIn(kiosk.zone, Date.parse(kiosk.now));
  return (
    <div className="typing" data-pad={isPad(LAYOUTS[type])}>
      {type === 'date' && (
        <div className="row typing-quick">
          {(['today', 'yesterday'] as const).map((day) => (
            <BigButton
              key={day}
              grow
              variant="secondary"
              onPress={() =>
                setTyped(typedOf({ valueDate: day === 'today' ? today : addDays(today, -1) }, kiosk.zone))
              }
            >
              {t(`question.${day}`)}
            </BigButton>
          ))}
        </div>
      )}
      <input
        className="typed typing-field"
        aria-label={dated ? t(`question.${type}`) : t('question.field')}
        aria-describedby="problem"
        placeholder={dated ? t(`question.${type}Shape`) : ''}
        value={typed}
        maxLength={maxLengthOf(item)}
        onChange={(event) => change(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && value !== null) onAnswer([value]);
        }}
        inputMode="none"
        autoComplete="off"
      />
      <div className="typing-keys">
        {' '}
        <Keyboard
          layout={LAYOUTS[type]}
          value={typed}
          onChange={change}
          maxLength={maxLengthOf(item)}
          labels={labels}
          capitals={wordy ? 'sentence' : 'none'}
        />
      </div>
      <div className="typing-go stack">
        {' '}
        <GoOn
          ready={typed.trim() !== ''}
          problem={value === null ? problem : null}
          onGo={() => {
            if (value !== null) onAnswer([value]);
          }}
        />
      </div>{' '}
    </div>
  );
}
