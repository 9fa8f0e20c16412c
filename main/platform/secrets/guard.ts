/** Who else can read the file of the kiosk's keys. POSIX only: on Windows the profile's folder is its user's, and DPAPI does the rest. */
import { lstatSync, statSync } from 'node:fs';
import type { KeyWeakness } from '../../../shared/domain/keys.ts';
import { EXIT, StartProblem } from '../problem.ts';

const OTHERS = 0o077;

const refuse = (message: string): never => {
  throw new StartProblem(message, EXIT.configuration);
};

const inOctal = (mode: number): string => (mode & 0o777).toString(8).padStart(4, '0');

/** A key file that is somebody else's, a link, or open is not used: whoever put it there would have the kiosk seal under a key of theirs. */
export const refuseIfNotOurs = (file: string): void => {
  const found = lstatSync(file);
  if (!found.isFile())
    refuse(
      `${file} is to hold the kiosk's keys and is no file of its own (a link or a folder). Put the file itself there, and start again.`,
    );
  const user = process.getuid?.();
  if (user === undefined) return;
  if (found.uid !== user)
    refuse(
      `${file} belongs to the user with the number ${found.uid}, and this runs as ${user}. Run it as the kiosk's own user («sudo -u '#${found.uid}' …»), or give the file to the user that the kiosk runs as.`,
    );
  if ((found.mode & OTHERS) !== 0)
    refuse(
      `${file} holds the kiosk's keys and is open to others (mode ${inOctal(found.mode)}). Close it with «chmod 600», ask who may have read it, and start again.`,
    );
};

/** What is weaker than it should be around the keys, without being a reason not to open them. */
export const weakAround = (dataDir: string): KeyWeakness[] => {
  const user = process.getuid?.();
  if (user === undefined) return [];
  const folder = statSync(dataDir);
  return [
    ...(user === 0 ? (['running-as-root'] as const) : []),
    ...((folder.mode & OTHERS) !== 0 || folder.uid !== user ? (['folder-open'] as const) : []),
  ];
};
