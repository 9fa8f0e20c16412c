import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { SyncReport } from '../../shared/api/staff.ts';
import type { KeyWeakness } from '../../shared/domain/keys.ts';
import type { ReceivedInbound } from '../../shared/domain/sync.ts';
import { dayIn, startOfDay, toInstant } from '../../shared/domain/time.ts';
import { createApi } from './api/index.ts';
import { openBackups, type BackedUp } from './backup/index.ts';
import { createImport, type Imported } from './bookings/import.ts';
import { createBookingSeal } from './bookings/sealed-booking.ts';
import { openBookings } from './bookings/store.ts';
import { createRejections, openAttempts } from './checkin/index.ts';
import { checkKept, openDayClose } from './dayclose/index.ts';
import { openDatabase } from './db/open.ts';
import { thrownProblem } from './db/problem.ts';
import { createExports, daysWithVisits, sweepExports } from './export/index.ts';
import { takeMunicipalityKey } from './lead/municipality-key.ts';
import { createLeadKeys, keyWeaknesses, takeOff, type LeadParts } from './lead/index.ts';
import { attempt, startHousekeeping } from './housekeeping.ts';
import type { Ports } from './ports.ts';
import { createIntake, createPolicyDesk, openPolicy } from './policy/index.ts';
import { openProtocol } from './protocol/open.ts';
import { createEvacuation, createSessions, createSignIn } from './reception/index.ts';
import {
  createCaseClosed,
  createForget,
  createNightly,
  createRetentionState,
  reconcile,
} from './retention/index.ts';
import { createRightsDesk } from './rights/index.ts';
import { endLockoutsAhead } from './lockouts-ahead.ts';
import { createSteadyClock } from './steady-clock.ts';
import { createIllnessAtKiosk, createTracingDesk } from './tracing/index.ts';
import { createTroubles, diskUnder } from './troubles/index.ts';
import { openSync } from './sync/index.ts';

export type { App } from './api/index.ts';

/** The product without a screen: everything a host serves is behind `fetch`. */
export interface Core {
  /** The one door. Every answer under `/api/`, always JSON, never rejects. */
  fetch(request: Request): Promise<Response>;
  /** Out and in, now. Whoever asks while one is under way gets that one's report. */
  sync(): Promise<SyncReport>;
  /** Closing time, now: ends the visits that are over and that nobody checked out. How many; null: it failed. */
  sweep(): Promise<number | null>;
  /** Closes the days before today, now. Whether all of it went well. */
  closeDays(): Promise<boolean>;
  /** An encrypted copy, now: into the folder of the settings, or another that is there. */
  backUp(to?: string): Promise<BackedUp>;
  /** For the demo and tests: takes in bookings, cancellations, keys, packs and phases as a sync does. */
  importInbound(inbound: ReceivedInbound): Promise<Imported>;
  /** The name of the policy pack in force. */
  rules(): { readonly id: string; readonly version: string };
  /** Why keys lie less safely than they should, as things stand. */
  keyWeaknesses(): readonly KeyWeakness[];
  /** For an administrator: a lead who has lost passphrase and recovery key begins anew. How many keys theirs opened; null where they have none. */
  forgetLeadKey(staffId: string): number | null;
  /** Begins what runs by itself: the nightly sync, closing time, the close of each day and the minute's housekeeping. Without it the core only answers. */
  start(): void;
  /** Answers what waits as things are, ends what runs, closes the database. Safe to call again. */
  close(): Promise<void>;
}

/** Why the core does not start; `message` is a sentence for an administrator. What lies on the disk is as it was. */
export interface CoreProblem {
  readonly code: 'database' | 'keys' | 'policy-pack';
  readonly message: string;
}
export interface CoreOptions {
  /** An administrator has said that the program's own policy pack shall decide where the one in force no longer can. */
  readonly ownPack?: 'chosen-fails' | undefined;
  /** Of stretching a lead's passphrase; tests take less. */
  readonly passphraseCost?: LeadParts['cost'];
}
export type CreatedCore = { ok: true; core: Core } | { ok: false; problem: CoreProblem };

/** Opens the database and puts the core together over it. What the disk refuses meanwhile, a new day's key for one, is a problem, not a fault. */
export const createCore = async (ports: Ports, options: CoreOptions = {}): Promise<CreatedCore> => {
  const file = join(ports.dataDir, 'kiosk.db');
  const opened = openDatabase(file, {
    migrationsDir: ports.migrationsDir,
    now: () => ports.clock.now(),
  });
  if (!opened.ok) return { ok: false, problem: { code: 'database', message: opened.problem.message } };
  const { db } = opened;
  let created: CreatedCore | null = null;
  try {
    created = await assemble(db, ports, options);
    return created;
  } catch (thrown) {
    const problem = thrownProblem(file, thrown);
    if (problem === null) throw thrown;
    return { ok: false, problem: { code: 'database', message: problem.message } };
  } finally {
    if (created?.ok !== true) db.close();
  }
};

/** The one place where the parts of the core meet. Starts nothing. */
const assemble = async (
  db: Database,
  ports: Ports,
  { ownPack, passphraseCost }: CoreOptions,
): Promise<CreatedCore> => {
  const { settings, log, secrets, dataDir } = ports;
  const clock = createSteadyClock(db, ports.clock, log);
  const troubles = createTroubles({ disk: ports.disk ?? diskUnder(dataDir), clock, log });
  endLockoutsAhead(db, clock);
  const protocol = openProtocol(db, { ...ports, clock });
  protocol.changes.listen(() => troubles.wrote());
  const reconciled = reconcile({ db, protocol, settings, log });
  if (!reconciled.ok) return { ok: false, problem: { code: 'keys', message: reconciled.message } };
  checkKept({ db, protocol, log });
  const opened = openPolicy({ ...ports, db, clock, protocol }, ownPack);
  if (!opened.ok) return { ok: false, problem: { code: 'policy-pack', message: opened.problem } };
  const { policy } = opened;
  const { rulebook } = policy;
  const seal = createBookingSeal(secrets.kioskKey);
  const bookings = openBookings(db, seal, settings.institution.zone);
  const importInbound = createImport({
    db,
    seal,
    settings,
    protocol,
    policy: createIntake(policy),
    addRecipient: (recipient) => takeMunicipalityKey(protocol, recipient),
  });
  const sync = openSync({ ...ports, db, clock, protocol, importInbound });
  const startOfToday = (): string => {
    const { zone } = settings.institution;
    return toInstant(startOfDay(zone, dayIn(zone, clock.now())));
  };
  const backups = openBackups({ ...ports, db, protocol });
  const dayClose = openDayClose({
    db,
    clock,
    log,
    protocol,
    zone: settings.institution.zone,
    closesAt: settings.closesAt,
    waits: () => clock.isDoubtful(),
    steps: [
      { name: 'exports', run: () => sweepExports(ports.dataDir, settings, startOfToday()) },
      { name: 'retention', run: createNightly({ db, protocol, settings, log }) },
      // A disk that is away is no reason to close the day again: `catchUp` tries by the hour.
      { name: 'backup', run: () => backups.run() },
    ],
  });
  const sessions = createSessions(clock.elapsed);
  const closing = new AbortController();
  const evacuation = createEvacuation({ protocol, settings, log });
  const tracing = createTracingDesk({
    db,
    protocol,
    settings,
    bookings,
    kioskKey: secrets.kioskKey,
    letGo: createCaseClosed({ db, protocol }),
  });
  const exports = createExports({
    ...ports,
    db,
    protocol,
    evacuation: () => evacuation.now(),
    caseData: (caseId, { opener }) => tracing.caseData(caseId, opener),
  });
  const attempts = openAttempts(db);
  const forget = createForget({
    db,
    protocol,
    settings,
    log,
    backUp: async () => (await backups.run()).ok,
    closePastDays: () => protocol.closePastDays(),
  });
  const api = createApi({
    db,
    clock,
    log,
    settings,
    protocol,
    rulebook,
    bookings,
    policyDesk: createPolicyDesk({ policy, bookings, kioskKey: secrets.kioskKey }),
    attempts,
    rejections: createRejections({ db, clock: clock.elapsed, protocol }),
    sessions,
    evacuation,
    tracing,
    retention: createRetentionState({ db, protocol, settings, backups }),
    backUp: () => backups.run(),
    rights: createRightsDesk({ db, protocol, settings, bookings, attempts, rulebook, forget }),
    illnessAtKiosk: createIllnessAtKiosk({ db, protocol, settings, elapsed: clock.elapsed }),
    leadKeys: createLeadKeys({ ...ports, db, clock, protocol, sessions, cost: passphraseCost }),
    signIn: createSignIn({ db, clock, log, kioskKey: secrets.kioskKey, troubles }),
    troubles,
    days: () => daysWithVisits(db),
    verify: async () => ({ ...(await ports.verify()), at: protocol.now() }),
    exports,
    sync: () => sync.run(),
    syncStatus: () => sync.status(),
    retryRefused: (by) => sync.retryRefused(by),
    closing: closing.signal,
  });

  const underWay = new Set<Promise<unknown>>();
  const tracked = <T>(work: Promise<T>): Promise<T> => {
    const watched = work.finally(() => underWay.delete(watched));
    underWay.add(watched);
    return watched;
  };
  /** The last seen time is written down, today has its key, and past days are left to those who may open them. */
  const housekeeping = async (): Promise<void> => {
    troubles.look();
    // A lead's key does not stay in memory after the session that it was opened for.
    sessions.sweep();
    try {
      clock.now();
      clock.keep();
      endLockoutsAhead(db, clock);
      await protocol.ensureDayKey();
      if (!clock.isDoubtful()) protocol.closePastDays();
    } catch (thrown) {
      troubles.note(thrown);
      throw thrown;
    }
    await backups.catchUp();
  };
  let stopHousekeeping: (() => void) | undefined;
  let closed: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    closing.abort();
    stopHousekeeping?.();
    await sync.close();
    await dayClose.close();
    await exports.close();
    await Promise.allSettled(underWay);
    await attempt(() => {
      clock.now();
      clock.keep();
    }, log);
    db.close();
  };
  await protocol.ensureDayKey();
  return {
    ok: true,
    core: {
      fetch: (request) => tracked(Promise.resolve(api.fetch(request))),
      sync: () => tracked(sync.run()),
      sweep: () => tracked(dayClose.sweep()),
      closeDays: () => tracked(dayClose.closeDays()),
      backUp: (to) => tracked(backups.run(to)),
      rules: () => rulebook.rules().pack,
      forgetLeadKey: (staffId) => {
        const taken = takeOff({ protocol }, staffId, 'kiosk');
        return taken.ok ? taken.value : null;
      },
      keyWeaknesses: () => keyWeaknesses({ db, protocol, keysAtRest: ports.keysAtRest }),
      importInbound: (inbound) => tracked(importInbound(inbound)),
      start: () => {
        if (stopHousekeeping !== undefined) return;
        stopHousekeeping = startHousekeeping(() => tracked(housekeeping()), { log });
        sync.start();
        dayClose.start();
      },
      close: () => (closed ??= close()),
    },
  };
};
