/** Which copies are kept: the newest so many, and none of a time that is to be forgotten. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { flushFolder, zeroAway, type BackupFiles } from './files.ts';
import { BACKUP_NAME } from './make.ts';

const DAY_MS = 86_400_000;

/** When a backup was made, by its name; null where it is another kiosk's, or none. */
export const madeAtOf = (name: string, kiosk: string): number | null => {
  if (!BACKUP_NAME.test(name) || !name.startsWith(`besoksvert-${kiosk}-2`)) return null;
  const [, year, month, day, hour, minute, second, ms] =
    /-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-\d+\.backup$/.exec(name) ?? [];
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`);
};

/**
 * Older ones than `days` hold agreed visits of that time, which no day key closes; `newest` stays in any case. How many went. They are
 * overwritten first: who lost a key may not find what it opened.
 */
export const pruneBackups = async (
  files: BackupFiles,
  folder: string,
  { kiosk, keep, days, newest }: { kiosk: string; keep: number; days: number; newest: string },
): Promise<number> => {
  const mine = (await files.readdir(folder))
    .flatMap((name) => {
      const at = madeAtOf(name, kiosk);
      return at === null ? [] : [{ name, at }];
    })
    .sort((a, b) => b.at - a.at);
  const newestAt = madeAtOf(newest, kiosk) ?? 0;
  const over = mine.filter(
    ({ name, at }, index) => name !== newest && (index >= keep || newestAt - at > days * DAY_MS),
  );
  if (over.length === 0) return 0;
  // First it is no backup any more, also after a power cut: one that is half overwritten is not to be taken for one.
  const gone: string[] = [];
  for (const { name } of over) {
    const path = join(folder, `.${randomUUID()}.unfinished`);
    await files.rename(join(folder, name), path);
    gone.push(path);
  }
  await flushFolder(files, folder);
  for (const path of gone) await zeroAway(files, path);
  await flushFolder(files, folder);
  return over.length;
};
