import type { KeyObject } from 'node:crypto';
import type { KeyProtection, KeyWeakness } from '../../shared/domain/keys.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import type { Disk } from './troubles/disk.ts';

/** Milliseconds since 1970 in UTC. Tests inject their own. */
export interface Clock {
  now(): number;
}

/** The kiosk's own keys. Where they lie is the platform's business; losing them closes all sealed rows of today. */
export interface Secrets {
  /** 32 bytes: wraps the day keys and seals the bookings. */
  readonly kioskKey: Buffer;
  /** Ed25519 private key: signs the heads of the protocol. */
  readonly signingKey: KeyObject;
}

/** How the kiosk's own keys lie, as far as the platform can tell: whether a disk is encrypted it cannot. */
export interface KeysAtRest {
  readonly protection: KeyProtection;
  readonly weaknesses: readonly KeyWeakness[];
}

/** Structured log from a catalogue: a name from the list and fields the list allows. Never a name, number, answer or token. */
export interface Log {
  write(entry: LogEntry): void;
}

/** The catalogue (design.md §4). What is not here cannot be logged. */
export type LogEntry =
  | { event: 'kiosk-started'; version: string; host: 'electron' | 'browser' | 'cli' }
  | { event: 'kiosk-stopped' }
  | { event: 'keys-at-rest'; protection: KeyProtection }
  | { event: 'keys-weak'; weakness: KeyWeakness }
  | { event: 'request-failed'; method: string; route: string; error: string }
  | { event: 'clock-went-back'; byMs: number }
  | { event: 'clock-went-ahead'; byMs: number }
  /** Somebody said that it is right as it is. */
  | { event: 'clock-confirmed'; staffId: string }
  /** What the disk refuses, once until it is well again. */
  | { event: 'disk-trouble'; trouble: string; error: string }
  | { event: 'disk-well-again' }
  | { event: 'housekeeping-failed'; error: string }
  | { event: 'day-closed'; day: string; visits: number; swept: number; moved: number }
  | { event: 'day-close-failed'; step: string; error: string }
  | { event: 'evacuation-from-memory'; error: string }
  /** What was kept of visits and outings did not follow from the log: so many were put right, and of so many nothing follows. */
  | { event: 'state-mended'; visits: number; outings: number; unclear: number }
  | { event: 'fields-erased'; keys: number; events: number; dayKeys: number }
  | { event: 'erased-not-zeroed' }
  | { event: 'backup-made'; length: number; bytes: number }
  | { event: 'backup-failed'; problem: string }
  | {
      event: 'sync-ended';
      outcome: string;
      sent: number;
      acknowledged: number;
      refused: number;
      problem: string | null;
    }
  | { event: 'sync-stumbled'; part: 'out' | 'in'; error: string }
  | { event: 'passphrase-refused'; staffId: string }
  | { event: 'staff-locked-out'; staffId: string; until: string }
  | { event: 'export-written'; what: string; rows: number }
  | { event: 'export-failed'; error: string }
  | { event: 'pack-received'; id: string; version: string; signedBy: string | null }
  | { event: 'pack-activated'; id: string; version: string }
  | { event: 'phase-set'; scope: string; ward: string | null; phase: string }
  | { event: 'phase-withdrawn'; scope: string; ward: string | null; phase: string };

/** Everything the core needs from outside, by name. */
export interface Ports {
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly keysAtRest: KeysAtRest;
  readonly log: Log;
  readonly settings: Settings;
  /** The folder of this kiosk's data: `kiosk.db` and what belongs to it. Exists. */
  readonly dataDir: string;
  /** The disk under it, as it is asked for room and health; the real one unless told. */
  readonly disk?: Disk;
  /** The `resources/` folder of the program. */
  readonly resourcesDir: string;
  /** The folder of the numbered SQL files. */
  readonly migrationsDir: string;
  /** Walks the whole protocol on a thread of its own; never rejects. */
  readonly verify: () => Promise<{ readonly status: 0 | 1 | 2; readonly line: string }>;
  /** For the municipality; the platform's own `fetch` outside tests. */
  readonly fetch: typeof globalThis.fetch;
}
