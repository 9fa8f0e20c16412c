import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Screen } from '../../../shared/flow/index.ts';
import {
  BigButton,
  CheckIcon,
  CodeIcon,
  HelpIcon,
  LaterIcon,
  PersonIcon,
  PlaceIcon,
  ScreenHeading,
  WaitIcon,
} from '../../components/index.ts';
import { say } from '../../text/index.ts';
import { CameraView } from '../camera-view.tsx';
import { Shell } from '../shell.tsx';
import { useWhen } from '../use-when.ts';
import { useVisitor } from '../visitor-context.ts';

type CodeResultScreen = Extract<Screen, { at: 'code-result' }>;

/** With these another code, or the same held better, may be right: the camera goes on reading. */
const ANOTHER_MAY_DO = new Set(['not-readable', 'not-ours']);

/** With these the visitor knows where to go, or who comes: there is nothing more to do here. */
const HAS_A_WAY = new Set(['other-entrance', 'other-institution', 'blocked']);

const SIGNS: Record<CodeResultScreen['answer']['result'], ReactNode> = {
  'not-readable': <CodeIcon large />,
  'not-ours': <CodeIcon large />,
  'bad-signature': <CodeIcon large />,
  'unknown-key': <CodeIcon large />,
  expired: <LaterIcon large />,
  'too-early': <WaitIcon large />,
  cancelled: <LaterIcon large />,
  'already-used': <CheckIcon large />,
  'other-institution': <PlaceIcon large />,
  'other-entrance': <PlaceIcon large />,
  blocked: <PersonIcon large />,
};

/** A code that does not open today: what it is, without blame, and what to do now. */
export function CodeResult({ screen }: { screen: CodeResultScreen }) {
  const { state, dispatch } = useVisitor();
  const { clock, moment } = useWhen();
  const { t } = useTranslation();
  const { answer } = screen;
  const { result } = answer;
  const hasOwnWay = HAS_A_WAY.has(result);
  const tryFirst = ANOTHER_MAY_DO.has(result);
  const typed = state.history[0]?.at === 'word-code';

  const early = answer.result === 'too-early' ? answer : null;
  const words = early?.sameDay === false ? 'other-day' : result;

  return (
    <Shell>
      <div className="outcome" data-color="info">
        <div className="big-sign">{SIGNS[result]}</div>
        <div className="stack">
          <ScreenHeading screen={`code-${words}`}>{t(`code.${words}.title`)}</ScreenHeading>
          {early !== null && (
            <p className="lead">
              <strong>{t('code.agreed', { time: moment(early.agreed) })}</strong>
            </p>
          )}
          <p className="lead">{t(`code.${words}.text`, { from: early === null ? '' : clock(early.from) })}</p>
        </div>
      </div>
      {answer.result === 'other-entrance' && (
        <div className="panel" data-color="info">
          <h2 className="panel-title">
            <PlaceIcon /> {say(answer.entrance, state.language)}
          </h2>
          <p className="lead">{say(answer.directions, state.language)}</p>
        </div>
      )}
      {tryFirst && !typed && <CameraView small />}
      <div className="row">
        {hasOwnWay ? (
          <BigButton
            grow
            loud
            variant={result === 'blocked' ? 'secondary' : 'primary'}
            onPress={() => dispatch({ type: 'wiped' })}
          >
            {result === 'blocked' ? t('outcome.freeScreen') : t('go.done')}
          </BigButton>
        ) : (
          <BigButton
            grow
            loud
            variant={tryFirst ? 'primary' : 'secondary'}
            onPress={() => dispatch({ type: typed ? 'back' : 'camera-wanted' })}
          >
            {tryFirst ? t('go.again') : t('code.otherCode')}
          </BigButton>
        )}
        {result !== 'blocked' && (
          <BigButton
            grow
            loud
            variant={tryFirst || hasOwnWay ? 'secondary' : 'primary'}
            icon={<HelpIcon />}
            onPress={() => dispatch({ type: 'help-wanted', from: `code-${result}` })}
          >
            {t('code.callStaff')}
          </BigButton>
        )}
      </div>
    </Shell>
  );
}
