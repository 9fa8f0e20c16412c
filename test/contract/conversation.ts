/** One conversation with the core, step by step: what is sent, and what must come back whichever way it goes. */
import type { ErrorCode } from '../../shared/api/error.ts';
import type { CodeAnswer } from '../../shared/api/kiosk.ts';
import { STAFF_HEADER } from '../../shared/api/staff.ts';
import { noToAll } from '../support/answers.ts';
import type { KioskFolder } from '../support/kiosk-folder.ts';
import { letter } from '../support/kiosk-folder.ts';

/** What earlier answers left for later steps. */
export interface Known {
  readonly folder: KioskFolder;
  code?: CodeAnswer;
  visitId?: string;
  receipt?: string;
  staff?: string;
  outing?: string;
}

export interface Step {
  readonly name: string;
  readonly method?: string;
  readonly path: string | ((known: Known) => string);
  /** Sent as JSON; text is sent as it is. */
  readonly body?: unknown;
  readonly headers?: (known: Known) => Record<string, string>;
  readonly status: number;
  readonly error?: ErrorCode;
  /** Part of the body that must be there. */
  readonly holds?: Record<string, unknown>;
  readonly keep?: (known: Known, body: unknown) => void;
}

const shown = (name: string) => (known: Known) => ({
  code: letter(known.folder.letters, name).code,
  via: 'camera',
});
const post = { method: 'POST' } as const;
const signedIn = (known: Known): Record<string, string> => ({ [STAFF_HEADER]: known.staff ?? '' });

const checkIn = (attempt: string, answers: (known: Known) => unknown[]) => (known: Known) => ({
  ...shown('02')(known),
  attempt,
  phone: null,
  party: [{ name: null, child: false, answers: answers(known) }],
  place: null,
});

const attempt = (no: number): string => `6f0a2f0e-7a30-4c0d-9d39-0c6f6c1e4a0${no}`;

const WRONG: readonly Step[] = [
  { name: 'a route that is not there', path: '/api/nothing', status: 404, error: 'not-found' },
  { name: 'the door of the API itself', path: '/api/', status: 404, error: 'not-found' },
  {
    name: 'a method that is not there',
    ...post,
    path: '/api/kiosk/state',
    body: {},
    status: 404,
    error: 'not-found',
  },
  {
    name: 'a body that is no JSON',
    ...post,
    path: '/api/kiosk/code',
    body: '{"code":',
    status: 400,
    error: 'bad-request',
  },
  { name: 'an empty body', ...post, path: '/api/kiosk/code', body: '', status: 400, error: 'bad-request' },
  {
    name: 'a wrong type',
    ...post,
    path: '/api/kiosk/code',
    body: { code: 7, via: 'camera' },
    status: 400,
    error: 'bad-request',
  },
  {
    name: 'a field too many',
    ...post,
    path: '/api/kiosk/code',
    body: { code: 'x', via: 'camera', more: 1 },
    status: 400,
    error: 'bad-request',
  },
  {
    name: 'a code that is too long',
    ...post,
    path: '/api/kiosk/code',
    body: { code: 'x'.repeat(5_000), via: 'camera' },
    status: 400,
    error: 'bad-request',
  },
  {
    name: 'a body that is too large',
    ...post,
    path: '/api/kiosk/code',
    body: { code: 'x'.repeat(70_000), via: 'camera' },
    status: 413,
    error: 'too-large',
  },
  {
    name: 'JSON under another type',
    ...post,
    path: '/api/kiosk/code',
    body: '{"code":"x","via":"camera"}',
    headers: () => ({ 'content-type': 'text/plain' }),
    status: 400,
    error: 'bad-request',
  },
  {
    name: 'a visit that is not there',
    path: '/api/kiosk/visits/V00000000000',
    status: 404,
    error: 'not-found',
  },
  {
    name: 'a query of the wrong type',
    path: '/api/kiosk/visits/x?after=soon',
    status: 404,
    error: 'not-found',
  },
];

const VISIT: readonly Step[] = [
  {
    name: 'the kiosk says where it stands',
    path: '/api/kiosk/state',
    status: 200,
    holds: { institution: 'Solbakken sykehjem', demo: true },
  },
  { name: 'advice for today', path: '/api/kiosk/advice', status: 200 },
  {
    name: 'a code of nobody',
    ...post,
    path: '/api/kiosk/code',
    body: shown('foreign'),
    status: 200,
    holds: { result: 'not-ours' },
  },
  {
    name: 'a forged code',
    ...post,
    path: '/api/kiosk/code',
    body: shown('bad-signature'),
    status: 200,
    holds: { result: 'bad-signature' },
  },
  {
    name: 'a code of yesterday',
    ...post,
    path: '/api/kiosk/code',
    body: shown('expired'),
    status: 200,
    holds: { result: 'expired' },
  },
  {
    name: 'a code of another house',
    ...post,
    path: '/api/kiosk/code',
    body: shown('other-institution'),
    status: 200,
    holds: { result: 'other-institution' },
  },
  {
    name: 'a good code',
    ...post,
    path: '/api/kiosk/code',
    body: shown('02'),
    status: 200,
    holds: { result: 'ok', next: 'arrive', firstName: 'Bjørn', partySize: 1 },
    keep: (known, body) => (known.code = body as CodeAnswer),
  },
  {
    name: 'a check-in without answers',
    ...post,
    path: '/api/kiosk/check-in',
    body: checkIn(attempt(1), () => []),
    status: 200,
    holds: { kind: 'answers', person: 0 },
  },
  {
    name: 'a check-in',
    ...post,
    path: '/api/kiosk/check-in',
    body: checkIn(attempt(1), ({ code }) => noToAll(code?.result === 'ok' ? code.questionnaire : null)),
    status: 200,
    holds: { kind: 'decided' },
    keep: (known, body) => {
      const { decision } = body as { decision: { visitId: string; receipt: string } };
      known.visitId = decision.visitId;
      known.receipt = decision.receipt;
    },
  },
  {
    name: 'the same visit, asked for',
    path: ({ visitId }) => `/api/kiosk/visits/${visitId ?? ''}`,
    status: 200,
    holds: { state: 'inside' },
  },
  {
    name: 'the code again, on the way out',
    ...post,
    path: '/api/kiosk/code',
    body: shown('02'),
    status: 200,
    holds: { result: 'ok', next: 'leave' },
  },
  { name: 'a call for help', ...post, path: '/api/kiosk/help', body: { screen: 'start' }, status: 200 },
  {
    name: 'leaving by the receipt',
    ...post,
    path: '/api/kiosk/check-out',
    body: (known: Known) => ({ code: known.receipt ?? '', via: 'word-code' }),
    status: 200,
    holds: { kind: 'left' },
  },
  {
    name: 'leaving twice',
    ...post,
    path: '/api/kiosk/check-out',
    body: (known: Known) => ({ code: known.receipt ?? '', via: 'word-code' }),
    status: 200,
    holds: { kind: 'nobody-inside' },
  },
  {
    name: 'a code of somebody who is early',
    ...post,
    path: '/api/kiosk/code',
    body: shown('early'),
    status: 200,
    holds: { result: 'too-early', sameDay: true },
  },
  {
    name: 'a resident’s own code',
    ...post,
    path: '/api/kiosk/code',
    body: shown('resident'),
    status: 200,
    holds: { result: 'resident', away: false },
  },
  {
    name: 'a resident who goes out',
    ...post,
    path: '/api/kiosk/resident',
    body: (known: Known) => ({ ...shown('resident')(known), attempt: attempt(2), going: 'out' }),
    status: 200,
    holds: { kind: 'out' },
  },
  {
    name: 'a resident who comes back',
    ...post,
    path: '/api/kiosk/resident',
    body: (known: Known) => ({ ...shown('resident')(known), attempt: attempt(3), going: 'back' }),
    status: 200,
    holds: { kind: 'back' },
  },
  {
    name: 'a gift',
    ...post,
    path: '/api/kiosk/gift',
    body: { attempt: attempt(4), kind: 'gift', visitorName: 'Kari Prøvesen', residentName: null },
    status: 200,
  },
  {
    name: 'a gift of no kind',
    ...post,
    path: '/api/kiosk/gift',
    body: { attempt: attempt(5), visitorName: null, residentName: null },
    status: 400,
    error: 'bad-request',
  },
];

const STAFF: readonly Step[] = [
  { name: 'the board without a session', path: '/api/reception/board', status: 401, error: 'not-signed-in' },
  {
    name: 'the board with an invented session',
    path: '/api/reception/board',
    headers: () => ({ [STAFF_HEADER]: 'invented' }),
    status: 401,
    error: 'not-signed-in',
  },
  {
    name: 'the days without a session',
    path: '/api/infection-control/days',
    status: 401,
    error: 'not-signed-in',
  },
  {
    name: 'a wrong PIN',
    ...post,
    path: '/api/staff/sign-in',
    body: { name: 'Rita Resepsjon', pin: '000001' },
    status: 401,
    error: 'not-signed-in',
  },
  {
    name: 'a sign-in',
    ...post,
    path: '/api/staff/sign-in',
    body: ({ folder }: Known) => {
      const { name, pin } = folder.staff.find(({ role }) => role === 'reception') ?? {};
      return { name, pin };
    },
    status: 200,
    keep: (known, body) => (known.staff = (body as { session: string }).session),
  },
  { name: 'the board', path: '/api/reception/board', headers: signedIn, status: 200, holds: { demo: true } },
  { name: 'looking somebody up', path: '/api/reception/lookup?q=kari', headers: signedIn, status: 200 },
  {
    name: 'what only infection control may see',
    path: '/api/infection-control/days',
    headers: signedIn,
    status: 403,
    error: 'not-allowed',
  },
  {
    name: 'an override of the wrong shape',
    ...post,
    path: ({ visitId }) => `/api/reception/visits/${visitId ?? ''}/override`,
    headers: signedIn,
    body: { revision: 1 },
    status: 400,
    error: 'bad-request',
  },
  {
    name: 'a reason that is not owed',
    ...post,
    path: ({ visitId }) => `/api/reception/visits/${visitId ?? ''}/reason`,
    headers: signedIn,
    body: { reasonText: 'Ringte avdelingen' },
    status: 409,
    error: 'conflict',
  },
  {
    name: 'a resident without a code who goes out',
    ...post,
    path: '/api/reception/outings',
    headers: signedIn,
    body: { attempt: attempt(6), residentName: 'Birger Blåbærli', ward: 'furua' },
    status: 200,
    keep: (known, body) => (known.outing = (body as { outingId: string }).outingId),
  },
  {
    name: 'who is in the house and who is out',
    path: '/api/reception/evacuation',
    headers: signedIn,
    status: 200,
    holds: { institution: 'Solbakken sykehjem', inside: [], out: [{ residentName: 'Birger Blåbærli' }] },
  },
  {
    name: 'that resident comes back',
    ...post,
    path: ({ outing }) => `/api/reception/outings/${outing ?? ''}/back`,
    headers: signedIn,
    status: 200,
  },
  {
    name: 'the rules, which are the lead’s',
    path: '/api/infection-control/policy',
    headers: signedIn,
    status: 403,
    error: 'not-allowed',
  },
  { name: 'a sign-out', ...post, path: '/api/staff/sign-out', headers: signedIn, body: {}, status: 200 },
  {
    name: 'the board after it',
    path: '/api/reception/board',
    headers: signedIn,
    status: 401,
    error: 'not-signed-in',
  },
];

const LEAD: readonly Step[] = [
  {
    name: 'the lead’s sign-in',
    ...post,
    path: '/api/staff/sign-in',
    body: ({ folder }: Known) => {
      const { name, pin } = folder.staff.find(({ role }) => role === 'infection-control') ?? {};
      return { name, pin };
    },
    status: 200,
    keep: (known, body) => (known.staff = (body as { session: string }).session),
  },
  {
    name: 'how packs and phases stand',
    path: '/api/infection-control/policy',
    headers: signedIn,
    status: 200,
    holds: { settings: [] },
  },
  {
    name: 'a pack in words',
    path: '/api/infection-control/policy/packs/no-2020-05-27/1',
    headers: signedIn,
    status: 404,
    error: 'not-found',
  },
  {
    name: 'a pack that is none',
    ...post,
    path: '/api/infection-control/policy/packs',
    headers: signedIn,
    body: { text: 'not a pack' },
    status: 200,
    holds: { kind: 'refused' },
  },
  {
    name: 'a phase rehearsed',
    ...post,
    path: '/api/infection-control/policy/rehearsal',
    headers: signedIn,
    body: { kind: 'phase', scope: 'ward', ward: 'furua', phase: 'heightened', from: null, until: null },
    status: 200,
  },
  {
    name: 'a phase put in effect unrehearsed',
    ...post,
    path: '/api/infection-control/policy/activate',
    headers: signedIn,
    body: {
      change: { kind: 'phase', scope: 'ward', ward: 'bjorka', phase: 'outbreak', from: null, until: null },
      token: 'nothing-was-rehearsed',
    },
    status: 409,
    error: 'conflict',
  },
];

export const CONVERSATION: readonly Step[] = [...WRONG, ...VISIT, ...STAFF, ...LEAD];

export const requestOf = (step: Step, known: Known): [path: string, init: RequestInit] => {
  const body: unknown =
    typeof step.body === 'function' ? (step.body as (known: Known) => unknown)(known) : step.body;
  return [
    typeof step.path === 'function' ? step.path(known) : step.path,
    {
      method: step.method ?? 'GET',
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...step.headers?.(known),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    },
  ];
};
