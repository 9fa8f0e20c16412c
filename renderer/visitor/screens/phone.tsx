import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { phone } from '../../../shared/domain/booking.ts';
import { PHONE } from '../../components/index.ts';
import { TypedScreen } from '../typed-screen.tsx';
import { useVisitor } from '../visitor-context.ts';

/** A telephone number, if the visitor wants to: the way without is as large (requirements.md, «Left open»). */
export function Phone() {
  const { state, dispatch } = useVisitor();
  const { t } = useTranslation();
  const [number, setNumber] = useState(state.visit?.phone ?? '');
  const [wrong, setWrong] = useState(false);
  const go = () => {
    const given = phone.safeParse(number);
    if (given.success) dispatch({ type: 'phone-given', phone: given.data });
    else setWrong(true);
  };
  return (
    <TypedScreen
      screen="phone"
      title={t('phone.title')}
      hint={t('phone.hint')}
      label={t('phone.field')}
      layout={PHONE}
      maxLength={20}
      value={number}
      onChange={(value) => {
        setWrong(false);
        setNumber(value.replace(/[^+0-9 ]/g, ''));
      }}
      problem={wrong ? t('phone.invalid') : null}
      onGo={go}
      onSkip={() => dispatch({ type: 'phone-given', phone: null })}
    />
  );
}
