/** A kiosk goes on from a backup: what was destroyed since, and what is due, is erased again before anybody opens it. */
import { join } from 'node:path';
import type { BackupHeader } from '../../../shared/domain/backup.ts';
import type { Settings } from '../../../shared/domain/settings.ts';
import { openDatabase } from '../db/open.ts';
import { openKeyStore } from '../keys/store.ts';
import type { Clock, Log, Secrets } from '../ports.ts';
import { recipientOpener } from '../protocol/daykeys.ts';
import { wrapDayKey } from '../protocol/keys.ts';
import { openProtocol } from '../protocol/open.ts';
import { createNightly, reconcile } from '../retention/index.ts';
import { createSteadyClock } from '../steady-clock.ts';
import type { OpeningKey } from './opening-key.ts';

export interface RestoreParts {
  /** Holds database and settings as they came from the backup; nobody has opened them. */
  readonly folder: string;
  /** The keys that lie beside the backups, as they are now. */
  readonly mirrorFolder: string;
  readonly header: BackupHeader;
  readonly key: OpeningKey;
  readonly secrets: Secrets;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: Log;
  readonly migrationsDir: string;
}
export type Restored =
  | {
      readonly ok: true;
      /** Events in it now. */
      readonly length: number;
      /** Keys of visits that were erased again: what lay under destroyed keys, and what was due. */
      readonly erased: number;
    }
  | { readonly ok: false; readonly message: string };

/** As they lie beside the backups: keys, who may open them, and what was destroyed. */
const takeKeys = ({ folder, mirrorFolder }: RestoreParts) => {
  const from = openKeyStore(mirrorFolder);
  const to = openKeyStore(join(folder, 'keys'));
  for (const name of from.names()) {
    const file = from.read(name);
    if (file !== null) to.write(file);
  }
  for (const one of from.recipients()) to.putRecipient(one);
  to.destroy(from.destroyed());
  return to;
};

/** Throws KeyStoreProblem for keys that cannot be read. */
export const finishRestore = async (parts: RestoreParts): Promise<Restored> => {
  const { folder, header, key, secrets, settings, clock, log } = parts;
  if (clock.now() < Date.parse(header.madeAt))
    return {
      ok: false,
      message: `This machine’s clock stands before ${header.madeAt}, when the backup was made. Set it right first: it decides what is erased.`,
    };
  const store = takeKeys(parts);
  const opened = openDatabase(join(folder, 'kiosk.db'), {
    migrationsDir: parts.migrationsDir,
    now: () => clock.now(),
  });
  if (!opened.ok) return { ok: false, message: opened.problem.message };
  const { db } = opened;
  try {
    const opener = recipientOpener(store, key.recipient, key.privateJwk);
    // Beside the backups the kiosk's own wrapping is left out: of days that are not closed it is made again.
    const open = db
      .prepare<[], string>('SELECT name FROM key_name WHERE closed_at IS NULL AND destroyed_at IS NULL')
      .pluck()
      .all();
    for (const name of open) {
      const file = store.read(name);
      if (file?.kiosk !== null) continue;
      const dayKey = await opener.open(name);
      if (dayKey !== null) store.write({ ...file, kiosk: wrapDayKey(secrets.kioskKey, name, dayKey) });
    }
    const protocol = openProtocol(db, { clock: createSteadyClock(db, clock, log), secrets, settings });
    // First of all: where the municipality has other events from this number on, it learns from this one that they are of a line that ended.
    protocol.transaction(() =>
      protocol.append({
        type: 'backup.restored',
        actor: 'kiosk',
        body: { length: header.length, madeAt: header.madeAt },
      }),
    );
    const again = reconcile({ db, protocol, settings, log });
    if (!again.ok) return again;
    const { keys } = await createNightly({ db, protocol, settings, log })();
    await protocol.signHead();
    return { ok: true, length: protocol.length(), erased: again.erased + keys };
  } finally {
    db.close();
  }
};
