/** Encrypted copies of a kiosk's protocol (resources/docs/decisions/0021). */
import { z } from 'zod';
import { id } from './ids.ts';
import { instant } from './time.ts';

/** Why no copy could be made. */
export const BACKUP_PROBLEMS = [
  /** The settings name no folder. */
  'no-folder',
  /** Neither lead nor municipality has a key yet: nobody could open it. */
  'nobody-to-open',
  /** The folder is not there: the other disk is away. */
  'folder-away',
  /** The folder is another kiosk's. */
  'other-kiosk',
  'disk-full',
  'read-only',
  /** The disk refused something else, or gave back other bytes than it was given. */
  'disk-fault',
] as const;
export const backupProblem = z.enum(BACKUP_PROBLEMS);
export type BackupProblem = z.infer<typeof backupProblem>;

/** The first line of a backup, in the clear: what it is, without opening it. The same stands inside. */
export const backupHeader = z.strictObject({
  'besoksvert-backup': z.literal(1),
  kiosk: id,
  madeAt: instant,
  /** Events in it. */
  length: z.int().nonnegative(),
  /** A signed head of the protocol, of this length or a little less. */
  head: z.string(),
  /** Whose private keys open it. */
  recipients: z.array(z.string()).min(1),
});
export type BackupHeader = z.infer<typeof backupHeader>;

/** What is inside, and in which order: the bytes of each follow one another. */
export const backupInside = z.strictObject({
  header: backupHeader,
  files: z.array(
    z.strictObject({
      name: z.enum(['kiosk.db', 'settings.json', 'secrets']),
      size: z.int().nonnegative(),
      sha256: z.hash('sha256'),
    }),
  ),
});
export type BackupInside = z.infer<typeof backupInside>;

/** A newest copy, as it is kept in table `fact`. */
export const backupMade = z.strictObject({
  at: instant,
  file: z.string(),
  bytes: z.int(),
  length: z.int(),
});
export type BackupMade = z.infer<typeof backupMade>;
