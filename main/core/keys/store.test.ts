import * as fs from 'node:fs';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/support/protocol.ts';
import type { SyncFileOps } from './files.ts';
import { caseKeyName, dayKeyName, nextKeyName } from './names.ts';
import { KeyStoreProblem, openKeyStore, type KeyFile } from './store.ts';

const AT = '2026-03-10T12:00:00.000Z';
let folder: string;
beforeEach(() => {
  folder = join(temporaryFolder(), 'keys');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

const key = (name: string, byte = 7): KeyFile => ({
  name,
  kiosk: Buffer.alloc(60, byte),
  wraps: { municipality: 'a.b.c.d.e' },
});

describe('the folder of keys', () => {
  it('gives back what was written, also to another who opens it', () => {
    openKeyStore(folder).write(key('2026-03-10.identity'));
    const store = openKeyStore(folder);
    expect(store.names()).toEqual(['2026-03-10.identity']);
    expect(store.read('2026-03-10.identity')).toEqual(key('2026-03-10.identity'));
    expect(store.read('2026-03-10.contact')).toBeNull();
    if (process.platform !== 'win32') {
      expect(statSync(folder).mode & 0o777).toBe(0o700);
      expect(statSync(join(folder, '2026-03-10.identity.json')).mode & 0o777).toBe(0o600);
    }
  });

  it('is empty where there is none, and none is made by looking', () => {
    const store = openKeyStore(folder);
    expect([store.names(), store.recipients(), store.destroyed()]).toEqual([[], [], []]);
    expect(fs.existsSync(folder)).toBe(false);
  });

  it('takes no other name than a key’s for a file', () => {
    const store = openKeyStore(folder);
    for (const name of ['../secrets', 'recipients', '2026-03-10.phone', 'case-../x', ''])
      expect(() => store.read(name)).toThrow(KeyStoreProblem);
  });

  it('says which file cannot be read, and what to do', () => {
    mkdirSync(folder, { recursive: true });
    for (const text of [
      '',
      '{',
      '{"version":2}',
      JSON.stringify({ version: 1, name: '2026-03-11', kiosk: null, wraps: {} }),
    ]) {
      writeFileSync(join(folder, '2026-03-10.json'), text);
      expect(() => openKeyStore(folder).read('2026-03-10')).toThrow(/2026-03-10/);
    }
  });

  it('keeps who may open past days, the newest of each', () => {
    const store = openKeyStore(folder);
    const one = {
      id: 'lead:i',
      publicJwk: { kty: 'OKP', crv: 'X25519', x: 'A' },
      since: AT,
      wrapped: { pin: 'w' },
    };
    store.putRecipient(one);
    store.putRecipient({ ...one, id: 'municipality', wrapped: {} });
    store.putRecipient({ ...one, wrapped: { passphrase: 'p' } });
    expect(store.recipients().map(({ id, wrapped }) => [id, wrapped])).toEqual([
      ['municipality', {}],
      ['lead:i', { passphrase: 'p' }],
    ]);
    store.removeRecipient('lead:i');
    expect(store.recipients().map(({ id }) => id)).toEqual(['municipality']);
  });
});

describe('a key that is destroyed', () => {
  it('is gone, and named among those that are', () => {
    const store = openKeyStore(folder);
    store.write(key('2026-03-10.identity'));
    store.destroy([{ name: '2026-03-10.identity', at: AT }]);
    store.destroy([{ name: '2026-03-10.identity', at: '2026-03-11T12:00:00.000Z' }]);
    expect(store.names()).toEqual([]);
    expect(store.destroyed()).toEqual([{ name: '2026-03-10.identity', at: AT }]);
  });

  it('is overwritten before its name goes, as is what a newer file takes the place of', () => {
    const written: Buffer[] = [];
    const ops: SyncFileOps = {
      ...fs,
      writeSync: ((handle: number, bytes: Buffer, ...rest: [number, null, number]) => {
        written.push(Buffer.from(bytes));
        return fs.writeSync(handle, bytes, ...rest);
      }) as typeof fs.writeSync,
    };
    const store = openKeyStore(folder, ops);
    store.write(key('2026-03-10.identity'));
    const size = statSync(join(folder, '2026-03-10.identity.json')).size;
    expect(written).toEqual([]);
    store.write({ ...key('2026-03-10.identity'), kiosk: null });
    expect(written).toEqual([Buffer.alloc(size)]);
    store.destroy([{ name: '2026-03-10.identity', at: AT }]);
    expect(written.at(-1)?.every((byte) => byte === 0)).toBe(true);
  });

  it('is destroyed at the next start when the power went in between', () => {
    const broken = openKeyStore(folder, {
      ...fs,
      unlinkSync: () => {
        throw new Error('power cut');
      },
    });
    broken.write(key('2026-03-10.identity'));
    expect(() => broken.destroy([{ name: '2026-03-10.identity', at: AT }])).toThrow('power cut');
    const store = openKeyStore(folder);
    expect(store.destroyed()).toHaveLength(1);
    store.finishDestroying();
    expect(store.names()).toEqual([]);
  });
});

describe('a write that fails', () => {
  const failing: (keyof SyncFileOps)[] = ['openSync', 'writeFileSync', 'fsyncSync', 'renameSync'];
  it.each(failing)('at %s leaves the key as it was', (which) => {
    openKeyStore(folder).write(key('2026-03-10.identity', 1));
    let isBroken = false;
    const ops = {
      ...fs,
      [which]: (...args: unknown[]) => {
        if (isBroken && (which !== 'openSync' || args[1] === 'wx'))
          throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
        return Reflect.apply(fs[which], fs, args) as unknown;
      },
    } as SyncFileOps;
    const store = openKeyStore(folder, ops);
    isBroken = true;
    expect(() => store.write(key('2026-03-10.identity', 2))).toThrow('no space left');
    expect(openKeyStore(folder).read('2026-03-10.identity')).toEqual(key('2026-03-10.identity', 1));
  });

  it('leaves the key as it was when the power goes while it has two names', () => {
    const store = openKeyStore(folder, {
      ...fs,
      renameSync: () => {
        throw new Error('power cut');
      },
    });
    openKeyStore(folder).write(key('2026-03-10.identity', 1));
    expect(() => store.write(key('2026-03-10.identity', 2))).toThrow('power cut');
    openKeyStore(folder).write(key('2026-03-11.identity'));
    expect(openKeyStore(folder).read('2026-03-10.identity')).toEqual(key('2026-03-10.identity', 1));
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('leaves nothing half written behind the next start', () => {
    mkdirSync(folder, { recursive: true });
    const left = join(folder, '.0b0e7b1c-3f5e-4b3b-9a54-0d2d0a1f3a11.tmp');
    writeFileSync(left, 'half');
    openKeyStore(folder).write(key('2026-03-10.identity'));
    expect(readdirSync(folder)).toEqual(['2026-03-10.identity.json']);
    expect(readFileSync(join(folder, '2026-03-10.identity.json'), 'utf8')).toContain('"version": 1');
  });
});

describe('names of keys', () => {
  it('sort as time goes on: a day after the one before, a key made anew after the first', () => {
    const first = dayKeyName('2026-03-10', 'identity');
    const again = nextKeyName(first);
    expect([first, again, nextKeyName(again)]).toEqual([
      '2026-03-10.identity',
      '2026-03-10.identity.002',
      '2026-03-10.identity.003',
    ]);
    expect(nextKeyName(dayKeyName('2026-03-10', 'all'))).toBe('2026-03-10.002');
    expect(caseKeyName('c-1')).toBe('case-c-1');
    let tenth = first;
    for (let times = 0; times < 10; times += 1) {
      expect(nextKeyName(tenth) > tenth).toBe(true);
      tenth = nextKeyName(tenth);
    }
    const sorted = [first, again, dayKeyName('2026-03-11', 'identity')];
    expect(sorted.toSorted()).toEqual(sorted);
  });
});
