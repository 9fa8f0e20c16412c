/** Staff at a test core's desk: an account of each role, and sessions as the routes want them. */
import { randomUUID, scryptSync } from 'node:crypto';
import type { z } from 'zod';
import { createDayKeys } from '../../main/core/protocol/daykeys.ts';
import { errorBody, type ErrorBody } from '../../shared/api/error.ts';
import { checkInAnswer } from '../../shared/api/kiosk.ts';
import {
  board,
  STAFF_HEADER,
  signInAnswer,
  visitRow,
  type Board,
  type StaffCheckIn,
  type VisitRow,
} from '../../shared/api/staff.ts';
import type { Booking } from '../../shared/domain/booking.ts';
import type { Role } from '../../shared/domain/staff.ts';
import { arrival, startCore, type TestCore, type TestCoreOptions } from './core.ts';
import { giveLeadKey } from './lead-key.ts';

export const PINS: Record<Role, string> = {
  reception: '402918',
  'infection-control': '730164',
  admin: '518203',
};
/** Of the infection-control lead. */
export const PASSPHRASE = 'kopp trapp eng lykt';
const NAMES: Record<Role, string> = { reception: 'Randi', 'infection-control': 'Ivar', admin: 'Aud' };

/** The real thing costs a tenth of a second, and is tested where it belongs. */
const cheapHash = (pin: string): string => {
  const hash = scryptSync(pin, 'salt', 32, { N: 256, r: 8, p: 1 });
  return `scrypt$N=256,r=8,p=1$${Buffer.from('salt').toString('base64url')}$${hash.toString('base64url')}`;
};

/** Makes the account of a role; its id is the role. The infection-control lead has been through the set-up. */
export const addTestStaff = async (core: TestCore, role: Role): Promise<void> => {
  const [name, pin] = [NAMES[role], PINS[role]];
  core.db
    .prepare('INSERT INTO staff (id, name, role, pin_hash) VALUES (?, ?, ?, ?)')
    .run(role, name, role, cheapHash(pin));
  if (role !== 'infection-control') return;
  const dayKeys = createDayKeys(core.db, core.ports.secrets.kioskKey, () => core.clock.now());
  await giveLeadKey((...known) => dayKeys.addRecipient(...known), role, PASSPHRASE);
};

/** Signs in, and gives the lead's passphrase; the header that goes with every call of the session. */
export const signInAs = async (core: TestCore, role: Role): Promise<Record<string, string>> => {
  const response = await core.post('/api/staff/sign-in', { name: NAMES[role], pin: PINS[role] });
  const { session } = signInAnswer.parse(await response.json());
  const headers = { [STAFF_HEADER]: session };
  if (role === 'infection-control')
    await core.post('/api/infection-control/keys/unlock', { passphrase: PASSPHRASE }, headers);
  return headers;
};

/** A successful answer, of its shape. */
export const answerOf = async <T extends z.ZodType>(
  shape: T,
  response: Response | Promise<Response>,
): Promise<z.infer<T>> => {
  const answer = await response;
  const body: unknown = await answer.json();
  if (answer.status !== 200) throw new Error(`${answer.status}: ${JSON.stringify(body)}`);
  return shape.parse(body);
};
/** An error body with its status. */
export const refusal = async (
  response: Response | Promise<Response>,
): Promise<ErrorBody & { status: number }> => {
  const answer = await response;
  return { status: answer.status, ...errorBody.parse(await answer.json()) };
};

type WalkIn = Extract<StaffCheckIn, { kind: 'walk-in' }>;
/** Somebody with a companion and no agreed visit. */
export const walkIn = (changes: Partial<WalkIn> = {}): WalkIn => ({
  kind: 'walk-in',
  attempt: randomUUID(),
  visitorName: 'Øyvind Ås',
  phone: '+47 900 00 000',
  companions: ['Ánne'],
  residentName: 'Olga Hemmelig',
  place: 'furua-rom',
  permitClass: 'ordinary',
  reason: 'agreed-by-manager',
  reasonText: 'Ringte avdelingen',
  ...changes,
});

/** Answers to the questions of the Norwegian pack. */
const person = (changes: Record<string, boolean> = {}) => ({
  name: null,
  child: false,
  answers: Object.entries({
    symptoms: false,
    exposure: false,
    area: false,
    'risk-group': false,
    ...changes,
  }).map(([linkId, valueBoolean]) => ({ linkId, answer: [{ valueBoolean }] })),
});

/** When a test core's clock stands: 13:00 in Oslo. */
export const NOW = '2026-03-10T12:00:00.000Z';

/** A test core with somebody signed in at reception. */
export interface Desk {
  readonly core: TestCore;
  /** Of the session, to go with every call. */
  readonly headers: Record<string, string>;
  /** After the clock was moved further than a session lasts. */
  signInAgain(): Promise<void>;
  theBoard(): Promise<Board>;
  tell(visit: Pick<VisitRow, 'visitId'>, what: string, body: unknown): Promise<Response>;
  override(visit: VisitRow, to: string, changes?: object): Promise<Response>;
  checkedIn(request: StaffCheckIn): Promise<VisitRow>;
  /** The municipality sends it, and staff check it in. */
  fromBooking(booking: Booking, partySize?: number): Promise<VisitRow>;
  /** Comes to the kiosk itself, with the code of the booking. */
  comes(booking: Booking, party?: ReturnType<typeof person>[]): Promise<VisitRow>;
  /** More people than were agreed: the rules call staff. */
  waits(): Promise<VisitRow>;
  /** Somebody with symptoms; at the end of life that is an escorted route. */
  postponed(changes?: Partial<Booking>): Promise<VisitRow>;
}

export const startDesk = async (options: TestCoreOptions = {}): Promise<Desk> => {
  const core = await startCore(options);
  await addTestStaff(core, 'reception');
  let headers = await signInAs(core, 'reception');
  const visitOf = (visitId: string) =>
    answerOf(visitRow, core.get(`/api/reception/visits/${visitId}`, headers));
  const desk: Desk = {
    core,
    get headers() {
      return headers;
    },
    signInAgain: async () => {
      headers = await signInAs(core, 'reception');
    },
    theBoard: () => answerOf(board, core.get('/api/reception/board', headers)),
    tell: (visit, what, body) => core.post(`/api/reception/visits/${visit.visitId}/${what}`, body, headers),
    override: (visit, to, changes = {}) =>
      desk.tell(visit, 'override', {
        revision: visit.revision,
        to,
        reason: 'agreed-by-manager',
        reasonText: 'Avklart med avdelingen',
        ...changes,
      }),
    checkedIn: async (request) => {
      const response = await core.post('/api/reception/visits', request, headers);
      const { visitId } = (await response.json()) as { visitId: string };
      return visitOf(visitId);
    },
    fromBooking: async (booking, partySize = 1) => {
      await core.send([booking]);
      return desk.checkedIn({ kind: 'booking', attempt: randomUUID(), bookingId: booking.id, partySize });
    },
    comes: async (booking, party = [person()]) => {
      await core.send([booking]);
      const request = arrival(await core.codeOf(booking), { party });
      const answer = await answerOf(checkInAnswer, core.post('/api/kiosk/check-in', request));
      if (answer.kind !== 'decided') throw new Error(answer.kind);
      return visitOf(answer.decision.visitId);
    },
    waits: () => desk.comes(core.booking(), [person(), person()]),
    postponed: (changes = {}) => desk.comes(core.booking(changes), [person({ symptoms: true })]),
  };
  return desk;
};
