import { useTranslation } from 'react-i18next';
import { BigButton, HomeIcon, ScreenHeading } from '../../components/index.ts';
import { whereOf } from '../../../shared/flow/index.ts';
import { Shell } from '../shell.tsx';
import { useVisitor } from '../visitor-context.ts';
import { WayPanel } from '../way-panel.tsx';

/** Care housing, and the visitor would rather not be registered: they were informed, and they go in (P8). */
export function Informed() {
  const { state, dispatch } = useVisitor();
  const { t } = useTranslation();
  return (
    <Shell>
      <div className="outcome" data-color="success">
        <div className="big-sign">
          <HomeIcon large />
        </div>
        <div className="stack">
          <ScreenHeading screen="informed" size="xl">
            {t('informed.title')}
          </ScreenHeading>
          <p className="lead">{t('informed.text')}</p>
        </div>
      </div>
      {state.visit !== null && <WayPanel where={whereOf(state.visit)} also={state.visit.answer.also} />}
      <BigButton loud grow onPress={() => dispatch({ type: 'wiped' })}>
        {t('go.done')}
      </BigButton>
    </Shell>
  );
}
