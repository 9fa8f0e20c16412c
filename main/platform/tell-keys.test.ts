import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LogEntry } from '../core/ports.ts';
import { tellKeys } from './tell-keys.ts';

let said: string[] = [];
let logged: LogEntry[] = [];
beforeEach(() => {
  said = [];
  logged = [];
  vi.spyOn(console, 'error').mockImplementation((line: string) => void said.push(line));
});
afterEach(() => vi.restoreAllMocks());
const log = { write: (entry: LogEntry) => void logged.push(entry) };

describe('at a start', () => {
  it('nothing is said of keys that lie as they should, but the log has it', () => {
    tellKeys(log, { protection: 'dpapi', weaknesses: [] });
    expect(said).toEqual([]);
    expect(logged).toEqual([{ event: 'keys-at-rest', protection: 'dpapi' }]);
  });

  it('what is weaker than it should be is said in the terminal and logged, each with what to do', () => {
    tellKeys(log, { protection: 'file', weaknesses: ['folder-open', 'no-recipient'] });
    expect(said).toEqual([
      expect.stringContaining('Whether its disk is encrypted the kiosk cannot tell'),
      expect.stringMatching(/^WARNING: .*chmod 700/),
      expect.stringMatching(/^WARNING: Nobody can open past days/),
    ]);
    expect(logged.slice(1)).toEqual([
      { event: 'keys-weak', weakness: 'folder-open' },
      { event: 'keys-weak', weakness: 'no-recipient' },
    ]);
  });
});
