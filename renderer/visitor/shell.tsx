import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '../../shared/domain/language.ts';
import { BackIcon, BigButton, DemoMark, Frame, HelpIcon, TextSizeIcon } from '../components/index.ts';
import { say } from '../text/index.ts';
import { useVisitor } from './visitor-context.ts';

/** The languages, on every screen. Each is named in itself. */
export function LanguageChoice({ loud = false }: { loud?: boolean }) {
  const { state, dispatch } = useVisitor();
  const { t } = useTranslation();
  return (
    <div className="row languages" role="group" aria-label={t('app.language')}>
      {LANGUAGES.map((language) => (
        <BigButton
          key={language}
          variant="secondary"
          lang={language}
          grow={loud}
          pressed={state.language === language}
          onPress={() => dispatch({ type: 'language-chosen', language })}
        >
          {t(`languages.${language}`)}
        </BigButton>
      ))}
    </div>
  );
}

interface ShellProps {
  children: ReactNode;
  /** False where the answer is already sent, or there is nothing behind. */
  back?: boolean;
  /** False where the screen has its own, larger choice of language. */
  languages?: boolean;
  /** Beside Back and help. */
  more?: ReactNode;
}

/** What stands around every screen: where we are, the language, the text size, Back and help. */
export function Shell({ children, back = true, languages = true, more }: ShellProps) {
  const { state, dispatch, kiosk } = useVisitor();
  const { t } = useTranslation();
  return (
    <Frame
      header={
        <>
          <span className="frame-name">
            <span>{kiosk.institution}</span>
            <span className="quiet">{say(kiosk.entrance, state.language)}</span>
          </span>
          {kiosk.demo && <DemoMark>{t('app.demo')}</DemoMark>}
          <span className="frame-push" />
          {languages && <LanguageChoice />}
        </>
      }
      footer={
        <>
          {back && state.history.length > 0 && (
            <BigButton variant="secondary" icon={<BackIcon />} onPress={() => dispatch({ type: 'back' })}>
              {t('go.back')}
            </BigButton>
          )}
          {more}
          <span className="frame-push" />
          <BigButton
            variant="tertiary"
            icon={<TextSizeIcon />}
            onPress={() => dispatch({ type: 'text-size-asked' })}
          >
            {state.textSize === 200 ? t('app.normalText') : t('app.largerText')}
          </BigButton>
          <span className="frame-push" />
          <BigButton
            color="info"
            variant="secondary"
            icon={<HelpIcon />}
            onPress={() => dispatch({ type: 'help-wanted', from: state.screen.at })}
          >
            {t('go.help')}
          </BigButton>
        </>
      }
    >
      {children}
    </Frame>
  );
}
