import type { Database } from 'better-sqlite3';
import { FIELD_KINDS } from '../../../shared/domain/events.ts';
import { dayIn, toInstant } from '../../../shared/domain/time.ts';
import { BOUND } from '../db/bound.ts';
import type { SyncFileOps } from '../keys/files.ts';
import type { Clock, Secrets } from '../ports.ts';
import { createAppend } from './append.ts';
import { createChanges } from './changes.ts';
import type { Timer } from './changes.ts';
import { createDayKeys } from './daykeys.ts';
import { createHeads } from './heads.ts';
import { createMend } from './mend.ts';
import { createOutings } from './outings.ts';
import { createPersonal } from './personal.ts';
import { eventOf, readEvent } from './rows.ts';
import type { EventRow } from './rows.ts';
import type { Protocol } from './types.ts';
import { createVisits } from './visits.ts';

/** `Ports` fits here as it is. */
export interface ProtocolPorts {
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly settings: {
    readonly institution: { readonly zone: string };
    readonly kiosk: { readonly id: string };
  };
  readonly timer?: Timer;
  /** The disk under the files of keys; tests break it. */
  readonly keyFiles?: SyncFileOps;
}

const ZONE_FACT = 'protocol-zone';

/** The visit protocol over one writing connection (`openDatabase`). */
export const openProtocol = (db: Database, ports: ProtocolPorts): Protocol => {
  const { clock, secrets, settings } = ports;
  const { zone } = settings.institution;
  const visits = createVisits(db);
  const outings = createOutings(db);
  const dayKeys = createDayKeys(db, secrets.kioskKey, () => clock.now(), ports.keyFiles);
  const changes = createChanges(clock.now(), ports.timer);
  const { personal, personalWith, personalOfEvent, everyCompanion } = createPersonal(db, dayKeys);
  const now = (): string => toInstant(clock.now());
  const append = createAppend({ db, visits, outings, dayKeys, zone, now });
  const length = db.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM event').pluck();
  const slice = db.prepare<[number, number], EventRow>(
    'SELECT * FROM event WHERE seq >= ? ORDER BY seq LIMIT ?',
  );
  const ofOne = db.prepare<[string], EventRow>(`SELECT * FROM event WHERE visit_id = ${BOUND} ORDER BY seq`);
  const written = db.prepare<[], number>('SELECT total_changes()').pluck();

  const zoneOfDays = db.prepare<[string], string>('SELECT value FROM fact WHERE name = ?').pluck();
  const setZone = db.prepare(
    'INSERT INTO fact (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );

  const transaction = <T>(work: () => T): T => {
    const outermost = !db.inTransaction;
    const before = written.get();
    const result = db.transaction(work).immediate();
    if (outermost && written.get() !== before) changes.rise();
    return result;
  };

  /** The day of a visit hangs on the zone: when the settings name another than before, the list of visits is derived again. */
  const followZone = (): void => {
    if (zoneOfDays.get(ZONE_FACT) === zone) return;
    transaction(() => {
      visits.rebuild(zone);
      setZone.run(ZONE_FACT, zone);
    });
  };
  followZone();

  return {
    transaction,
    append,
    changes,
    now,
    visit: (visitId) => visits.get(visitId),
    visitByReceipt: (receipt) => visits.byReceipt(receipt),
    visitsOfBooking: (bookingId) => visits.ofBooking(bookingId),
    openVisits: () => visits.open(),
    visitsOfDay: (day) => visits.ofDay(day),
    outing: (outingId) => outings.get(outingId),
    openOutings: () => outings.open(),
    openOutingOf: (bookingId) => outings.openOf(bookingId),
    history: (visitId) => ofOne.all(visitId).map((row) => readEvent(eventOf(row))),
    rebuild: () =>
      transaction(() => {
        visits.rebuild(zone);
        outings.rebuild();
      }),
    mend: createMend(db, { visits, outings, zone, transaction }),
    personal,
    personalWith,
    personalOfEvent,
    everyCompanion,
    length: () => length.get() ?? 0,
    events: (fromSeq, limit) => slice.all(fromSeq, limit).map(eventOf),
    async ensureDayKey() {
      const today = dayIn(zone, Date.parse(now()));
      db.transaction(() => {
        for (const kind of FIELD_KINDS) dayKeys.openOrMake(today, kind);
      }).immediate();
      await dayKeys.wrapMissing();
    },
    addRecipient: (id, publicJwk, wrapped) => dayKeys.addRecipient(id, publicJwk, wrapped),
    closePastDays: () => dayKeys.closeBefore(now(), zone),
    dayKeys,
    signHead: createHeads(db, settings.kiosk.id, secrets.signingKey, now),
  };
};
