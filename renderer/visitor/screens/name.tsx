import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Screen } from '../../../shared/flow/index.ts';
import { nameKeys } from '../../components/index.ts';
import { TypedScreen } from '../typed-screen.tsx';
import { useVisitor } from '../visitor-context.ts';

/** The name of one who came along: first name enough, and voluntary. */
export function CompanionName({ screen }: { screen: Extract<Screen, { at: 'name' }> }) {
  const { state, dispatch } = useVisitor();
  const { t } = useTranslation();
  const party = state.visit?.party ?? [];
  const [name, setName] = useState(party[screen.person]?.name ?? '');
  const who = party[screen.person];
  const alike = party.filter((person, index) => index > 0 && !person.known && person.child === who?.child);
  const count = alike.length;
  const number = alike.findIndex((person) => person === who) + 1;
  const title = who?.child === true ? 'child' : 'title';
  return (
    <TypedScreen
      screen={`name-${screen.person}`}
      title={count > 1 ? t(`name.${title}Many`, { number, count }) : t(`name.${title}`)}
      hint={t('name.hint')}
      label={t('name.field')}
      layout={nameKeys(state.language)}
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
