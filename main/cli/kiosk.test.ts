/** The command line as an administrator meets it: a process, what it prints, its exit status. */
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settings } from '../../shared/domain/settings.ts';
import { kioskProcess } from '../../test/support/command-line.ts';
import { makeKioskFolder, type KioskFolder } from '../../test/support/kiosk-folder.ts';

const kiosk = async (...args: string[]): Promise<{ status: number; said: string }> => {
  const { status, out, err } = await kioskProcess(...args);
  return { status, said: out + err };
};

let folder: KioskFolder;
beforeAll(async () => {
  folder = await makeKioskFolder();
}, 60_000);
afterAll(() => folder.remove());
const inFolder = (...args: string[]) => kiosk(...args, '--data', folder.dataDir);

describe('kiosk verify', () => {
  it('says in one line that the protocol holds', async () => {
    const { status, said } = await inFolder('verify');
    expect([status, said.trim().split('\n')]).toEqual([0, [expect.stringContaining('protocol holds')]]);
  });

  it('tells all that it found as JSON', async () => {
    const { status, out } = await kioskProcess('verify', '--json', '--data', folder.dataDir);
    expect([status, JSON.parse(out)]).toEqual([
      0,
      {
        holds: true,
        length: expect.any(Number) as unknown,
        head: expect.any(String) as unknown,
        findings: [],
        sealed: { opened: 0, closed: 0, erased: 0 },
        signatures: true,
      },
    ]);
  });

  it('checks a copy that lies elsewhere, its signatures with the kiosk’s public key', async () => {
    const copy = join(folder.dataDir, 'copy');
    mkdirSync(copy);
    for (const name of ['kiosk.db', 'settings.json'])
      copyFileSync(join(folder.dataDir, name), join(copy, name));
    const unsigned = await kiosk('verify', '--data', copy);
    expect([unsigned.status, unsigned.said]).toEqual([0, expect.stringContaining('signatures not checked')]);
    const key = Buffer.alloc(32, 7).toString('base64url');
    const signed = await kiosk('verify', '--data', copy, '--key', key);
    expect([signed.status, signed.said]).toEqual([0, expect.stringContaining('signed heads agree')]);
    expect(await kiosk('verify', '--data', copy, '--key', 'abc')).toMatchObject({ status: 2 });
  });

  it('asks heads that left the machine', async () => {
    const heads = join(folder.dataDir, 'heads.txt');
    writeFileSync(heads, 'no.head.atall\n');
    const { status, said } = await inFolder('verify', '--heads', heads);
    expect([status, said]).toEqual([1, expect.stringContaining('a head kept elsewhere is not this kiosk’s')]);
    expect(await inFolder('verify', '--heads', `${heads}.not`)).toMatchObject({ status: 2 });
  });

  it('cannot read what is not there', async () => {
    const { status, said } = await kiosk('verify', '--data', join(folder.dataDir, 'nowhere'));
    expect(status).toBe(2);
    expect(said).toContain('There is no');
  });
});

describe('kiosk staff', () => {
  it('adds an account, shows its PIN once, and gives a new one', async () => {
    const added = await inFolder('staff', 'add', 'Lise Vakt', '--role', 'reception');
    expect(added).toMatchObject({ status: 0, said: expect.stringMatching(/PIN is \d{6}\./) as unknown });
    expect((await inFolder('staff', 'list')).said).toMatch(/Lise Vakt +reception/);
    expect((await inFolder('staff', 'pin', 'Lise Vakt')).status).toBe(0);
    expect(await inFolder('staff', 'add', 'Lise Vakt', '--role', 'reception')).toMatchObject({ status: 1 });
    expect(await inFolder('staff', 'pin', 'Ingen')).toMatchObject({
      status: 1,
      said: 'There is no such account.\n',
    });
  });

  it('says of a lead that they choose a passphrase themselves, and gives a new PIN without asking for the old one', async () => {
    const added = await inFolder('staff', 'add', 'Berit Nyansatt', '--role', 'infection-control');
    expect(added.said).toMatch(/PIN is \d{6}\..*\n.*first sign-in.* passphrase/);
    expect(await inFolder('staff', 'pin', 'Berit Nyansatt')).toMatchObject({
      status: 0,
      said: expect.stringMatching(/PIN is \d{6}\./) as unknown,
    });
    expect(await inFolder('staff', 'new-key', 'Berit Nyansatt')).toMatchObject({
      status: 1,
      said: 'Berit Nyansatt has no key.\n',
    });
  });

  it('lets a lead begin anew who has lost everything, and takes an account away', async () => {
    const lead = folder.staff.find(({ role }) => role === 'infection-control')?.name ?? '';
    expect((await inFolder('staff', 'new-key', lead)).said).toContain('makes a new key at the next sign-in');
    expect(await inFolder('staff', 'new-key', lead)).toMatchObject({ status: 1 });
    expect((await inFolder('staff', 'remove', lead)).said).toContain('has no account any more');
    expect((await inFolder('staff', 'list')).said).not.toContain(lead);
  });
});

describe('kiosk sync', () => {
  it('ends with 1 and a sentence when the municipality is not reached', async () => {
    const { status, said } = await inFolder('sync');
    expect(status).toBe(1);
    expect(said).toMatch(/^Sync failed: /);
  });
});

describe('kiosk init', () => {
  it('writes settings to fill in and the kiosk’s keys, and overwrites nothing', async () => {
    const fresh = join(folder.dataDir, 'fresh');
    expect(await kiosk('init', fresh)).toMatchObject({ status: 0 });
    const written = readFileSync(join(fresh, 'settings.json'), 'utf8');
    expect(written).toContain('"policyPack"');
    expect(existsSync(join(fresh, 'secrets.json'))).toBe(true);
    if (process.platform !== 'win32') expect(statSync(join(fresh, 'settings.json')).mode & 0o777).toBe(0o600);
    expect(await kiosk('verify', '--data', fresh)).toMatchObject({
      status: 2,
      said: expect.stringContaining('municipality.url:') as unknown,
    });
    expect(await kiosk('init', fresh)).toMatchObject({ status: 1 });
    expect(readFileSync(join(fresh, 'settings.json'), 'utf8')).toBe(written);
  });

  it.each([
    ['NO', 'no-2020-05-27', 'nb'],
    ['DK', 'dk-2020-05-13', 'da'],
  ] as const)(
    'for %s begins with the rules and the language of the country',
    async (country, pack, spoken) => {
      const fresh = join(folder.dataDir, `fresh-${country}`);
      expect(await kiosk('init', fresh, '--country', country)).toMatchObject({ status: 0 });
      // Filled in, it is whole: no field of the settings is left out of the template.
      const filled = readFileSync(join(fresh, 'settings.json'), 'utf8')
        .replaceAll('INSTITUTION-ID', 'a-house')
        .replaceAll('KIOSK-ID', 'a-kiosk')
        .replaceAll('TELEPHONE', '+47 00 00 00 01')
        .replace("ADDRESS OF THE MUNICIPALITY'S SERVICE", 'https://municipality.example')
        .replace('TOKEN FROM IT', 'a-token-of-sixteen')
        .replace('ID OF THE KEY', 'k1')
        .replace("THE MUNICIPALITY'S PUBLIC KEY FOR POLICY PACKS", Buffer.alloc(32, 7).toString('base64url'));
      expect(settings.parse(JSON.parse(filled))).toMatchObject({
        institution: { jurisdiction: country, language: spoken },
        policyPack: pack,
      });
    },
  );
});

describe('kiosk verify on a protocol that was changed', () => {
  it('names the first event that does not hold and ends with 1', async () => {
    const db = new Database(join(folder.dataDir, 'kiosk.db'));
    db.pragma('writable_schema = ON');
    for (const name of db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all())
      db.exec(`DROP TRIGGER "${String(name)}"`);
    db.prepare("UPDATE event SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 1").run();
    db.close();
    const { status, said } = await inFolder('verify');
    expect(status).toBe(1);
    expect(said).toContain('does not hold at event 1');
  });

  it.runIf(process.platform !== 'win32' && process.getuid?.() !== 0)(
    'ends with 2 where it may not read',
    async () => {
      chmodSync(join(folder.dataDir, 'kiosk.db'), 0o000);
      expect((await inFolder('verify')).status).toBe(2);
    },
  );
});
