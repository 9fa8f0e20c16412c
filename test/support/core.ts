/** A whole core over a real SQLite file in a temporary folder: a made-up institution, keys, bookings and a clock that tests move. */
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { createCore, type Core } from '../../main/core/app.ts';
import { toDigits } from '../../main/core/bookings/digits.ts';
import type { Imported } from '../../main/core/bookings/import.ts';
import type { LogEntry, Ports } from '../../main/core/ports.ts';
import { newRecipientKeys } from '../../main/core/protocol/keys.ts';
import type { CheckInRequest } from '../../shared/api/kiosk.ts';
import type { Booking, BookingClaims } from '../../shared/domain/booking.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import type { Inbound } from '../../shared/domain/sync.ts';
import { inbound as inboundShape } from '../../shared/domain/sync.ts';
import { toInstant } from '../../shared/domain/time.ts';
import { demoSettings } from '../municipality/demo/institution.ts';
import {
  MIGRATIONS,
  newReceipt,
  newSecrets,
  temporaryFolder,
  testClock,
  type TestClock,
} from './protocol.ts';
import { newTokenKey, signBookingToken, type TokenKey } from './tokens.ts';

export const RESOURCES = fileURLToPath(new URL('../../resources', import.meta.url));
const HOUR = 3_600_000;

export interface TestCore {
  readonly core: Core;
  readonly ports: Ports;
  readonly settings: Settings;
  readonly clock: TestClock;
  readonly folder: string;
  /** Signs booking tokens; the kiosk knows it once `send` was called. */
  readonly key: TokenKey;
  /** What was logged. */
  readonly log: readonly LogEntry[];
  /** A connection of the test's own to the same file. */
  readonly db: Database.Database;
  /** An ordinary agreed visit, from an hour ago until an hour from now, good for that time; `changes` are laid over. */
  booking(changes?: Partial<Booking>): Booking;
  /** What the municipality sends at night. */
  send(bookings: readonly Booking[], changes?: Partial<Inbound>): Promise<Imported>;
  /** The code of a booking as its QR says it: `BV1…`. */
  codeOf(booking: Booking, changes?: Partial<BookingClaims>, key?: TokenKey): Promise<string>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** Posts JSON. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Ends the core and starts it again on the same folder, as a kiosk that was switched off and on. */
  restart(): Promise<void>;
  /** Closes everything and removes the folder. */
  end(): Promise<void>;
}

export interface TestCoreOptions {
  /** Noon in winter in Oslo is 11:00 UTC; unless told it is 2026-03-10 13:00 local. */
  readonly clock?: TestClock;
  readonly settings?: (settings: Settings) => Settings;
  readonly resourcesDir?: string;
  readonly fetch?: typeof globalThis.fetch;
  readonly verify?: Ports['verify'];
  /** One that is there, and stays: a kiosk of more than one process. Its keys and log go with it. */
  readonly kept?: Pick<Ports, 'dataDir' | 'secrets' | 'log'>;
  readonly disk?: Ports['disk'];
}

const defaultFetch: typeof globalThis.fetch = () =>
  Promise.reject(new TypeError('no municipality in this test'));

/** Guards nobody: a real passphrase takes a third of a second to stretch. */
const CHEAP = { N: 2 ** 12, r: 8, p: 1 };

const opened = async (ports: Ports): Promise<Core> => {
  const created = await createCore(ports, { passphraseCost: CHEAP });
  if (!created.ok) throw new Error(created.problem.message);
  return created.core;
};

export const startCore = async (options: TestCoreOptions = {}): Promise<TestCore> => {
  const clock = options.clock ?? testClock();
  const folder = options.kept?.dataDir ?? temporaryFolder();
  const log: LogEntry[] = [];
  const solbakken = demoSettings('http://127.0.0.1:9');
  const ports: Ports = {
    clock,
    secrets: options.kept?.secrets ?? newSecrets(),
    keysAtRest: { protection: 'file', weaknesses: [] },
    log: options.kept?.log ?? { write: (entry) => void log.push(entry) },
    settings: options.settings?.(solbakken) ?? solbakken,
    dataDir: folder,
    resourcesDir: options.resourcesDir ?? RESOURCES,
    migrationsDir: MIGRATIONS,
    verify: options.verify ?? (() => Promise.resolve({ status: 0, line: 'It holds.' })),
    fetch: options.fetch ?? defaultFetch,
    ...(options.disk && { disk: options.disk }),
  };
  let core = await opened(ports);
  const db = new Database(join(folder, 'kiosk.db'));
  const key = newTokenKey('k1');
  const municipality = newRecipientKeys().publicJwk;
  let cursor = 0;
  const ask = (path: string, init: RequestInit) => core.fetch(new Request(`http://kiosk${path}`, init));

  return {
    get core() {
      return core;
    },
    ports,
    settings: ports.settings,
    clock,
    folder,
    key,
    log,
    db,
    booking: (changes = {}) => {
      const from = toInstant(clock.now() - HOUR);
      const to = toInstant(clock.now() + HOUR);
      return {
        id: `b-${randomUUID().slice(0, 8)}`,
        jti: `j-${randomUUID().slice(0, 8)}`,
        wordCode: newReceipt(),
        visitor: { firstName: 'Kari', lastName: 'Prøvesen' },
        companions: [],
        resident: { id: 'furua-1', name: 'Olga Hemmelig' },
        ward: 'furua',
        place: 'furua-rom',
        permitClass: 'ordinary',
        partySize: 1,
        from,
        to,
        notBefore: from,
        expires: to,
        approver: { name: 'Besøksutvalget', on: '2026-03-01' },
        contactLimited: false,
        cancelled: false,
        ...changes,
      };
    },
    send: (bookings, changes = {}) => {
      cursor += 1;
      return core.importInbound(
        inboundShape.parse({
          cursor: String(cursor),
          bookings,
          cancelled: [],
          jwks: { keys: [key.jwk] },
          recipient: { ...municipality, kid: 'm1' },
          packs: [],
          phases: [],
          ...changes,
        }),
      );
    },
    codeOf: async (booking, changes = {}, signer = key) =>
      toDigits(await signBookingToken({ ...claimsOf(booking, ports.settings), ...changes }, signer)),
    get: (path, headers = {}) => ask(path, { headers }),
    post: (path, body, headers = {}) =>
      ask(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    restart: async () => {
      await core.close();
      core = await opened(ports);
    },
    end: async () => {
      await core.close();
      db.close();
      if (options.kept === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
};

export const claimsOf = (booking: Booking, settings: Settings): BookingClaims => ({
  jti: booking.jti,
  sub: booking.id,
  aud: settings.institution.id,
  nbf: Math.floor(Date.parse(booking.notBefore) / 1000),
  exp: Math.floor(Date.parse(booking.expires) / 1000),
  cls: booking.permitClass,
  plc: booking.place,
  pty: booking.partySize,
});

/** One person who came and gave these answers; none unless told. */
export const arrival = (code: string, changes: Partial<CheckInRequest> = {}): CheckInRequest => ({
  code,
  via: 'camera',
  attempt: randomUUID(),
  party: [{ name: null, child: false, answers: [] }],
  phone: null,
  place: null,
  ...changes,
});
