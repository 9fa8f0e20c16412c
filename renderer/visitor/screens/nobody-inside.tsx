import { useTranslation } from 'react-i18next';
import { BigButton, ScreenHeading } from '../../components/index.ts';
import { Shell } from '../shell.tsx';
import { useVisitor } from '../visitor-context.ts';

/** «Jeg går», but no visit of this code is inside: nothing that keeps anybody here. */
export function NobodyInside() {
  const { dispatch } = useVisitor();
  const { t } = useTranslation();
  return (
    <Shell back={false}>
      <ScreenHeading screen="nobody-inside">{t('nobodyInside.title')}</ScreenHeading>
      <p className="lead">{t('nobodyInside.text')}</p>
      <div className="row">
        <BigButton loud grow onPress={() => dispatch({ type: 'wiped' })}>
          {t('go.done')}
        </BigButton>
        <BigButton loud grow variant="secondary" onPress={() => dispatch({ type: 'camera-wanted' })}>
          {t('nobodyInside.otherCode')}
        </BigButton>
      </div>
    </Shell>
  );
}
