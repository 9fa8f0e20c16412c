/** What staff should know of the machine under the kiosk: its disk and its clock (resources/docs/decisions/0018). */
import type { DiskTrouble, Trouble } from '../../../shared/api/troubles.ts';
import { toInstant } from '../../../shared/domain/time.ts';
import { faultOf } from '../api/errors.ts';
import type { Log } from '../ports.ts';
import type { SteadyClock } from '../steady-clock.ts';
import { diskTroubleOf, type Disk } from './disk.ts';

export { diskTroubleOf, diskUnder, type Disk } from './disk.ts';

/** Bytes. A house writes some 10 kB a visit: this is months, and time enough to tidy up. */
export const LITTLE_SPACE = 200_000_000;

export interface Troubles {
  /** What of this is a trouble of the disk, which is then told; null for anything else. */
  note(thrown: unknown): DiskTrouble | null;
  /** Something was written. */
  wrote(): void;
  /** While the disk is in trouble, whether it still is. Called every minute. */
  look(): void;
  now(): Trouble[];
  /** A person has looked at the clock, and it is right as it is. */
  clockIsRight(staffId: string): void;
}

interface Parts {
  readonly disk: Disk;
  readonly clock: SteadyClock;
  readonly log: Log;
}

export const createTroubles = ({ disk, clock, log }: Parts): Troubles => {
  let known: { readonly kind: DiskTrouble; readonly since: string } | null = null;

  const tell = (kind: DiskTrouble, error: string): void => {
    if (known?.kind === kind) return;
    known = { kind, since: toInstant(clock.now()) };
    log.write({ event: 'disk-trouble', trouble: kind, error });
  };
  const wrote = (): void => {
    if (known === null) return;
    known = null;
    log.write({ event: 'disk-well-again' });
  };
  /** Null when it can be written. */
  const trial = (): { readonly kind: DiskTrouble; readonly error: string } | null => {
    try {
      disk.tryWriting();
      return null;
    } catch (thrown) {
      return { kind: diskTroubleOf(thrown) ?? 'disk-failing', error: named(thrown) };
    }
  };
  const space = (): Trouble[] => {
    try {
      const free = disk.free();
      return free < LITTLE_SPACE && known?.kind !== 'disk-full'
        ? [{ kind: 'little-space', freeMb: Math.floor(free / 1_000_000) }]
        : [];
    } catch (thrown) {
      tell(diskTroubleOf(thrown) ?? 'disk-failing', named(thrown));
      return [];
    }
  };
  const clockTroubles = (): Trouble[] => {
    clock.now();
    const doubt = clock.doubt();
    if (doubt === null) return [];
    const kind = doubt.moved === 'back' ? 'clock-back' : 'clock-ahead';
    return [{ kind, since: toInstant(doubt.since), byMs: doubt.byMs }];
  };

  return {
    note(thrown) {
      const said = diskTroubleOf(thrown);
      if (said === null) return null;
      // SQLite says of a disk that was made read only that it fails: the system says more.
      const kind = said === 'disk-failing' ? (trial()?.kind ?? said) : said;
      tell(kind, named(thrown));
      return kind;
    },
    wrote,
    look() {
      if (known === null) return;
      const still = trial();
      if (still === null) wrote();
      else tell(still.kind, still.error);
    },
    now() {
      const found = space();
      return [...(known === null ? [] : [known]), ...found, ...clockTroubles()];
    },
    clockIsRight(staffId) {
      clock.confirm();
      log.write({ event: 'clock-confirmed', staffId });
    },
  };
};

const named = (thrown: unknown): string => (thrown instanceof Error ? faultOf(thrown) : 'unknown');
