import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findElectron } from './electron.ts';

const LIMITS = { fetchMs: 20_000, probeMs: 20_000 };
let root = '';
let folder = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'besoksvert-electron-'));
  folder = join(root, 'node_modules', 'electron');
  mkdirSync(join(folder, 'dist'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

/** Electron's installer, as far as it matters: it counts how often it ran. */
const installer = (then: string): void =>
  writeFileSync(
    join(folder, 'install.js'),
    `const fs = require('node:fs'); fs.appendFileSync(${JSON.stringify(join(root, 'runs'))}, 'x'); ${then}`,
  );
const runs = (): number => readFileSync(join(root, 'runs'), 'utf8').length;
const binary = (script: string): void => {
  writeFileSync(join(folder, 'path.txt'), 'electron');
  writeFileSync(join(folder, 'dist', 'electron'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, 'dist', 'electron'), 0o755);
};

// The stand-ins are shell scripts.
describe.runIf(process.platform !== 'win32')('Electron', () => {
  it('that is here and runs is ready', async () => {
    binary('exit 0');
    expect(await findElectron(root, LIMITS)).toEqual({
      kind: 'ready',
      executable: join(folder, 'dist', 'electron'),
    });
  });

  it('that is here and does not run is said to be so', async () => {
    binary('exit 127');
    expect(await findElectron(root, LIMITS)).toEqual({
      kind: 'none',
      why: 'Electron is here but does not run on this machine',
    });
  });

  it('is fetched where it is not here', async () => {
    installer(`
      fs.writeFileSync(${JSON.stringify(join(folder, 'path.txt'))}, 'electron');
      fs.writeFileSync(${JSON.stringify(join(folder, 'dist', 'electron'))}, '#!/bin/sh\\nexit 0\\n', { mode: 0o755 });
    `);
    expect(await findElectron(root, LIMITS)).toMatchObject({ kind: 'ready' });
  });

  it('that cannot be fetched is not tried again the same day', async () => {
    installer('process.exit(1)');
    expect(await findElectron(root, LIMITS)).toMatchObject({ kind: 'none' });
    expect(await findElectron(root, LIMITS)).toMatchObject({ kind: 'none' });
    expect(runs()).toBe(1);
  });

  it('that does not come in time is not waited for', async () => {
    installer('setInterval(() => undefined, 1000)');
    expect(await findElectron(root, { ...LIMITS, fetchMs: 500 })).toMatchObject({ kind: 'none' });
  });
});
