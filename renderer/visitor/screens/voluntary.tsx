import { useTranslation } from 'react-i18next';
import { ArriveIcon, BigButton, PlaceIcon, ScreenHeading } from '../../components/index.ts';
import { Shell } from '../shell.tsx';
import { useVisitor } from '../visitor-context.ts';

/** Care housing: a private home. Only the resident may limit visits, so registering is a choice (P8, S0:103-125, S1:47-65). */
export function Voluntary() {
  const { state, dispatch } = useVisitor();
  const { t } = useTranslation();
  const name = state.visit?.answer.firstName ?? null;
  return (
    <Shell>
      <ScreenHeading screen="voluntary">
        {name === null ? t('voluntary.title') : t('voluntary.titleName', { name })}
      </ScreenHeading>
      <p className="lead">{t('voluntary.home')}</p>
      <p className="lead">{t('voluntary.choice')}</p>
      <div className="row">
        <BigButton
          loud
          grow
          icon={<ArriveIcon />}
          onPress={() => dispatch({ type: 'voluntary-chosen', register: true })}
        >
          {t('voluntary.register')}
        </BigButton>
        <BigButton
          loud
          grow
          variant="secondary"
          icon={<PlaceIcon />}
          onPress={() => dispatch({ type: 'voluntary-chosen', register: false })}
        >
          {t('voluntary.showTheWay')}
        </BigButton>
      </div>
    </Shell>
  );
}
