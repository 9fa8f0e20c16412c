import { z } from 'zod';
import { kioskState } from '../../../shared/api/kiosk.ts';
import { errorBody, type ErrorBody } from '../../../shared/api/error.ts';
import {
  board,
  dayList,
  exportAnswer,
  expectedRow,
  PRESENT_HEADER,
  signInAnswer,
  STAFF_HEADER,
  syncReport,
  syncStatus,
  visitRow,
  type CorrectRequest,
  type OverrideRequest,
  type StaffCheckIn,
} from '../../../shared/api/staff.ts';
import { visitId } from '../../../shared/domain/ids.ts';
import { send } from '../../api.ts';

/** A call either gives what was asked for, or says why not. `unreachable`: no answer, or one that cannot be read. */
export type ReplyError = ErrorBody | { error: 'unreachable'; message: string };
export type Reply<T> = { ok: true; value: T } | { ok: false; error: ReplyError };

const unreachable = (message: string): Reply<never> => ({
  ok: false,
  error: { error: 'unreachable', message },
});

async function ask<T>(
  shape: z.ZodType<T>,
  method: 'GET' | 'POST',
  path: string,
  session: string | null,
  body?: unknown,
  signal?: AbortSignal,
  present = false,
): Promise<Reply<T>> {
  try {
    const response = await send(path, {
      method,
      headers: {
        ...(session === null ? {} : { [STAFF_HEADER]: session }),
        ...(present ? { [PRESENT_HEADER]: '1' } : {}),
        ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
      },
      ...(method === 'POST' ? { body: JSON.stringify(body ?? {}) } : {}),
      ...(signal === undefined ? {} : { signal }),
    });
    const answer: unknown = await response.json();
    if (response.ok) {
      const parsed = shape.safeParse(answer);
      return parsed.success
        ? { ok: true, value: parsed.data }
        : unreachable('the answer was not of its shape');
    }
    const refusal = errorBody.safeParse(answer);
    return refusal.success ? { ok: false, error: refusal.data } : unreachable(`status ${response.status}`);
  } catch (error) {
    return unreachable(error instanceof Error ? error.message : 'no answer');
  }
}

const nothing = z.looseObject({});

export const kioskNow = () => ask(kioskState, 'GET', '/api/kiosk/state', null);
export const signIn = (name: string, pin: string) =>
  ask(signInAnswer, 'POST', '/api/staff/sign-in', null, { name, pin });

/** Every call of a signed-in member of staff, bound to the session. */
export const staffClient = (session: string) => ({
  signOut: () => ask(nothing, 'POST', '/api/staff/sign-out', session),
  /** `present`: somebody has touched the screen since the last call, so the session is not idle. Long poll: answers when the board has changed since `after`, or after some 25 s. */
  board: (after: number | null, signal: AbortSignal, present: boolean) =>
    ask(
      board,
      'GET',
      `/api/reception/board${after === null ? '' : `?after=${after}`}`,
      session,
      undefined,
      signal,
      present,
    ),
  lookup: (query: string) =>
    ask(
      z.strictObject({ expected: z.array(expectedRow), visits: z.array(visitRow) }),
      'GET',
      `/api/reception/lookup?q=${encodeURIComponent(query)}`,
      session,
    ),
  checkIn: (request: StaffCheckIn) =>
    ask(z.looseObject({ visitId }), 'POST', '/api/reception/visits', session, request),
  override: (id: string, request: OverrideRequest) =>
    ask(visitRow, 'POST', `/api/reception/visits/${id}/override`, session, request),
  checkOut: (id: string, leftAt: string | null) =>
    ask(visitRow, 'POST', `/api/reception/visits/${id}/check-out`, session, { leftAt }),
  correct: (id: string, request: CorrectRequest) =>
    ask(visitRow, 'POST', `/api/reception/visits/${id}/correct`, session, request),
  closeTask: (id: number) => ask(nothing, 'POST', `/api/reception/tasks/${id}/close`, session),
  days: () => ask(dayList, 'GET', '/api/infection-control/days', session),
  dailyLog: (day: string) => ask(exportAnswer, 'POST', '/api/infection-control/daily-log', session, { day }),
  syncStatus: () => ask(syncStatus, 'GET', '/api/infection-control/sync', session),
  retryRefused: () => ask(nothing, 'POST', '/api/infection-control/sync/retry', session),
  sync: () => ask(syncReport, 'POST', '/api/infection-control/sync', session),
});
export type StaffClient = ReturnType<typeof staffClient>;
