import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSecrets, secretsFile } from './secrets.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'besoksvert-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const onPosix = it.runIf(process.platform !== 'win32');

describe('the kiosk’s keys', () => {
  it('are made once and the same at every start', () => {
    const first = openSecrets(folder);
    const second = openSecrets(folder);
    expect(first.kioskKey).toHaveLength(32);
    expect(second.kioskKey.equals(first.kioskKey)).toBe(true);
    expect(second.signingKey.equals(first.signingKey)).toBe(true);
    expect(readdirSync(folder)).toEqual(['secrets.json']);
  });

  onPosix('are readable by the kiosk’s user alone', () => {
    openSecrets(folder);
    expect(statSync(secretsFile(folder)).mode & 0o777).toBe(0o600);
  });

  onPosix('are refused when others can read them', () => {
    openSecrets(folder);
    chmodSync(secretsFile(folder), 0o640);
    expect(() => openSecrets(folder)).toThrow('open to others (mode 0640)');
  });

  it.each(['', '{', '{"version":2}', '{"version":1,"kioskKey":"c2hvcnQ=","signingKey":""}'])(
    'are never made anew over a file that cannot be read: «%s»',
    (text) => {
      writeFileSync(secretsFile(folder), text, { mode: 0o600 });
      expect(() => openSecrets(folder)).toThrow('Restore it from the backup');
      expect(readFileSync(secretsFile(folder), 'utf8')).toBe(text);
    },
  );

  it('are never made anew beside a database that was sealed with the old ones', () => {
    writeFileSync(join(folder, 'kiosk.db'), '');
    expect(() => openSecrets(folder)).toThrow('is missing beside an existing kiosk.db');
    expect(readdirSync(folder)).toEqual(['kiosk.db']);
  });
});
