import { useTranslation } from 'react-i18next';
import type { Screen } from '../../../shared/flow/index.ts';
import { BigButton, HelpIcon, KeysIcon, ScreenHeading } from '../../components/index.ts';
import { CameraView } from '../camera-view.tsx';
import { Shell } from '../shell.tsx';
import { useVisitor } from '../visitor-context.ts';

/** The camera waits for a code. Whoever has none is never left standing. */
export function Scan({ screen }: { screen: Extract<Screen, { at: 'scan' }> }) {
  const { dispatch } = useVisitor();
  const { t } = useTranslation();
  const arriving = screen.purpose === 'arrive';
  return (
    <Shell>
      <ScreenHeading screen={`scan-${screen.purpose}`}>{t(`scan.${screen.purpose}Title`)}</ScreenHeading>
      <div className="scan">
        <CameraView hint={t(`scan.${screen.purpose}Hint`)} />
        <div className="stack scan-ways">
          <BigButton
            grow
            variant="secondary"
            icon={<KeysIcon />}
            onPress={() => dispatch({ type: 'word-code-wanted' })}
          >
            {arriving ? t('scan.wordCode') : t('scan.leaveWordCode')}
          </BigButton>
          <BigButton
            grow
            variant="secondary"
            icon={<HelpIcon />}
            onPress={() => dispatch({ type: 'help-wanted', from: 'no-code' })}
          >
            {t('scan.noCode')}
          </BigButton>
        </div>
      </div>
    </Shell>
  );
}
