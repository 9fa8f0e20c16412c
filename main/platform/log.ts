import { openSync, renameSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Log, LogEntry } from '../core/ports.ts';

type Fields = {
  readonly [E in LogEntry['event']]: readonly Exclude<keyof Extract<LogEntry, { event: E }>, 'event'>[];
};

/** The fields that reach the file, event by event. What a caller adds beyond them is dropped, whatever the types let through. */
const FIELDS: Fields = {
  'kiosk-started': ['version', 'host'],
  'kiosk-stopped': [],
  'keys-at-rest': ['protection'],
  'keys-weak': ['weakness'],
  'request-failed': ['method', 'route', 'error'],
  'clock-went-back': ['byMs'],
  'clock-went-ahead': ['byMs'],
  'clock-confirmed': ['staffId'],
  'disk-trouble': ['trouble', 'error'],
  'disk-well-again': [],
  'housekeeping-failed': ['error'],
  'day-closed': ['day', 'visits', 'swept', 'moved'],
  'day-close-failed': ['step', 'error'],
  'state-mended': ['visits', 'outings', 'unclear'],
  'evacuation-from-memory': ['error'],
  'fields-erased': ['keys', 'events', 'dayKeys'],
  'erased-not-zeroed': [],
  'backup-made': ['length', 'bytes'],
  'backup-failed': ['problem'],
  'sync-ended': ['outcome', 'sent', 'acknowledged', 'refused', 'problem'],
  'sync-stumbled': ['part', 'error'],
  'passphrase-refused': ['staffId'],
  'staff-locked-out': ['staffId', 'until'],
  'export-written': ['what', 'rows'],
  'export-failed': ['error'],
  'pack-received': ['id', 'version', 'signedBy'],
  'pack-activated': ['id', 'version'],
  'phase-set': ['scope', 'ward', 'phase'],
  'phase-withdrawn': ['scope', 'ward', 'phase'],
};
const LEVELS: Partial<Record<LogEntry['event'], 'warn' | 'error'>> = {
  'keys-weak': 'warn',
  'request-failed': 'error',
  'clock-went-back': 'warn',
  'clock-went-ahead': 'warn',
  'disk-trouble': 'error',
  'housekeeping-failed': 'error',
  'erased-not-zeroed': 'warn',
  'backup-failed': 'warn',
  'sync-stumbled': 'error',
  'passphrase-refused': 'warn',
  'staff-locked-out': 'warn',
};

/** At a start with more than this the log is set aside as `kiosk.log.1`, and the one set aside before is gone. */
const LARGEST = 5_000_000;

const setAside = (file: string): void => {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LARGEST) renameSync(file, `${file}.1`);
};

/** A line that a full or broken disk does not take is lost: nobody at the door waits for the log, and staff are told of the disk itself. */
const linesOf = (file: string) => {
  const handle = openSync(file, 'a', 0o600);
  return {
    write: (line: string): void => {
      try {
        writeSync(handle, line);
      } catch {
        // As said above.
      }
    },
  };
};

/** Writes lines of JSON to `<dataDir>/kiosk.log`, at once: a line is in the file before `write` returns. */
export const openLog = (dataDir: string): Log => {
  const file = join(dataDir, 'kiosk.log');
  setAside(file);
  const logger = pino(
    {
      base: null,
      messageKey: 'event',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    linesOf(file),
  );
  return {
    write: (entry) => {
      const allowed: readonly string[] = FIELDS[entry.event];
      const fields = Object.fromEntries(Object.entries(entry).filter(([name]) => allowed.includes(name)));
      logger[LEVELS[entry.event] ?? 'info'](fields, entry.event);
    },
  };
};
