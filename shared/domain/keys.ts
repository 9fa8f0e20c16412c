/** Why keys lie less safely than they should: a closed list. The terminal and the log name it, the lead's screens word it (`keys.weak.*`). */
export const KEY_WEAKNESSES = [
  /** Windows, but not in Electron: nothing of Windows protects the file. */
  'no-os-protection',
  /** Windows in Electron for the first time: what Windows keeps for it is on the disk only at the next start. */
  'protected-next-start',
  /** Whoever runs as root reads every file, and a fault of the kiosk is one of the whole machine. */
  'running-as-root',
  /** Others may look into the data folder. */
  'folder-open',
  /** The keys come as a systemd credential, and lie in the folder as well. */
  'clear-copy',
  /** Neither a lead nor the municipality can open past days: they are never closed. */
  'no-recipient',
  /** A lead's key lies under their PIN, as it was before there were passphrases. */
  'lead-under-pin',
  /** A lead has no key at all: past days stay closed to them. */
  'lead-without-key',
] as const;
export type KeyWeakness = (typeof KEY_WEAKNESSES)[number];

/** What the kiosk's own keys lie under: Windows' DPAPI, a systemd credential, or a file that only the kiosk's user can read. */
export const KEY_PROTECTIONS = ['dpapi', 'credential', 'file'] as const;
export type KeyProtection = (typeof KEY_PROTECTIONS)[number];
