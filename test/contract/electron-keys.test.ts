import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resetFakeElectron, safeStorage } from '../support/fake-electron.ts';
import { openKeysAtRest, secretsFile } from '../../main/platform/secrets.ts';
import { readData } from '../../main/host-electron/options.ts';
import { dpapiOf } from '../../main/host-electron/rules/safe-storage.ts';

let folder = '';
beforeEach(() => {
  resetFakeElectron();
  folder = mkdtempSync(join(tmpdir(), 'besoksvert-dpapi-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const userData = () => join(folder, 'electron');
const onWindows = () => dpapiOf(safeStorage, userData(), 'win32');
const chromiumHasWritten = (state: string = JSON.stringify({ os_crypt: { encrypted_key: 'RFBBUEk=' } })) => {
  mkdirSync(userData(), { recursive: true });
  writeFileSync(join(userData(), 'Local State'), state);
};
const open = async () =>
  openKeysAtRest(folder, { platform: 'win32', credentials: undefined, protector: await onWindows() });

describe('safeStorage', () => {
  it('protects the kiosk’s keys on Windows, and opens them again', async () => {
    chromiumHasWritten();
    const first = await open();
    expect(first.protection).toBe('dpapi');
    expect(readFileSync(secretsFile(folder), 'utf8')).not.toContain('kioskKey');
    expect((await open()).secrets.kioskKey.equals(first.secrets.kioskKey)).toBe(true);
  });

  it('is never used on Linux, where it may stand on a fixed password', async () => {
    expect(await dpapiOf(safeStorage, userData(), 'linux')).toBeNull();
  });

  it('is not used where Windows does not offer it', async () => {
    safeStorage.available = false;
    expect(await onWindows()).toBeNull();
  });

  it.each(['', '{', '{}', '{"os_crypt":{}}', '{"os_crypt":{"encrypted_key":""}}'])(
    'is not relied on while Chromium has not written its key down: «%s»',
    async (state) => {
      chromiumHasWritten(state);
      expect((await open()).protection).toBe('file');
    },
  );

  it('with another key than before opens nothing, and the keys stay as they are', async () => {
    chromiumHasWritten();
    await open();
    const before = readFileSync(secretsFile(folder), 'utf8');
    safeStorage.secret = 'another';
    await expect(open()).rejects.toThrow('folder «electron» beside it');
    expect(readFileSync(secretsFile(folder), 'utf8')).toBe(before);
  });
});

it('a command line in Electron says which folder it is about, among its own words', () => {
  expect(readData(['staff', 'list', '--data', 'D:/kiosk'])).toBe('D:/kiosk');
  expect(readData(['verify', '--data=D:/kiosk'])).toBe('D:/kiosk');
  expect(readData(['verify'])).toBeUndefined();
});
