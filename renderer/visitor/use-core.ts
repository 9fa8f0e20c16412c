import { useEffect, useEffectEvent, useState, type Dispatch } from 'react';
import type { Advice, KioskState } from '../../shared/api/kiosk.ts';
import type { Call, FlowEvent, State } from '../../shared/flow/index.ts';
import {
  askAdvice,
  askCheckIn,
  askCheckOut,
  askCode,
  askDecision,
  askGift,
  askHelp,
  askIllness,
  askResident,
  askState,
  type Reply,
} from './core.ts';

const RETRY_MS = 3000;
const REFRESH_MS = 300_000;

/** What comes of a call: the answer, or why there is none. */
const outcomeOf = async <T>(
  { id }: Call,
  asked: Promise<Reply<T>>,
  answered: (answer: T) => FlowEvent,
): Promise<FlowEvent> => {
  const reply = await asked;
  return reply.ok ? answered(reply.value) : { type: 'call-failed', call: id, cause: reply.cause };
};

const answerTo = (call: Call): Promise<FlowEvent> => {
  const { id, ask } = call;
  switch (ask.kind) {
    case 'code':
      return outcomeOf(call, askCode(ask.shown), (answer) => ({ type: 'code-answered', call: id, answer }));
    case 'check-in':
      return outcomeOf(call, askCheckIn(ask.request), (answer) => ({
        type: 'check-in-answered',
        call: id,
        answer,
      }));
    case 'check-out':
      return outcomeOf(call, askCheckOut(ask.shown), (answer) => ({
        type: 'check-out-answered',
        call: id,
        answer,
      }));
    case 'resident':
      return outcomeOf(call, askResident(ask.request), (answer) => ({
        type: 'resident-answered',
        call: id,
        answer,
      }));
    case 'gift':
      return outcomeOf(call, askGift(ask.request), (answer) => ({ type: 'gift-answered', call: id, answer }));
    case 'illness':
      return outcomeOf(call, askIllness(ask.request), () => ({ type: 'illness-answered', call: id }));
  }
};

/** Puts what the flow wants to know to the core, once each. A late answer is told too: the flow ignores it by its id. */
export const useCalls = (state: State, dispatch: Dispatch<FlowEvent>) => {
  const { call, help } = state;
  useEffect(() => {
    if (call !== null) void answerTo(call).then(dispatch);
  }, [call, dispatch]);

  const callForHelp = useEffectEvent(async (id: number) => {
    const reply = await askHelp(help?.from ?? '');
    dispatch({ type: 'help-answered', call: id, cause: reply.ok ? null : reply.cause });
  });
  const helpCall = help?.call ?? null;
  useEffect(() => {
    if (helpCall !== null) void callForHelp(helpCall);
  }, [helpCall]);
};

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

/** Follows the decision on the screen until it is gone: staff's word is there at once. True while the core is not reached. */
export const useDecision = (state: State, dispatch: Dispatch<FlowEvent>): boolean => {
  const [outOfTouch, setOutOfTouch] = useState(false);
  const decision = 'decision' in state.screen ? state.screen.decision : null;
  const visitId = decision?.visitId ?? null;
  const revision = decision?.revision ?? 0;
  useEffect(() => {
    if (visitId === null) return;
    const gone = new AbortController();
    const isGone = () => gone.signal.aborted;
    const follow = async () => {
      while (!isGone()) {
        const reply = await askDecision(visitId, revision, gone.signal);
        if (isGone()) return;
        setOutOfTouch(!reply.ok);
        if (reply.ok) dispatch({ type: 'decision-changed', decision: reply.value });
        else await pause(RETRY_MS, gone.signal);
      }
    };
    void follow();
    return () => gone.abort();
  }, [visitId, revision, dispatch]);
  return outOfTouch && visitId !== null;
};

export interface KioskView {
  readonly kiosk: KioskState | null;
  /** Not reached since the page was opened: there is nothing to show yet. */
  readonly trouble: boolean;
  readonly restart: boolean;
}

/** Who this kiosk is. Asked again until it answers, and now and then after that. */
export const useKiosk = (): KioskView => {
  const [view, setView] = useState<KioskView>({ kiosk: null, trouble: false, restart: false });
  useEffect(() => {
    const gone = new AbortController();
    const isGone = () => gone.signal.aborted;
    const follow = async () => {
      while (!isGone()) {
        const reply = await askState();
        if (isGone()) return;
        setView((before) =>
          reply.ok
            ? { kiosk: reply.value, trouble: false, restart: false }
            : { kiosk: before.kiosk, trouble: before.kiosk === null, restart: reply.cause === 'restart' },
        );
        await pause(reply.ok ? REFRESH_MS : RETRY_MS, gone.signal);
      }
    };
    void follow();
    return () => gone.abort();
  }, []);
  return view;
};

/** What applies here today, fetched when a visit begins, so that it is there when its screen comes. */
export const useAdvice = (wanted: boolean): readonly Advice[] | null => {
  const [advice, setAdvice] = useState<readonly Advice[] | null>(null);
  useEffect(() => {
    if (!wanted) return;
    let gone = false;
    void askAdvice().then((reply) => {
      if (!gone && reply.ok) setAdvice(reply.value);
    });
    return () => {
      gone = true;
    };
  }, [wanted]);
  return advice;
};
