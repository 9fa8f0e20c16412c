import { useTranslation } from 'react-i18next';
import {
  ArriveIcon,
  BigButton,
  GiftIcon,
  LeaveIcon,
  PhoneIcon,
  Live,
  ScreenHeading,
} from '../../components/index.ts';
import { LanguageChoice, Shell } from '../shell.tsx';
import { useVisitor } from '../visitor-context.ts';

/** Nobody is here: welcome, come or go. Quieter, because few do it: something to deliver. */
export function Attract() {
  const { state, dispatch, kiosk } = useVisitor();
  const { t } = useTranslation();
  return (
    <Shell
      languages={false}
      more={
        <a className="staff-link" href="/reception/">
          {t('attract.staff')}
        </a>
      }
    >
      {kiosk.demo && <p className="attract-demo">{t('app.demoText')}</p>}
      <div className="attract-words">
        <ScreenHeading screen="attract" size="2xl">
          {t('attract.title')}
        </ScreenHeading>
        <p className="lead">{t('attract.lead')}</p>
      </div>
      <div className="attract-ways">
        <BigButton loud grow icon={<ArriveIcon />} onPress={() => dispatch({ type: 'arriving' })}>
          {t('attract.arrive')}
        </BigButton>
        <BigButton
          loud
          grow
          variant="secondary"
          icon={<LeaveIcon />}
          onPress={() => dispatch({ type: 'leaving' })}
        >
          {t('attract.leave')}
        </BigButton>
      </div>
      <div className="attract-third">
        <BigButton
          grow
          variant="tertiary"
          icon={<GiftIcon />}
          onPress={() => dispatch({ type: 'delivering' })}
        >
          {t('attract.deliver')}
        </BigButton>
        <BigButton
          grow
          variant="tertiary"
          icon={<PhoneIcon />}
          onPress={() => dispatch({ type: 'fell-ill' })}
        >
          {t('attract.ill')}
        </BigButton>
      </div>
      <LanguageChoice loud />
      <Live>{state.call !== null && t('scan.checking')}</Live>
    </Shell>
  );
}
