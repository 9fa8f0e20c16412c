import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nameKeys } from '../../components/index.ts';
import { TypedScreen } from '../typed-screen.tsx';
import { useVisitor } from '../visitor-context.ts';

/** From whom, or to whom: voluntary. Who it is for is not shown again, not even on the way back (F5). */
export function GiftName({ who }: { who: 'from' | 'to' }) {
  const { state, dispatch } = useVisitor();
  const { t } = useTranslation();
  const [name, setName] = useState(who === 'from' ? (state.gift?.from ?? '') : '');
  const tell = (told: string | null) =>
    dispatch(
      who === 'from' ? { type: 'gift-from-given', name: told } : { type: 'gift-to-given', name: told },
    );
  return (
    <TypedScreen
      screen={`gift-${who}`}
      title={t(`gift.${who}Title`)}
      hint={t(`gift.${who}Hint`)}
      label={t(`gift.${who}Field`)}
      layout={nameKeys(state.language)}
      capitals="words"
      maxLength={80}
      value={name}
      onChange={setName}
      problem={null}
      onGo={() => tell(name.trim())}
      onSkip={() => tell(null)}
    />
  );
}
