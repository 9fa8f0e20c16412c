/** What people do at a kiosk, one after another, each to be broken at every operation of its files. */
import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { expect } from 'vitest';
import type { Core } from '../../../main/core/app.ts';
import { errorBody } from '../../../shared/api/error.ts';
import { checkInAnswer, giftAnswer } from '../../../shared/api/kiosk.ts';
import { DISK_TROUBLES } from '../../../shared/api/troubles.ts';
import { arrival } from '../../support/core.ts';
import { walkIn } from '../../support/desk.ts';
import { ill, well } from '../../support/visitor.ts';
import type { House } from './house.ts';

/** What was confirmed, as questions to the database: each counts what must be there exactly so often. */
export interface Told {
  readonly what: string;
  readonly counts: readonly (readonly [sql: string, parameters: readonly unknown[], expected: number])[];
  /** What else must be true of the folder from then on, before a kiosk is started there. */
  readonly check?: (folder: string) => Promise<void> | void;
}
/** Null: it was refused, in the words for a disk. */
export type Act = (core: Pick<Core, 'fetch'>) => Promise<Told | null>;

export interface Step {
  readonly name: string;
  /** Without faults, each time for new people. */
  readonly prepare: (house: House) => Promise<Act>;
  /** The same once more is the same: sent again after a restart, too. */
  readonly isSafeAgain?: boolean;
  /** Of a kiosk of its own in this folder inside the house's. */
  readonly within?: string;
  /** It has many operations. */
  readonly isLong?: boolean;
  /** What must be true of the folder whatever came of it. */
  readonly always?: (folder: string, house: House, where: string) => Promise<void>;
}

/** The folder of a kiosk that starts for the first time. */
export const FIRST = 'first';

export const DAY_MS = 86_400_000;
export const eventsOf = (type: string, field: string, value: unknown, expected = 1) =>
  [`SELECT count(*) FROM event WHERE type = ? AND ${field} = ?`, [type, value], expected] as const;

/** The answer; null where the disk did not take it. Anything else is no answer that a screen is to get. */
const answered = async (response: Response): Promise<{ body: unknown } | null> => {
  const body: unknown = await response.json();
  if (response.status === 200) return { body };
  const refusal = errorBody.parse(body);
  expect(refusal).toMatchObject({ error: 'unavailable' });
  expect(DISK_TROUBLES).toContain(refusal.reason);
  return null;
};
export const post = (core: Pick<Core, 'fetch'>, path: string, body: unknown, headers = {}) =>
  core
    .fetch(
      new Request(`http://kiosk${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    )
    .then(answered);

const checkIn =
  (party: typeof well, changes = {}): Step['prepare'] =>
  async ({ desk }) => {
    const booking = desk.core.booking(changes);
    await desk.core.send([booking]);
    const request = arrival(await desk.core.codeOf(booking), { party: [party] });
    return async (core) => {
      const heard = await post(core, '/api/kiosk/check-in', request);
      if (heard === null) return null;
      const answer = checkInAnswer.parse(heard.body);
      if (answer.kind !== 'decided') throw new Error(`not decided: ${JSON.stringify(answer)}`);
      const { visitId, outcome, receipt } = answer.decision;
      return {
        what: `visit ${receipt}`,
        counts: [
          ['SELECT count(*) FROM visit WHERE booking_id = ?', [booking.id], 1],
          [
            'SELECT count(*) FROM visit WHERE visit_id = ? AND outcome = ? AND receipt = ?',
            [visitId, outcome, receipt],
            1,
          ],
          [`SELECT count(*) FROM event WHERE body ->> '$.bookingId' = ?`, [booking.id], 1],
          ['SELECT count(*) FROM attempt WHERE visit_id = ?', [visitId], 1],
        ],
      };
    };
  };

/** Staff do something to a visit; once it is done the same wish is about something that has changed. */
const toVisit =
  (
    visitOf: (house: House) => Promise<{ visitId: string; revision: number }>,
    what: string,
    type: string,
    body: (revision: number) => unknown,
  ): Step['prepare'] =>
  async (house) => {
    const { visitId, revision } = await visitOf(house);
    const { headers } = house.desk;
    return async (core) => {
      const heard = await post(core, `/api/reception/visits/${visitId}/${what}`, body(revision), headers);
      return heard && { what: `${type} of ${visitId}`, counts: [eventsOf(type, 'visit_id', visitId)] };
    };
  };

const anInside = ({ desk }: House) => desk.fromBooking(desk.core.booking());

export const STEPS: readonly Step[] = [
  { name: 'a visitor is let in', prepare: checkIn(well), isSafeAgain: true },
  { name: 'a visitor is not let in, and staff are called', prepare: checkIn(ill), isSafeAgain: true },
  {
    name: 'staff let in somebody without a code',
    prepare: (house) => {
      const request = walkIn();
      const { headers } = house.desk;
      return Promise.resolve(async (core) => {
        const heard = await post(core, '/api/reception/visits', request, headers);
        if (heard === null) return null;
        const { visitId } = heard.body as { visitId: string };
        return {
          what: `walk-in ${visitId}`,
          counts: [
            ['SELECT count(*) FROM visit WHERE visit_id = ?', [visitId], 1],
            ['SELECT count(*) FROM attempt WHERE attempt = ?', [request.attempt], 1],
          ],
        };
      });
    },
  },
  {
    name: 'staff decide otherwise',
    prepare: toVisit(
      ({ desk }) => desk.postponed(),
      'override',
      'visit.overridden',
      (revision) => ({ revision, to: 'admit', reason: 'end-of-life', reasonText: 'Hun ligger for døden' }),
    ),
  },
  {
    name: 'staff correct',
    prepare: toVisit(anInside, 'correct', 'visit.corrected', (revision) => ({
      revision,
      reason: 'typing-error',
      reasonText: 'Feil navn',
      changes: { visitorName: 'Ola Rettet' },
    })),
  },
  {
    name: 'staff check out',
    prepare: toVisit(anInside, 'check-out', 'visit.checked-out', () => ({ leftAt: null })),
  },
  {
    name: 'a visitor goes',
    prepare: async ({ desk }) => {
      const booking = desk.core.booking();
      const { visitId } = await desk.comes(booking, [well]);
      const code = await desk.core.codeOf(booking);
      return async (core) => {
        const heard = await post(core, '/api/kiosk/check-out', { code, via: 'camera' });
        return (
          heard && {
            what: `leaving of ${visitId}`,
            counts: [eventsOf('visit.checked-out', 'visit_id', visitId)],
          }
        );
      };
    },
    isSafeAgain: true,
  },
  {
    name: 'a resident goes out',
    prepare: async ({ desk }) => {
      const booking = desk.core.booking({ permitClass: 'resident' });
      await desk.core.send([booking]);
      const request = {
        code: await desk.core.codeOf(booking),
        via: 'camera',
        going: 'out',
        attempt: randomUUID(),
      };
      return async (core) => {
        const heard = await post(core, '/api/kiosk/resident', request);
        return (
          heard && {
            what: `outing of ${booking.id}`,
            counts: [eventsOf('resident.went-out', `body ->> '$.bookingId'`, booking.id)],
          }
        );
      };
    },
    isSafeAgain: true,
  },
  {
    name: 'something is left at the door',
    prepare: () => {
      const request = { attempt: randomUUID(), kind: 'gift', visitorName: null, residentName: 'Ola Li' };
      return Promise.resolve(async (core) => {
        const heard = await post(core, '/api/kiosk/gift', request);
        if (heard === null) return null;
        const { label } = giftAnswer.parse(heard.body);
        return {
          what: `gift ${label}`,
          counts: [
            eventsOf('gift.received', `body ->> '$.label'`, label),
            ['SELECT count(*) FROM attempt WHERE attempt = ?', [`gift:${request.attempt}`], 1],
          ],
        };
      });
    },
    isSafeAgain: true,
  },
  {
    name: 'somebody comes on a new day',
    isLong: true,
    prepare: (house) => {
      house.desk.core.clock.advance(DAY_MS);
      return checkIn(well)(house);
    },
    isSafeAgain: true,
  },
  {
    name: 'the kiosk is switched off and on',
    isLong: true,
    prepare: async ({ desk, switchOffAndOn }) => {
      await desk.core.send([desk.core.booking()]);
      return async () => ((await switchOffAndOn()) ? { what: 'a start', counts: [] } : null);
    },
  },
  {
    name: 'the kiosk is started for the first time',
    within: FIRST,
    isLong: true,
    prepare: ({ firstStart }) =>
      Promise.resolve(async () => ((await firstStart()) ? { what: 'a first start', counts: [] } : null)),
  },
];

/** What of it is not as it was told. */
export const missing = (db: Database, told: readonly Told[]): string[] =>
  told.flatMap(({ what, counts }) =>
    counts
      .filter(
        ([sql, parameters, expected]) =>
          db
            .prepare(sql)
            .pluck()
            .get(...parameters) !== expected,
      )
      .map(([sql, parameters]) => `${what}: ${sql} ${JSON.stringify(parameters)}`),
  );
