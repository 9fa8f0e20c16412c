import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Screen } from '../../../shared/flow/index.ts';
import { NORWEGIAN } from '../../components/index.ts';
import { TypedScreen } from '../typed-screen.tsx';
import { useVisitor } from '../visitor-context.ts';

/** The name of one who came along: first name enough, and voluntary. */
export function CompanionName({ screen }: { screen: Extract<Screen, { at: 'name' }> }) {
  const { state, dispatch } = useVisitor();
  const { t } = useTranslation();
  const party = state.visit?.party ?? [];
  const [name, setName] = useState(party[screen.person]?.name ?? '');
  const unknown = party.filter((person, index) => index > 0 && !person.known);
  const count = unknown.length;
  const number = unknown.findIndex((person) => person === party[screen.person]) + 1;
  return (
    <TypedScreen
      screen={`name-${screen.person}`}
      title={count > 1 ? t('name.titleMany', { number, count }) : t('name.title')}
      hint={t('name.hint')}
      label={t('name.field')}
      layout={NORWEGIAN}
      capitals="words"
      maxLength={80}
      value={name}
      onChange={setName}
      problem={null}
      onGo={() => dispatch({ type: 'name-given', name: name.trim() })}
      onSkip={() => dispatch({ type: 'name-given', name: null })}
    />
  );
}
