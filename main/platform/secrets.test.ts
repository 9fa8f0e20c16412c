import {
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CREDENTIAL, openKeysAtRest, secretsFile, type Machine } from './secrets.ts';
import type { Protector } from './secrets/protector.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'besoksvert-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const onPosix = it.runIf(process.platform !== 'win32');
const asRoot = it.runIf(process.getuid?.() === 0);

const LINUX: Machine = { platform: 'linux', credentials: undefined, protector: null };
const WINDOWS: Machine = { ...LINUX, platform: 'win32' };
const open = (machine: Machine = LINUX) => openKeysAtRest(folder, machine);
const text = () => readFileSync(secretsFile(folder), 'utf8');
const stored = () => JSON.parse(text()) as Record<string, unknown>;
/** What this test run itself cannot help. */
const OURS = process.getuid?.() === 0 ? ['running-as-root'] : [];

/** As DPAPI does it: opens for whoever is the same user. */
const windowsOf = (user: string, kept = true): Protector => ({
  kind: 'dpapi',
  isKept: () => kept,
  protect: (plain) => Promise.resolve(Buffer.from(`${user}:${Buffer.from(plain).toString('hex')}`)),
  open: (bytes) => {
    const [whose = '', hex = ''] = bytes.toString().split(':');
    return whose === user
      ? Promise.resolve(Buffer.from(hex, 'hex').toString())
      : Promise.reject(new Error('another user'));
  },
});

/** The file as kiosks wrote it before it said how it is protected. */
const earlier = async (): Promise<Awaited<ReturnType<typeof open>>> => {
  const before = await open();
  const { kioskKey, signingKey } = stored();
  writeFileSync(secretsFile(folder), JSON.stringify({ version: 1, kioskKey, signingKey }), { mode: 0o600 });
  return before;
};

describe('the kiosk’s keys', () => {
  it('are made once and the same at every start', async () => {
    const { secrets: first } = await open();
    const { secrets: second } = await open();
    expect(first.kioskKey).toHaveLength(32);
    expect(second.kioskKey.equals(first.kioskKey)).toBe(true);
    expect(second.signingKey.equals(first.signingKey)).toBe(true);
    expect(readdirSync(folder)).toEqual(['secrets.json']);
  });

  it('say in what they are kept that nothing but the file protects them', async () => {
    const { protection, weaknesses } = await open();
    expect(stored()).toMatchObject({ version: 2, protection: 'file' });
    expect({ protection, weaknesses }).toEqual({ protection: 'file', weaknesses: OURS });
  });

  it('from before are read, and say from then on how they are protected', async () => {
    const { secrets } = await earlier();
    const now = await open();
    expect(now.secrets.kioskKey.equals(secrets.kioskKey)).toBe(true);
    expect(stored()).toMatchObject({ version: 2, protection: 'file' });
    expect(readdirSync(folder)).toEqual(['secrets.json']);
  });

  onPosix('are readable by the kiosk’s user alone', async () => {
    await open();
    expect(statSync(secretsFile(folder)).mode & 0o777).toBe(0o600);
  });

  onPosix('are refused when others can read them', async () => {
    await open();
    chmodSync(secretsFile(folder), 0o640);
    await expect(open()).rejects.toThrow('open to others (mode 0640)');
  });

  onPosix('are not read through a link', async () => {
    await open();
    renameSync(secretsFile(folder), join(folder, 'elsewhere.json'));
    symlinkSync('elsewhere.json', secretsFile(folder));
    await expect(open()).rejects.toThrow('a link or a folder');
  });

  asRoot('are refused when they are another user’s, with the way to run it as that one', async () => {
    await open();
    chownSync(secretsFile(folder), 65_534, 65_534);
    await expect(open()).rejects.toThrow("sudo -u '#65534'");
  });

  onPosix('are opened in a folder that others can look into, and that is said', async () => {
    chmodSync(folder, 0o755);
    expect((await open()).weaknesses).toEqual([...OURS, 'folder-open']);
  });

  it.each(['', '{', '{"version":2}', '{"version":1,"kioskKey":"c2hvcnQ=","signingKey":""}'])(
    'are never made anew over a file that cannot be read: «%s»',
    async (damaged) => {
      writeFileSync(secretsFile(folder), damaged, { mode: 0o600 });
      await expect(open()).rejects.toThrow('Restore it from the backup');
      expect(text()).toBe(damaged);
    },
  );

  it('are never made anew beside a database that was sealed with the old ones', async () => {
    writeFileSync(join(folder, 'kiosk.db'), '');
    await expect(open()).rejects.toThrow('is missing beside an existing kiosk.db');
    expect(readdirSync(folder)).toEqual(['kiosk.db']);
  });
});

describe('on Windows', () => {
  it('the installed program puts them under DPAPI, and nothing is left in the clear', async () => {
    const { secrets } = await earlier();
    const clear = String(stored().kioskKey);
    const { protection, weaknesses } = await open({ ...WINDOWS, protector: windowsOf('kiosk') });
    expect({ protection, weaknesses }).toEqual({ protection: 'dpapi', weaknesses: OURS });
    expect(stored()).toEqual({ version: 2, protection: 'dpapi', sealed: expect.any(String) as unknown });
    expect(text()).not.toContain(clear);
    expect(readdirSync(folder)).toEqual(['secrets.json']);
    const again = await open({ ...WINDOWS, protector: windowsOf('kiosk') });
    expect(again.secrets.kioskKey.equals(secrets.kioskKey)).toBe(true);
  });

  it('a first start leaves the file as it is until Windows has kept what it protects with', async () => {
    const { protection, weaknesses } = await open({ ...WINDOWS, protector: windowsOf('kiosk', false) });
    expect({ protection, weaknesses }).toEqual({
      protection: 'file',
      weaknesses: ['protected-next-start', ...OURS],
    });
    expect((await open({ ...WINDOWS, protector: windowsOf('kiosk') })).protection).toBe('dpapi');
  });

  it('the browser host says that nothing protects them', async () => {
    expect((await open(WINDOWS)).weaknesses).toEqual(['no-os-protection', ...OURS]);
  });

  it('a command outside the installed program says which one opens them', async () => {
    await open({ ...WINDOWS, protector: windowsOf('kiosk') });
    await expect(open(WINDOWS)).rejects.toThrow('Besoksvert.exe --cli');
  });

  it('another user does not open them, and they are not made anew', async () => {
    await open({ ...WINDOWS, protector: windowsOf('kiosk') });
    const before = text();
    await expect(open({ ...WINDOWS, protector: windowsOf('other') })).rejects.toThrow(
      'the Windows user and machine that protected it',
    );
    expect(text()).toBe(before);
  });

  it('what a power cut left in the clear beside the protected file is cleared away', async () => {
    await open();
    const clear = text();
    await open({ ...WINDOWS, protector: windowsOf('kiosk') });
    writeFileSync(`${secretsFile(folder)}.0000.old`, clear, { mode: 0o600 });
    await open({ ...WINDOWS, protector: windowsOf('kiosk') });
    expect(readdirSync(folder)).toEqual(['secrets.json']);
  });
});

it('a power cut before the protected file was there leaves the keys whole', async () => {
  const { secrets } = await open();
  linkSync(secretsFile(folder), `${secretsFile(folder)}.0000.old`);
  expect((await open()).secrets.kioskKey.equals(secrets.kioskKey)).toBe(true);
  expect(readdirSync(folder)).toEqual(['secrets.json']);
});

describe('as a systemd credential', () => {
  const inService = (): Machine => ({ ...LINUX, credentials: join(folder, 'credentials') });
  const encrypted = async () => {
    const { secrets } = await open();
    mkdirSync(join(folder, 'credentials'), { mode: 0o700 });
    writeFileSync(join(folder, 'credentials', CREDENTIAL), text(), { mode: 0o400 });
    return secrets;
  };

  it('they are read from there, and the folder holds none', async () => {
    const secrets = await encrypted();
    rmSync(secretsFile(folder));
    writeFileSync(join(folder, 'kiosk.db'), '');
    const found = await open(inService());
    expect(found).toMatchObject({ protection: 'credential', weaknesses: OURS });
    expect(found.secrets.kioskKey.equals(secrets.kioskKey)).toBe(true);
  });

  it('a copy that still lies in the folder is said', async () => {
    await encrypted();
    expect((await open(inService())).weaknesses).toEqual(['clear-copy', ...OURS]);
  });

  it('other keys in the folder stop the start', async () => {
    await encrypted();
    rmSync(secretsFile(folder));
    await open();
    await expect(open(inService())).rejects.toThrow('other keys than the systemd credential');
  });

  it('a service without that credential uses the file', async () => {
    mkdirSync(join(folder, 'credentials'));
    expect((await open(inService())).protection).toBe('file');
  });

  it('a command beside the service says where to find them', async () => {
    await encrypted();
    rmSync(secretsFile(folder));
    writeFileSync(join(folder, 'kiosk.db'), '');
    await expect(open()).rejects.toThrow('run this in the service’s place');
  });
});
