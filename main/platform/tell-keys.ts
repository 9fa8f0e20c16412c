import type { KeyProtection, KeyWeakness } from '../../shared/domain/keys.ts';
import type { Log } from '../core/ports.ts';

const LIES: Record<KeyProtection, string> = {
  dpapi: 'under Windows (DPAPI), for this user on this machine',
  credential: 'a systemd credential, for this service alone',
  file: 'a file that this user alone can read. Whether its disk is encrypted the kiosk cannot tell: it must be',
};

const WEAK: Record<KeyWeakness, string> = {
  'no-os-protection':
    'Windows protects the kiosk’s keys only in the installed program (Electron): here they lie in a plain file.',
  'protected-next-start':
    'The kiosk’s keys lie in a plain file until the next start: Windows has only now made what it protects them with. Start the kiosk once more.',
  'running-as-root':
    'The kiosk runs as root. Give it a user of its own that may do nothing else (resources/kiosk/README.md).',
  'folder-open':
    'The data folder is open to others, or somebody else’s. Give it to the kiosk’s user and close it with «chmod 700».',
  'clear-copy':
    'The kiosk’s keys come as a systemd credential, but secrets.json still lies in the data folder. Take it away once a copy is in a safe place.',
  'no-recipient':
    'Nobody can open past days: no infection-control lead has set up their key, and the municipality’s has not come. No day is closed until then, and the kiosk’s own key opens them all.',
  'lead-under-pin':
    'An infection-control lead’s key still lies under their PIN. They are led to a passphrase when they next sign in.',
  'lead-without-key':
    'An infection-control lead has not set up their key: past days stay closed to them. They are led to it when they sign in.',
};

/** At a start: how the keys lie goes to the log, and what is weaker than it should be to the terminal too. */
export const tellKeys = (
  log: Log,
  { protection, weaknesses }: { protection: KeyProtection; weaknesses: readonly KeyWeakness[] },
): void => {
  log.write({ event: 'keys-at-rest', protection });
  if (weaknesses.length === 0) return;
  console.error(`The kiosk’s keys: ${LIES[protection]}.`);
  for (const weakness of weaknesses) {
    log.write({ event: 'keys-weak', weakness });
    console.error(`WARNING: ${WEAK[weakness]}`);
  }
};
