import { z } from 'zod';
import { exportJob, exportsOverview, type ExportOrder } from '../../../shared/api/exports.ts';
import { kioskState } from '../../../shared/api/kiosk.ts';
import { errorBody, type ErrorBody } from '../../../shared/api/error.ts';
import { keysState, setUpAnswer, suggestion } from '../../../shared/api/keys.ts';
import type { Language } from '../../../shared/domain/language.ts';
import {
  packFileAnswer,
  packInWords,
  policyState,
  rehearsal,
  type PolicyChange,
} from '../../../shared/api/policy.ts';
import {
  figures,
  headList,
  overview,
  overviewRows,
  verifyAnswer,
  type FiguresQuery,
  type RowsQuery,
} from '../../../shared/api/overview.ts';
import {
  board,
  dayList,
  dayPack,
  evacuation,
  expectedRow,
  PRESENT_HEADER,
  signInAnswer,
  slip,
  STAFF_HEADER,
  syncReport,
  syncStatus,
  visitRow,
  type CorrectRequest,
  type LateRow,
  type OverrideRequest,
  type ReasonGiven,
  type StaffCheckIn,
  type SweptAnswer,
  type UndoRequest,
} from '../../../shared/api/staff.ts';
import {
  backupAnswer,
  retentionRows,
  retentionState,
  type RetentionQuery,
} from '../../../shared/api/retention.ts';
import {
  about,
  forgetAnswer,
  type CorrectAboutWish,
  type FindWish,
  type IdCheck,
} from '../../../shared/api/rights.ts';
import { troubles } from '../../../shared/api/troubles.ts';
import {
  caseAnswer,
  caseList,
  caseOpened,
  caseRow,
  peopleAnswer,
  residentsAnswer,
  searchAnswer,
  tracingState,
  type CaseWish,
  type IllnessWish,
  type SearchWish,
} from '../../../shared/api/tracing.ts';
import type { EventBody, LookupPurpose } from '../../../shared/domain/events.ts';
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

const searchOf = (query: object): string =>
  new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString();

const nothing = z.looseObject({});
const LEAD = '/api/infection-control';
const TRACING = `${LEAD}/tracing`;

export const kioskNow = () => ask(kioskState, 'GET', '/api/kiosk/state', null);
export const signIn = (name: string, pin: string) =>
  ask(signInAnswer, 'POST', '/api/staff/sign-in', null, { name, pin });

/** Every call of a signed-in member of staff, bound to the session. */
export const staffClient = (session: string) => ({
  troubles: () => ask(troubles, 'GET', '/api/staff/troubles', session),
  /** Somebody has looked at the clock. */
  clockIsRight: () => ask(nothing, 'POST', '/api/staff/clock-is-right', session),
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
  /** The written reason that was owed for an override (F2). */
  writeReason: (id: string, reasonText: string) =>
    ask(nothing, 'POST', `/api/reception/visits/${id}/reason`, session, { reasonText }),
  /** What whoever was told no was told (F1). */
  giveReason: (id: string, given: ReasonGiven) =>
    ask(visitRow, 'POST', `/api/reception/visits/${id}/reason-given`, session, given),
  slip: (id: string) => ask(slip, 'GET', `/api/reception/visits/${id}/slip`, session),
  goOut: (attempt: string, residentName: string, ward: string) =>
    ask(nothing, 'POST', '/api/reception/outings', session, { attempt, residentName, ward }),
  isBack: (id: string) => ask(nothing, 'POST', `/api/reception/outings/${id}/back`, session),
  evacuation: () => ask(evacuation, 'GET', '/api/reception/evacuation', session),
  undo: (id: string, request: UndoRequest) =>
    ask(visitRow, 'POST', `/api/reception/visits/${id}/undo`, session, request),
  /** A row of paper (T8). */
  enterLate: (row: LateRow) => ask(visitRow, 'POST', '/api/reception/late-rows', session, row),
  dayPack: (day: string, rows: number) =>
    ask(dayPack, 'POST', '/api/reception/day-pack', session, { day, rows }),
  answerSwept: (id: number, answer: SweptAnswer) =>
    ask(nothing, 'POST', `/api/reception/tasks/${id}/swept`, session, answer),
  closeTask: (id: number) => ask(nothing, 'POST', `/api/reception/tasks/${id}/close`, session),
  days: () => ask(dayList, 'GET', `${LEAD}/days`, session),
  exports: () => ask(exportsOverview, 'GET', `${LEAD}/exports`, session),
  startExport: (order: ExportOrder) => ask(exportJob, 'POST', `${LEAD}/exports`, session, order),
  exportJob: (id: string) => ask(exportJob, 'GET', `${LEAD}/exports/${id}`, session),
  cancelExport: (id: string) => ask(exportJob, 'POST', `${LEAD}/exports/${id}/cancel`, session),
  overview: () => ask(overview, 'GET', `${LEAD}/overview`, session),
  figures: (query: FiguresQuery) => ask(figures, 'GET', `${LEAD}/figures?${searchOf(query)}`, session),
  overviewRows: (query: RowsQuery) => ask(overviewRows, 'GET', `${LEAD}/rows?${searchOf(query)}`, session),
  heads: () => ask(headList, 'GET', `${LEAD}/heads`, session),
  verify: () => ask(verifyAnswer, 'POST', `${LEAD}/verify`, session),
  syncStatus: () => ask(syncStatus, 'GET', `${LEAD}/sync`, session),
  retryRefused: () => ask(nothing, 'POST', `${LEAD}/sync/retry`, session),
  sync: () => ask(syncReport, 'POST', `${LEAD}/sync`, session),
  /** `present`: somebody has touched the screen, so the session is not idle. */
  keys: (present = false) => ask(keysState, 'GET', `${LEAD}/keys`, session, undefined, undefined, present),
  suggestPassphrase: (language: Language) =>
    ask(suggestion, 'POST', `${LEAD}/keys/suggestion`, session, { language }),
  unlockKeys: (passphrase: string) => ask(keysState, 'POST', `${LEAD}/keys/unlock`, session, { passphrase }),
  /** With the recovery key in place of a forgotten passphrase, or null. */
  setUpKey: (passphrase: string, recoveryKey: string | null) =>
    ask(setUpAnswer, 'POST', `${LEAD}/keys/set-up`, session, { passphrase, recoveryKey }),
  finishKey: (recoveryKey: string) =>
    ask(keysState, 'POST', `${LEAD}/keys/set-up/finish`, session, { recoveryKey }),
  giveKeys: (id: string) => ask(keysState, 'POST', `${LEAD}/keys/give`, session, { id }),
  removeLead: (id: string) => ask(keysState, 'POST', `${LEAD}/keys/remove`, session, { id }),
  retention: () => ask(retentionState, 'GET', `${LEAD}/retention`, session),
  retentionRows: (query: RetentionQuery) =>
    ask(retentionRows, 'GET', `${LEAD}/retention/rows?${searchOf(query)}`, session),
  backUp: () => ask(backupAnswer, 'POST', `${LEAD}/retention/backup`, session),
  findAbout: (wish: FindWish) => ask(about, 'POST', `${LEAD}/rights/find`, session, wish),
  printedAbout: (idCheck: IdCheck, visits: number) =>
    ask(nothing, 'POST', `${LEAD}/rights/printed`, session, { idCheck, visits }),
  correctAbout: (id: string, wish: CorrectAboutWish) =>
    ask(nothing, 'POST', `${LEAD}/rights/visits/${id}/correct`, session, wish),
  forgetAbout: (id: string, idCheck: IdCheck) =>
    ask(forgetAnswer, 'POST', `${LEAD}/rights/visits/${id}/forget`, session, { idCheck }),
  policy: () => ask(policyState, 'GET', `${LEAD}/policy`, session),
  readPack: (id: string, version: string) =>
    ask(packInWords, 'GET', `${LEAD}/policy/packs/${id}/${encodeURIComponent(version)}`, session),
  takeInPack: (text: string) => ask(packFileAnswer, 'POST', `${LEAD}/policy/packs`, session, { text }),
  rehearse: (change: PolicyChange) => ask(rehearsal, 'POST', `${LEAD}/policy/rehearsal`, session, change),
  activate: (change: PolicyChange, token: string) =>
    ask(nothing, 'POST', `${LEAD}/policy/activate`, session, { change, token }),
  goBack: () => ask(nothing, 'POST', `${LEAD}/policy/back`, session),
  withdrawPhase: (seq: number) => ask(nothing, 'POST', `${LEAD}/policy/phases/${seq}/withdraw`, session),
  /** Somebody rings and has fallen ill after a visit (T2). */
  reportIllness: (wish: IllnessWish) => ask(nothing, 'POST', '/api/reception/illness', session, wish),
  tracing: () => ask(tracingState, 'GET', TRACING, session),
  cases: () => ask(caseList, 'GET', `${TRACING}/cases`, session),
  findPeople: (purpose: LookupPurpose, kind: 'visitor' | 'resident', name: string) =>
    ask(peopleAnswer, 'POST', `${TRACING}/people`, session, { purpose, kind, name }),
  searchTracing: (wish: SearchWish) => ask(searchAnswer, 'POST', `${TRACING}/search`, session, wish),
  openCase: (wish: CaseWish) => ask(caseOpened, 'POST', `${TRACING}/cases`, session, wish),
  readCase: (id: string, purpose: LookupPurpose) =>
    ask(caseAnswer, 'POST', `${TRACING}/cases/${id}`, session, { purpose }),
  extendCase: (id: string) =>
    ask(caseOpened, 'POST', `${TRACING}/cases/${id}/extend`, session, { window: null }),
  closeCase: (id: string, reason: EventBody<'case.closed'>['reason']) =>
    ask(caseRow, 'POST', `${TRACING}/cases/${id}/close`, session, { reason }),
  settleReport: (taskId: number) => ask(nothing, 'POST', `${TRACING}/reports/${taskId}/settle`, session),
  residentsSeen: (purpose: LookupPurpose) =>
    ask(residentsAnswer, 'POST', `${TRACING}/residents`, session, { purpose }),
});
export type StaffClient = ReturnType<typeof staffClient>;
