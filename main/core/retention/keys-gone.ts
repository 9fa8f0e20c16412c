/** Day keys that nobody needs any more: first the table says so, then the file goes, so that a crash in between is finished by the next start. */
import type { DayKeys } from '../protocol/daykeys.ts';
import type { RetentionParts } from './parts.ts';

export interface KeysGone {
  /** In the table. Inside a transaction. */
  mark(names: readonly string[]): void;
  /** The files of all that the table says are destroyed. How many were still there. */
  destroyMarked(): number;
}

export const createKeysGone = ({ db, protocol }: Pick<RetentionParts, 'db' | 'protocol'>): KeysGone => {
  const dayKeys: DayKeys = protocol.dayKeys;
  const mark = db.prepare('UPDATE key_name SET destroyed_at = ? WHERE name = ? AND destroyed_at IS NULL');
  const destroyedAt = db
    .prepare<[string], string | null>('SELECT destroyed_at FROM key_name WHERE name = ?')
    .pluck();
  return {
    mark(names) {
      const at = protocol.now();
      for (const name of names) mark.run(at, name);
    },
    destroyMarked() {
      const marked = dayKeys.store.names().filter((name) => (destroyedAt.get(name) ?? null) !== null);
      if (marked.length > 0) dayKeys.destroy(marked, protocol.now());
      return marked.length;
    },
  };
};
