/**
 * The day keys on the backup disk: one live copy of the folder `keys`, not one in each backup, so that what is destroyed here is destroyed
 * for all older backups, also later when the disk was away meanwhile.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { smallFiles, type SyncFileOps } from '../keys/files.ts';
import { openKeyStore, type KeyFile, type KeyStore } from '../keys/store.ts';
import { asFailed, BackupFailed } from './files.ts';

const OWNER = 'kiosk.json';
const owner = z.strictObject({ kiosk: z.string() });

/** Without the kiosk's own wrapping where somebody else opens it: a stolen backup disk and a stolen kiosk together open no day. */
const forMirror = (file: KeyFile): KeyFile => ({
  ...file,
  kiosk: Object.keys(file.wraps).length > 0 ? null : file.kiosk,
});
const isSame = (one: KeyFile | null, other: KeyFile): boolean =>
  one !== null &&
  one.kiosk?.toString('base64') === other.kiosk?.toString('base64') &&
  JSON.stringify(Object.entries(one.wraps).sort()) === JSON.stringify(Object.entries(other.wraps).sort());

export const mirrorFolderOf = (backupFolder: string): string => join(backupFolder, 'keys');

/** Throws {@link BackupFailed}. Whatever lies there that was not destroyed and is missing here is left: it may be the only one. */
export const mirrorKeys = (store: KeyStore, backupFolder: string, kiosk: string, ops?: SyncFileOps): void => {
  try {
    // It is made on the disk that it belongs to, or not at all.
    (ops?.readdirSync ?? readdirSync)(backupFolder);
    const folder = mirrorFolderOf(backupFolder);
    takeFolder(folder, kiosk, ops);
    const mirror = openKeyStore(folder, ops);
    mirror.destroy(missingFrom(mirror, store));
    mirror.finishDestroying();
    for (const name of store.names()) {
      const file = store.read(name);
      if (file === null) continue;
      const wanted = forMirror(file);
      if (!isSame(mirror.read(name), wanted)) mirror.write(wanted);
    }
    const recipients = store.recipients();
    const before = mirror.recipients();
    for (const { id } of before) if (!recipients.some((one) => one.id === id)) mirror.removeRecipient(id);
    for (const one of recipients)
      if (JSON.stringify(before.find(({ id }) => id === one.id)) !== JSON.stringify(one))
        mirror.putRecipient(one);
  } catch (thrown) {
    throw asFailed(thrown);
  }
};

const missingFrom = (mirror: KeyStore, store: KeyStore) => {
  const known = new Set(mirror.destroyed().map(({ name }) => name));
  return store.destroyed().filter(({ name }) => !known.has(name));
};

/** Two kiosks that wrote their keys over each other's would lose both. */
const takeFolder = (folder: string, kiosk: string, ops?: SyncFileOps): void => {
  const files = smallFiles(folder, ops);
  const text = files.read(OWNER);
  if (text === null) files.write(OWNER, `${JSON.stringify({ kiosk })}\n`);
  else if (owner.parse(JSON.parse(text)).kiosk !== kiosk) throw new BackupFailed('other-kiosk');
};
