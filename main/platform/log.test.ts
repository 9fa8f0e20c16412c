import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LogEntry } from '../core/ports.ts';
import { openLog } from './log.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'besoksvert-log-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const lines = (): Record<string, unknown>[] =>
  readFileSync(join(folder, 'kiosk.log'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the log', () => {
  it('holds a line for each entry, at once', () => {
    openLog(folder).write({ event: 'clock-went-back', byMs: 61_000 });
    expect(lines()).toEqual([
      {
        level: 'warn',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as unknown,
        byMs: 61_000,
        event: 'clock-went-back',
      },
    ]);
  });

  it('drops what its catalogue does not allow, however it got there', () => {
    const entry = { event: 'kiosk-stopped', visitorName: 'Kari Prøvesen', phone: '+47 00 00 10 01' };
    openLog(folder).write(entry as LogEntry);
    expect(Object.keys(lines()[0] ?? {})).toEqual(['level', 'time', 'event']);
  });
});
