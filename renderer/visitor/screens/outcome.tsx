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
import { useWhen } from '../use-when.ts';
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

/** Who is fetched need only stay where they are. */
const MAY_DO_MORE: ReadonlySet<Told> = new Set(['wait-for-staff', 'postpone']);

/** There is more to say to who may not go in now. */
const hasMore = ({ ground, alternatives, contacts, complaint }: Decision): boolean =>
  ground !== null || alternatives.length > 0 || contacts.length > 0 || complaint !== null;

/** One of the six outcomes: what it is, why, what to do now, where to go. Follows what staff decide. */
export function Outcome({ decision }: { decision: Decision }) {
  const { state, dispatch, outOfTouch } = useVisitor();
  const { t } = useTranslation();
  const { moment } = useWhen();
  const { language } = state;
  const told = toldOf(decision);
  const { sign, color } = SIGNS[told];
  const inside = decision.state === 'inside';
  const waiting = awaitsStaff(decision);
  const agreed = told === 'postpone' ? decision.newTime : null;
  const title = agreed === null ? t(`outcome.${told}.title`) : t('outcome.newTimeTitle');
  // What the rules said is not said again when staff decided otherwise, or when it is over.
  const why =
    decision.overridden || agreed !== null || told === 'left'
      ? []
      : decision.texts.map((text) => (
          <p key={text.nb} className="lead">
            {say(text, language)}
          </p>
        ));
  return (
    <Shell back={false}>
      <div className="outcome" data-color={agreed === null ? color : 'success'}>
        <div className="big-sign">{sign}</div>
        <div className="stack">
          <ScreenHeading screen={`outcome-${decision.revision}`} size="xl">
            {title}
          </ScreenHeading>
          {agreed !== null && (
            <p className="lead">
              <strong>{t('outcome.newTime', { time: moment(agreed) })}</strong>
            </p>
          )}
          {decision.overridden && told !== 'left' && <p className="lead">{t('outcome.changed')}</p>}
          {agreed === null && (why.length === 0 || !WELCOMES.has(told)) && (
            <p className="lead">{t(`outcome.${told}.text`)}</p>
          )}
          {WELCOMES.has(told) && why}
          {inside && decision.callsStaff && (
            <p className="lead">
              <strong>{t('outcome.accompanied')}</strong>
            </p>
          )}
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
      {inside && decision.permitClass === 'vigil' && <p className="lead">{t('outcome.vigil')}</p>}
      <div className="split">
        {inside && <WayPanel where={decision.where} also={decision.also} />}
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
      <div className="way-on row">
        {MAY_DO_MORE.has(told) && !inside && hasMore(decision) && (
          <BigButton
            grow
            loud
            variant={told === 'postpone' && agreed === null ? 'primary' : 'secondary'}
            onPress={() => dispatch({ type: 'meanwhile-asked' })}
          >
            {t('outcome.meanwhile')}
          </BigButton>
        )}
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
