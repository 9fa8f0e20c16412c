import { z } from 'zod';
import {
  advice,
  checkInAnswer,
  checkOutAnswer,
  codeAnswer,
  decision,
  giftAnswer,
  kioskState,
  residentAnswer,
  type CheckInRequest,
  type GiftRequest,
  type ResidentRequest,
} from '../../shared/api/kiosk.ts';
import { errorBody } from '../../shared/api/error.ts';
import { DISK_TROUBLES } from '../../shared/api/troubles.ts';
import type { IllnessWish } from '../../shared/api/tracing.ts';
import type { ShownCode, Trouble } from '../../shared/flow/index.ts';
import { client } from '../api.ts';

/** What the core answered, or why it did not. Never rejects. */
export type Reply<T> = { ok: true; value: T } | { ok: false; cause: Trouble };

/** The core is on this machine: what takes longer than this will not come. */
const PATIENCE_MS = 10_000;
/** The core holds a long poll for 25 s at most. */
const LONG_POLL_MS = 35_000;

/** A disk that takes nothing now is nobody's mistake, and is tried again. */
const causeOf = async (response: Response): Promise<Trouble> => {
  const refusal = errorBody.safeParse(await response.json());
  const reason = refusal.success ? refusal.data.reason : undefined;
  return DISK_TROUBLES.some((trouble) => trouble === reason) ? 'cannot-write' : 'refused';
};

const read = async <T>(shape: z.ZodType<T>, call: Promise<Response>): Promise<Reply<T>> => {
  try {
    const response = await call;
    if (response.status === 401) return { ok: false, cause: 'restart' };
    if (!response.ok) return { ok: false, cause: await causeOf(response) };
    const parsed = shape.safeParse(await response.json());
    return parsed.success ? { ok: true, value: parsed.data } : { ok: false, cause: 'refused' };
  } catch {
    return { ok: false, cause: 'unreachable' };
  }
};

const within = (ms: number, signal?: AbortSignal) => ({
  init: { signal: signal ? AbortSignal.any([signal, AbortSignal.timeout(ms)]) : AbortSignal.timeout(ms) },
});
const { kiosk } = client.api;

export const askState = () => read(kioskState, kiosk.state.$get(undefined, within(PATIENCE_MS)));
export const askAdvice = () => read(z.array(advice), kiosk.advice.$get({ query: {} }, within(PATIENCE_MS)));
export const askCode = (shown: ShownCode) =>
  read(codeAnswer, kiosk.code.$post({ json: shown }, within(PATIENCE_MS)));
export const askCheckIn = (request: CheckInRequest) =>
  read(checkInAnswer, kiosk['check-in'].$post({ json: request }, within(PATIENCE_MS)));
export const askCheckOut = (shown: ShownCode) =>
  read(checkOutAnswer, kiosk['check-out'].$post({ json: shown }, within(PATIENCE_MS)));
export const askResident = (request: ResidentRequest) =>
  read(residentAnswer, kiosk.resident.$post({ json: request }, within(PATIENCE_MS)));
export const askGift = (request: GiftRequest) =>
  read(giftAnswer, kiosk.gift.$post({ json: request }, within(PATIENCE_MS)));
export const askIllness = (wish: IllnessWish) =>
  read(z.looseObject({}), kiosk.illness.$post({ json: wish }, within(PATIENCE_MS)));
export const askHelp = (screen: string) =>
  read(z.looseObject({}), kiosk.help.$post({ json: { screen } }, within(PATIENCE_MS)));
/** Answers when the visit has changed since `after`, or unchanged after some 25 s. */
export const askDecision = (visitId: string, after: number, signal: AbortSignal) =>
  read(
    decision,
    kiosk.visits[':visitId'].$get(
      { param: { visitId }, query: { after: String(after) } },
      within(LONG_POLL_MS, signal),
    ),
  );
