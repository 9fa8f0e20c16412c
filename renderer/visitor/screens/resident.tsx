import { useTranslation } from 'react-i18next';
import type { Screen } from '../../../shared/flow/index.ts';
import { BigButton, HomeIcon, LeaveIcon, Live, ScreenHeading } from '../../components/index.ts';
import { Shell } from '../shell.tsx';
import { useVisitor } from '../visitor-context.ts';

/** A resident goes out or comes back: nothing is asked, nobody is stopped (P9, S0:604-640, S4:130). */
export function Resident({ screen }: { screen: Extract<Screen, { at: 'resident' }> }) {
  const { state, dispatch } = useVisitor();
  const { t } = useTranslation();
  const { away, firstName } = screen;
  const busy = state.call !== null;
  const way = away ? 'back' : 'out';
  // Who forgot to say so when they left comes home to the same screen: both ways are always there.
  const both = away ? (['back', 'out'] as const) : (['out', 'back'] as const);
  return (
    <Shell>
      <ScreenHeading screen="resident">
        {firstName === null ? t(`resident.${way}Title`) : t(`resident.${way}TitleName`, { name: firstName })}
      </ScreenHeading>
      <p className="lead">{t(`resident.${way}Text`)}</p>
      {both.map((going) => (
        <BigButton
          key={going}
          loud
          grow
          variant={going === way ? 'primary' : 'secondary'}
          icon={going === 'out' ? <LeaveIcon /> : <HomeIcon />}
          disabled={busy}
          onPress={() => dispatch({ type: 'resident-goes', going, attempt: crypto.randomUUID() })}
        >
          {going === 'out' ? t('resident.goOut') : t('resident.comeBack')}
        </BigButton>
      ))}
      <Live>{busy && t('sending.resident')}</Live>
    </Shell>
  );
}
