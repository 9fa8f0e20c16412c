import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findChromium, hasDisplay, kioskArguments } from './chromium.ts';
import { freshProfile } from './profile.ts';
import { keepWindowOpen } from './window.ts';

const ORIGIN = 'http://127.0.0.1:4710';
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'besoksvert-window-'));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

describe('the browser of a kiosk', () => {
  it('is the first Chromium, Chrome or Edge on the path', () => {
    const machine = { platform: 'linux' as const, env: { PATH: '/bin:/opt/bin' }, home: '/' };
    const there = new Set(['/opt/bin/google-chrome', '/bin/microsoft-edge']);
    expect(findChromium(machine, (file) => there.has(file))).toBe('/opt/bin/google-chrome');
    expect(findChromium(machine, () => false)).toBeNull();
  });

  it('needs a display on Linux', () => {
    const on = (env: Record<string, string>) => hasDisplay({ platform: 'linux', env, home: '/' });
    expect([on({}), on({ DISPLAY: ':0' }), on({ WAYLAND_DISPLAY: 'wayland-0' })]).toEqual([
      false,
      true,
      true,
    ]);
    expect(hasDisplay({ platform: 'win32', env: {}, home: 'C:\\' })).toBe(true);
  });

  it('is started full screen on its own profile, and keeps its sandbox and its real camera', () => {
    const wanted = { address: `${ORIGIN}/#launch=x`, profile: '/run/profile', language: 'da' } as const;
    const words = kioskArguments({ ...wanted, fullScreen: true });
    expect(words).toEqual(
      expect.arrayContaining([
        '--kiosk',
        `--app=${ORIGIN}/#launch=x`,
        '--user-data-dir=/run/profile',
        '--lang=da-DK',
      ]),
    );
    expect(kioskArguments({ ...wanted, fullScreen: false })).not.toContain('--kiosk');
    expect(words.join(' ')).not.toMatch(/no-sandbox|use-fake|remote-debugging|disable-web-security/);
  });

  it('knows of its origin that it may use the camera, and nothing else', () => {
    const profile = freshProfile(ORIGIN, folder);
    const text = readFileSync(join(profile.folder, 'Default', 'Preferences'), 'utf8');
    const { profile: known } = JSON.parse(text) as {
      profile: { content_settings: { exceptions: Record<string, unknown> } };
    };
    expect(known.content_settings.exceptions).toEqual({
      media_stream_camera: { [`${ORIGIN},*`]: { setting: 1 } },
    });
    if (process.platform !== 'win32') expect(statSync(profile.folder).mode & 0o077).toBe(0);
    profile.remove();
    expect(existsSync(profile.folder)).toBe(false);
  });
});

// A program that notes how it was called stands in for the browser; Windows runs no such scripts.
describe.runIf(process.platform !== 'win32')('a kiosk’s window', () => {
  const calls = (): string[] => readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n');
  const program = (then: string): string => {
    const file = join(folder, 'browser');
    writeFileSync(file, `#!/bin/sh\necho "$2" >> "${folder}/calls"\n${then}\n`);
    chmodSync(file, 0o755);
    writeFileSync(join(folder, 'calls'), '');
    return file;
  };
  const profiles = (): string[] =>
    readdirSync(folder).filter((name) => name.startsWith('besoksvert-browser-'));
  let minted = 0;
  const open = (executable: string, comesBack: boolean, onGone: () => void) => {
    minted = 0;
    vi.stubEnv('XDG_RUNTIME_DIR', folder);
    return keepWindowOpen({
      executable,
      origin: ORIGIN,
      address: () => `${ORIGIN}/#launch=${(minted += 1)}`,
      language: 'nb',
      fullScreen: true,
      comesBack,
      onGone,
    });
  };

  it('that somebody closed ends the demo, and leaves no profile behind', async () => {
    const gone = new Promise<void>((resolve) => open(program('exit 0'), false, resolve));
    await gone;
    expect(calls()).toEqual([`--app=${ORIGIN}/#launch=1`]);
    expect(profiles()).toEqual([]);
  });

  it('comes back with a new launch token, and in the end not', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let over = false;
    const gone = new Promise<void>((resolve) =>
      open(program('exit 3'), true, () => {
        over = true;
        resolve();
      }),
    );
    await vi.waitFor(async () => {
      await vi.advanceTimersByTimeAsync(10_000);
      expect(over).toBe(true);
    });
    await gone;
    expect(calls()).toEqual([1, 2, 3, 4, 5, 6].map((nth) => `--app=${ORIGIN}/#launch=${nth}`));
  });

  it('is told the language of the house, whatever the machine speaks', async () => {
    vi.stubEnv('LC_ALL', 'de_DE.UTF-8');
    const note = program(`echo "$LC_ALL $LANGUAGE" >> "${folder}/calls"`);
    await new Promise<void>((resolve) => open(note, false, resolve));
    expect(calls()[1]).toBe('nb_NO.UTF-8 nb_NO');
  });

  it('is ended with the kiosk', async () => {
    const window = open(program('exec sleep 600'), true, () => undefined);
    await vi.waitFor(() => expect(calls()[0]).not.toBe(''));
    expect(profiles()).toHaveLength(1);
    await window.close();
    expect(profiles()).toEqual([]);
  });

  it('of a browser that cannot be run is gone, not waited for', async () => {
    let window: ReturnType<typeof open> | undefined;
    await new Promise<void>((resolve) => {
      window = open(join(folder, 'no-such-program'), false, resolve);
    });
    await window?.close();
  });
});
