/** A real protocol over a real SQLite file in a temporary folder, with a clock that tests move. */
import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Database } from 'better-sqlite3';
import { openDatabase } from '../../main/core/db/open.ts';
import type { Secrets } from '../../main/core/ports.ts';
import { openProtocol } from '../../main/core/protocol/open.ts';
import type { Protocol } from '../../main/core/protocol/types.ts';
import type { EventBody } from '../../shared/domain/events.ts';
import { SPOKEN_ALPHABET } from '../../shared/domain/ids.ts';
import { seenAt } from '../../shared/domain/presence.ts';
import { toInstant } from '../../shared/domain/time.ts';

export const MIGRATIONS = fileURLToPath(new URL('../../main/core/db/migrations', import.meta.url));
export const ZONE = 'Europe/Oslo';
export const KIOSK = 'kiosk-1';

export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'besoksvert-'));

export const newSecrets = (): Secrets => ({
  kioskKey: randomBytes(32),
  signingKey: generateKeyPairSync('ed25519').privateKey,
});

export interface TestClock {
  now(): number;
  set(instant: string): void;
  advance(ms: number): void;
}

/** Stands still until it is moved. */
export const testClock = (start = '2026-03-10T12:00:00.000Z'): TestClock => {
  let at = Date.parse(start);
  return {
    now: () => at,
    set: (instant) => {
      at = Date.parse(instant);
    },
    advance: (ms) => {
      at += ms;
    },
  };
};

export interface TestProtocol {
  readonly folder: string;
  readonly file: string;
  readonly db: Database;
  readonly protocol: Protocol;
  readonly clock: TestClock;
  readonly secrets: Secrets;
  /** Closes the database and removes the folder. */
  end(): void;
}

export const startProtocol = (options: { clock?: TestClock; secrets?: Secrets } = {}): TestProtocol => {
  const clock = options.clock ?? testClock();
  const secrets = options.secrets ?? newSecrets();
  const folder = temporaryFolder();
  const file = join(folder, 'kiosk.db');
  const opened = openDatabase(file, { migrationsDir: MIGRATIONS, now: () => clock.now() });
  if (!opened.ok) throw new Error(opened.problem.message);
  const { db } = opened;
  const protocol = openProtocol(db, {
    clock,
    secrets,
    settings: { institution: { zone: ZONE }, kiosk: { id: KIOSK } },
  });
  return {
    folder,
    file,
    db,
    protocol,
    clock,
    secrets,
    end: () => {
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

type Opened = EventBody<'visit.checked-in'>;

const given = new Set<string>();

/** A receipt code of its own for every visit: of a thousand drawn, two are the same once in a hundred times. */
export const newReceipt = (): string => {
  const code = Array.from(randomBytes(6), (byte) => SPOKEN_ALPHABET[byte % SPOKEN_ALPHABET.length]).join('');
  if (given.has(code)) return newReceipt();
  given.add(code);
  return code;
};

/** The body of an opening event as of `at`; an admitted ordinary visit unless told otherwise. */
export const openedBody = (at: string, changes: Partial<Opened> = {}): Opened => {
  const outcome = changes.outcome ?? 'admit';
  const letsIn = !['wait-for-staff', 'escorted-route', 'postpone'].includes(outcome);
  return {
    bookingId: null,
    jti: null,
    ward: 'w1',
    place: 'p1',
    permitClass: 'ordinary',
    partySize: 1,
    outcome,
    rules: [],
    citations: [],
    pack: { id: 'no', version: '1' },
    questionnaire: null,
    via: 'camera',
    attemptedAt: at,
    arrived: letsIn ? seenAt(at, 'scanned') : null,
    receipt: newReceipt(),
    phase: null,
    children: 0,
    also: [],
    callsStaff: false,
    ...changes,
  };
};

/** What is written of a vigil that comes back: all but whose visit it is. */
export const withoutIdentity = (body: Opened): EventBody<'visit.resumed'> => {
  const { bookingId: _1, jti: _2, permitClass: _3, receipt: _4, ...asked } = body;
  return asked;
};

/** Checks somebody in; the new visit's id. */
export const checkIn = (
  protocol: Protocol,
  changes: Partial<Opened> = {},
  visitorName = 'Åse Øverås',
): string => {
  const visitId = randomUUID();
  const body = openedBody(protocol.now(), changes);
  const type =
    body.outcome === 'postpone'
      ? 'visit.postponed'
      : body.arrived === null
        ? 'visit.referred'
        : 'visit.checked-in';
  protocol.transaction(() =>
    protocol.append({
      type,
      body,
      visitId,
      actor: 'visitor',
      personal: { visitorName, residentName: 'Ola Li' },
    }),
  );
  return visitId;
};

/** Lets the test's clock say an instant some milliseconds on. */
export const later = (clock: TestClock, ms: number): string => {
  clock.advance(ms);
  return toInstant(clock.now());
};
