import type { Decision } from '../api/kiosk.ts';
import type { State } from './state.ts';

export interface IdleSettings {
  readonly warnAfterSeconds: number;
  readonly wipeAfterSeconds: number;
}
/** Untouched for `after` seconds: `warn` says so first, and wipes `then` seconds later; without it the screen goes quietly back. */
export interface IdleRule {
  readonly after: number;
  readonly warn: boolean;
  readonly then: number;
}

const LEAST_WARNING = 20;
const WAITING_FACTOR = 5;
const LEAST_WAITING = 300;

/** Somebody is on the way to who reads this: also to who is told to wait with the visit, who is owed the reason by a person (F1, S0:703-708) and has had it once a new time is agreed. */
export const awaitsStaff = ({ state, outcome, overridden, newTime }: Decision): boolean =>
  state === 'waiting' || (state === 'closed' && outcome === 'postpone' && !overridden && newTime === null);

/**
 * What idleness means on this screen; null where it means nothing.
 * Who waits for staff does not touch the screen, and must be able to look up at it: five times as long, five minutes at least.
 * It is wiped in the end all the same, because they may have sat down, or staff may have met them: what it shows (place, receipt
 * code) must not stay for the next visitor. Nothing is lost by it: the visit waits on reception's board, and the code opens it again.
 */
export const idleRule = (state: State, settings: IdleSettings): IdleRule | null => {
  const { screen } = state;
  const then = Math.max(LEAST_WARNING, settings.wipeAfterSeconds);
  if (screen.at === 'sending' || screen.at === 'restart') return null;
  const waiting =
    state.help?.status === 'coming' ||
    (screen.at === 'code-result' && screen.answer.result === 'blocked') ||
    ('decision' in screen && awaitsStaff(screen.decision));
  if (waiting)
    return { after: Math.max(LEAST_WAITING, WAITING_FACTOR * settings.warnAfterSeconds), warn: true, then };
  if (screen.at === 'attract') {
    const untouched = state.language === state.home && state.textSize === 100 && state.help === null;
    return untouched ? null : { after: settings.warnAfterSeconds, warn: false, then };
  }
  return { after: settings.warnAfterSeconds, warn: true, then };
};
