import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Decision } from '../../../shared/api/kiosk.ts';
import { LETS_IN } from '../../../shared/domain/outcome.ts';
import { awaitsStaff } from '../../../shared/flow/index.ts';
import {
  BigButton,
  CheckIcon,
  EscortIcon,
  HomeIcon,
  LaterIcon,
  Live,
  ScreenHeading,
  WaitIcon,
} from '../../components/index.ts';
import { say } from '../../text/index.ts';
import { Shell } from '../shell.tsx';
import { useVisitor } from '../visitor-context.ts';
import { WayPanel } from '../way-panel.tsx';

type Told = Decision['outcome'] | 'left';

const SIGNS: Record<Told, { sign: ReactNode; color: 'success' | 'info' }> = {
  admit: { sign: <CheckIcon large />, color: 'success' },
  'admit-with-conditions': { sign: <CheckIcon large />, color: 'success' },
  'right-of-access': { sign: <HomeIcon large />, color: 'success' },
  'wait-for-staff': { sign: <WaitIcon large />, color: 'info' },
  'escorted-route': { sign: <EscortIcon large />, color: 'info' },
  postpone: { sign: <LaterIcon large />, color: 'info' },
  left: { sign: <CheckIcon large />, color: 'success' },
};

/** Here the pack's own words are the welcome; ours would say it twice. */
const WELCOMES: ReadonlySet<Told> = new Set(['admit', 'right-of-access']);

/** What is shown follows from what holds now: staff may have let in whom the rules made wait. */
const toldOf = ({ outcome, state, conditions }: Decision): Told => {
  // Staff have seen that the visitor went: out again, or without having been in.
  if (state === 'left' || (state === 'closed' && outcome !== 'postpone')) return 'left';
  if (state === 'inside' && !LETS_IN.has(outcome)) return 'admit';
  // Staff may let in on conditions that they say themselves: a list is announced only where one follows.
  return outcome === 'admit-with-conditions' && conditions.length === 0 ? 'admit' : outcome;
};

/** One of the six outcomes: what it is, why, what to do now, where to go. Follows what staff decide. */
export function Outcome({ decision }: { decision: Decision }) {
  const { state, dispatch, outOfTouch } = useVisitor();
  const { t } = useTranslation();
  const { language } = state;
  const told = toldOf(decision);
  const { sign, color } = SIGNS[told];
  const inside = decision.state === 'inside';
  const waiting = awaitsStaff(decision);
  const title = t(`outcome.${told}.title`);
  // What the rules said is not said again when staff decided otherwise, or when it is over.
  const why =
    decision.overridden || told === 'left'
      ? []
      : decision.texts.map((text) => (
          <p key={text.nb} className="lead">
            {say(text, language)}
          </p>
        ));
  return (
    <Shell back={false}>
      <div className="outcome" data-color={color}>
        <div className="big-sign">{sign}</div>
        <div className="stack">
          <ScreenHeading screen={`outcome-${decision.revision}`} size="xl">
            {title}
          </ScreenHeading>
          {decision.overridden && told !== 'left' && <p className="lead">{t('outcome.changed')}</p>}
          {(why.length === 0 || !WELCOMES.has(told)) && <p className="lead">{t(`outcome.${told}.text`)}</p>}
          {WELCOMES.has(told) && why}
        </div>
      </div>
      {decision.conditions.length > 0 && inside && (
        <ul className="conditions">
          {decision.conditions.map((condition) => (
            <li key={condition.nb}>{say(condition, language)}</li>
          ))}
        </ul>
      )}
      {!WELCOMES.has(told) && why}
      <div className="split">
        {inside && <WayPanel where={decision.where} />}
        {told !== 'left' && (
          <div className="receipt">
            <span>
              {t('outcome.receipt')}: <strong className="spoken-code">{decision.receipt}</strong>
            </span>
            <span className="quiet">
              {inside ? t('outcome.receiptHint') : t('outcome.waitingReceiptHint')}
            </span>
          </div>
        )}
        {decision.state === 'waiting' && (
          <p className="lead">{outOfTouch ? t('outcome.lost') : t('outcome.watch')}</p>
        )}
      </div>
      <div className="way-on">
        <BigButton
          grow
          loud
          variant={waiting ? 'secondary' : 'primary'}
          onPress={() => dispatch({ type: 'wiped' })}
        >
          {waiting ? t('outcome.freeScreen') : t('go.done')}
        </BigButton>
      </div>
      <Live urgent>{title}</Live>
    </Shell>
  );
}
