import { useTranslation } from 'react-i18next';
import type { Screen } from '../../../shared/flow/index.ts';
import { BigButton, HomeIcon, LeaveIcon, ScreenHeading } from '../../components/index.ts';
import { say } from '../../text/index.ts';
import { Shell } from '../shell.tsx';
import { useVisitor } from '../visitor-context.ts';

/** Advice on the way out; clean hands at once on the way in (S0:604-640). The pack's words, or ours where it has none. */
export function ResidentDone({ screen }: { screen: Extract<Screen, { at: 'resident-done' }> }) {
  const { state, dispatch } = useVisitor();
  const { t } = useTranslation();
  const { kind, texts, conditions } = screen.answer;
  const isOut = kind === 'out';
  const said = conditions.map((condition) => say(condition, state.language));
  const wash = said.length === 0 && !isOut ? [t('resident.hands')] : said;
  return (
    <Shell back={false}>
      <div className="outcome" data-color="success">
        <div className="big-sign">{isOut ? <LeaveIcon large /> : <HomeIcon large />}</div>
        <div className="stack">
          <ScreenHeading screen="resident-done" size="xl">
            {isOut ? t('resident.goneTitle') : t('resident.homeTitle')}
          </ScreenHeading>
          {texts.map((text) => (
            <p key={text.nb} className="lead">
              {say(text, state.language)}
            </p>
          ))}
          {wash.map((words) => (
            <p key={words} className="lead">
              <strong>{words}</strong>
            </p>
          ))}
          {isOut && <p className="lead">{t('resident.goneText')}</p>}
        </div>
      </div>
      <BigButton loud grow onPress={() => dispatch({ type: 'wiped' })}>
        {t('go.done')}
      </BigButton>
    </Shell>
  );
}
