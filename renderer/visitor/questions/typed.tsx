import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemWith, type AnswerValue } from '../../../shared/flow/index.ts';
import { addDays, dayIn } from '../../../shared/domain/time.ts';
import { BigButton, isPad, Keyboard } from '../../components/index.ts';
import { useKeyboardLabels } from '../use-labels.ts';
import { useVisitor } from '../visitor-context.ts';
import { asAnswer, maxLengthOf, shapeOf, shaped, typedOf, valueOf, type TypedType } from './entry.ts';
import type { FieldProps } from './field.tsx';
import { GoOn } from './go-on.tsx';
import { keysFor } from './keys.ts';
import { SeveralTyped } from './several-typed.tsx';
import { useProblem } from './use-problem.ts';

/** An answer that is typed: words, a number, a date or a time. Where there may be several, each is put in the list above the field. */
export function Typed({ visit, person, step, before, type }: FieldProps & { type: TypedType }) {
  const { state, dispatch, kiosk } = useVisitor();
  const { t } = useTranslation();
  const labels = useKeyboardLabels();
  const said = useProblem(step);
  const many = step.most !== 1;
  const given = before.flatMap((value) => asAnswer(value) ?? []);
  const [listed, setListed] = useState<readonly AnswerValue[]>(many ? given : []);
  const [typed, setTyped] = useState(() => (many ? '' : typedOf(before[0], kiosk.zone)));
  const shape = shapeOf(step);
  const layout = keysFor(step, type, state.language);
  const value = valueOf(type, typed, kiosk.zone);
  const values = value === null ? listed : [...listed, value];
  const blank = typed.trim() === '';
  const dated = type === 'date' || type === 'dateTime' || type === 'time';

  const problem = (() => {
    if (value === null && !blank)
      return dated
        ? t(type === 'time' ? 'question.noSuchTime' : 'question.noSuchDate')
        : t('question.noSuchNumber');
    if (step.most !== null && values.length > step.most) return t('question.tooMany', { count: step.most });
    if (many && values.length < step.least) return t('question.tooFew', { count: step.least });
    return said(problemWith(visit, person, step, values));
  })();
  const go = () => {
    if (values.length > 0 && problem === null) dispatch({ type: 'answered', values });
  };
  const isRoom = many && (step.most === null || values.length < step.most);
  const change = (text: string) => setTyped(shaped(type, text));
  const today = dayIn(kiosk.zone, Date.parse(kiosk.now));
  return (
    <div className="typing" data-pad={isPad(layout)}>
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
      <div className="typing-field stack">
        {many && (
          <SeveralTyped
            values={listed}
            onRemove={(at) => setListed(listed.filter((_value, index) => index !== at))}
          />
        )}
        {shape !== null && <p className="quiet">{t('question.shape', { shape })}</p>}
        <input
          className="typed"
          aria-label={dated ? t(`question.${type}`) : t('question.field')}
          aria-describedby="problem"
          placeholder={dated ? t(`question.${type}Shape`) : ''}
          value={typed}
          maxLength={maxLengthOf(step)}
          onChange={(event) => change(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') go();
          }}
          inputMode="none"
          autoComplete="off"
        />
      </div>
      <div className="typing-keys">
        <Keyboard
          layout={layout}
          value={typed}
          onChange={change}
          maxLength={maxLengthOf(step)}
          labels={labels}
          capitals={type === 'string' || type === 'text' ? 'sentence' : 'none'}
        />
      </div>
      <div className="typing-go stack">
        {isRoom && value !== null && said(problemWith(visit, person, step, values)) === null && (
          <BigButton
            grow
            variant="secondary"
            onPress={() => {
              setListed(values);
              setTyped('');
            }}
          >
            {t('question.addOne')}
          </BigButton>
        )}
        <GoOn ready={!blank || listed.length > 0} problem={problem} onGo={go} />
      </div>
    </div>
  );
}
