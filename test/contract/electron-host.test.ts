/** The Electron host's rules (electron.md §1 and §2), each asserted on the whole host run against a fake Electron. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startElectronHost } from '../../main/host-electron/host.ts';
import { readOptions } from '../../main/host-electron/options.ts';
import { guardKeys } from '../../main/host-electron/rules/keys.ts';
import { refuseDebugging } from '../../main/host-electron/rules/debugging.ts';
import { GIVEN_UP } from '../../main/host-electron/rules/watchdog.ts';
import { appPaths } from '../../main/platform/app-root.ts';
import {
  BrowserWindow,
  FakeEvent,
  FakeWebContents,
  Menu,
  app,
  dialog,
  powerSaveBlocker,
  protocol,
  resetFakeElectron,
  session,
} from '../support/fake-electron.ts';
import { makeKioskFolder, type KioskFolder } from '../support/kiosk-folder.ts';
import { pathsOf } from './ways.ts';

const OWN = 'app://kiosk/';
const FOREIGN = [
  'https://evil.test/',
  'app://kiosk.evil.test/',
  'app://other/',
  'app://user@kiosk/',
  'file:///etc/passwd',
  'http://127.0.0.1/',
  'javascript:alert(1)',
  'not an address',
];

let folder: KioskFolder;
const windowOf = (index = 0): BrowserWindow => {
  const window = BrowserWindow.all[index];
  if (window === undefined) throw new Error('no window was opened');
  return window;
};
const own = () => session.fromPartition('kiosk');

beforeEach(async () => {
  resetFakeElectron();
  folder = await makeKioskFolder();
});
afterEach(async () => {
  vi.useRealTimers();
  if (own().schemes.has('app') && app.exits.length === 0) {
    const ended = new Promise((resolve) => app.once('fake-exit', resolve));
    app.quit();
    await ended;
  }
  folder.remove();
});
const start = () => startElectronHost({ dataDir: folder.dataDir, staff: false }, pathsOf(folder.dataDir));

describe('the scheme', () => {
  it('is a secure web origin without a privilege that goes round its policy', async () => {
    await start();
    expect(protocol.registered).toEqual([
      {
        scheme: 'app',
        privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
      },
    ]);
  });

  it('serves the screens and the core with the headers of the browser host, in the window’s own session', async () => {
    await start();
    const handler = own().schemes.get('app');
    const page = await handler?.(new Request('app://kiosk/'));
    expect(await page?.text()).toContain('<title>visitor</title>');
    expect(page?.headers.get('content-security-policy')).toContain("default-src 'none'");
    const state = await handler?.(new Request('app://kiosk/api/kiosk/state'));
    expect(state?.status).toBe(200);
    expect(windowOf().options).toMatchObject({ webPreferences: { partition: 'kiosk' } });
  });

  it('has no other host and nothing outside the screens', async () => {
    await start();
    const handler = own().schemes.get('app');
    expect((await handler?.(new Request('app://other/')))?.status).toBe(421);
    for (const path of ['/../settings.json', '/..%2fsettings.json', '/launch', '/secrets.json'])
      expect((await handler?.(new Request(`app://kiosk${path}`)))?.status).toBe(404);
  });
});

describe('a window', () => {
  it('is sandboxed, isolated, without Node, without developer tools, without a preload', async () => {
    await start();
    expect(app.sandboxEnabled).toBe(true);
    const { webPreferences } = windowOf().options as { webPreferences: Record<string, unknown> };
    expect(webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      devTools: false,
      navigateOnDragDrop: false,
    });
    expect(Object.keys(webPreferences)).not.toContain('preload');
    expect(Object.keys(webPreferences)).not.toContain('enableBlinkFeatures');
    expect(String(webPreferences.partition)).not.toMatch(/^persist:/);
  });

  it('writes dates in fields as the house speaks', async () => {
    await start();
    expect(app.switches.get('lang')).toBe('nb-NO');
  });

  it('has no menu, keeps the display awake, and is shown once it has something to show', async () => {
    await start();
    expect(Menu.applicationMenu).toBeNull();
    expect(powerSaveBlocker.started).toEqual(['prevent-display-sleep']);
    expect(windowOf().shown).toBe(false);
    windowOf().emit('ready-to-show');
    expect(windowOf().shown).toBe(true);
    expect(windowOf().loaded).toEqual([OWN]);
  });

  it('of the demo can be closed, and stands beside the staff’s', async () => {
    await start();
    expect(BrowserWindow.all.map(({ loaded }) => loaded[0])).toEqual([
      OWN,
      'app://kiosk/reception/',
      'app://kiosk/infection-control/',
    ]);
    expect(windowOf().options).not.toHaveProperty('kiosk');
  });

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])(
    'goes to our own pages only (%s)',
    async (event) => {
      await start();
      const going = (url: string): boolean => {
        const asked = new FakeEvent(url);
        windowOf().webContents.emit(event, asked);
        return !asked.defaultPrevented;
      };
      expect(going('app://kiosk/reception/')).toBe(true);
      expect(FOREIGN.filter(going)).toEqual([]);
    },
  );

  it('opens no other and holds no webview', async () => {
    await start();
    const { webContents } = windowOf();
    expect(webContents.windowOpenHandler?.({ url: OWN })).toEqual({ action: 'deny' });
    const event = new FakeEvent();
    webContents.emit('will-attach-webview', event);
    expect(event.defaultPrevented).toBe(true);
  });
});

describe('permissions', () => {
  interface Asked {
    permission?: string;
    mediaTypes?: string[];
    isMainFrame?: boolean;
    url?: string;
  }
  const requested = ({
    permission = 'media',
    mediaTypes = ['video'],
    isMainFrame = true,
    url = OWN,
  }: Asked) => {
    let granted: boolean | undefined;
    const handler = own().handlers.get('permission-request') as unknown as (
      contents: null,
      permission: string,
      callback: (granted: boolean) => void,
      details: object,
    ) => void;
    handler(null, permission, (answer) => (granted = answer), {
      isMainFrame,
      requestingUrl: url,
      securityOrigin: url,
      mediaTypes,
    });
    return granted;
  };
  const checked = ({
    permission = 'media',
    mediaTypes = ['video'],
    isMainFrame = true,
    url = OWN,
  }: Asked) => {
    const handler = own().handlers.get('permission-check') as unknown as (
      contents: null,
      permission: string,
      origin: string,
      details: object,
    ) => boolean;
    return handler(null, permission, url, { isMainFrame, mediaType: mediaTypes[0] });
  };

  it('give the camera to our own main frame', async () => {
    await start();
    expect(requested({})).toBe(true);
    expect(checked({})).toBe(true);
  });

  it.each<[string, Asked]>([
    ['the microphone', { mediaTypes: ['audio'] }],
    ['a frame inside', { isMainFrame: false }],
    ['another origin', { url: 'https://evil.test/' }],
    ['another host of our scheme', { url: 'app://other/' }],
    ...[
      'notifications',
      'geolocation',
      'midi',
      'clipboard-read',
      'fullscreen',
      'openExternal',
      'hid',
      'usb',
    ].map((permission): [string, Asked] => [permission, { permission }]),
  ])('give nothing to or for %s', async (_what, asked) => {
    await start();
    expect(requested(asked)).toBe(false);
    expect(checked(asked)).toBe(false);
  });

  it('do not give the microphone along with the camera', async () => {
    await start();
    expect(requested({ mediaTypes: ['video', 'audio'] })).toBe(false);
  });

  it('give no device, no screen picture and no download', async () => {
    await start();
    expect(own().handlers.get('device-permission')?.()).toBe(false);
    const share = own().handlers.get('display-media') as unknown as (r: null, c: (v: object) => void) => void;
    let shared: object | null = null;
    share(null, (streams) => (shared = streams));
    expect(shared).toEqual({});
    const event = new FakeEvent();
    own().emit('will-download', event);
    expect(event.defaultPrevented).toBe(true);
  });

  it('excuse no certificate', async () => {
    await start();
    const event = new FakeEvent();
    let trusted: boolean | null = null;
    app.emit('certificate-error', event, null, '', '', null, (answer: boolean) => (trusted = answer));
    expect([event.defaultPrevented, trusted]).toEqual([true, false]);
  });
});

describe('keys on a kiosk’s window', () => {
  const pressed = (
    key: string,
    held: Partial<Record<'control' | 'alt' | 'meta' | 'shift', boolean>> = {},
  ): boolean => {
    const contents = new FakeWebContents();
    guardKeys(contents as unknown as Parameters<typeof guardKeys>[0]);
    const event = new FakeEvent();
    contents.emit('before-input-event', event, {
      key,
      control: false,
      alt: false,
      meta: false,
      shift: false,
      ...held,
    });
    return !event.defaultPrevented;
  };

  it.each(['a', 'Å', '7', 'Enter', 'Tab', 'Escape', 'ArrowLeft', 'Backspace'])('let %s through', (key) => {
    expect(pressed(key)).toBe(true);
  });
  it('let AltGr through, which types «@»', () => {
    expect(pressed('@', { control: true, alt: true })).toBe(true);
  });
  it.each(['F1', 'F5', 'F11', 'F12', 'BrowserBack', 'BrowserRefresh', 'LaunchMail', 'ContextMenu'])(
    'stop %s',
    (key) => {
      expect(pressed(key)).toBe(false);
    },
  );
  it('stop every shortcut', () => {
    expect(pressed('r', { control: true })).toBe(false);
    expect(pressed('F4', { alt: true })).toBe(false);
    expect(pressed('Tab', { alt: true })).toBe(false);
    expect(pressed('l', { meta: true })).toBe(false);
    expect(pressed('Delete', { control: true, alt: true })).toBe(false);
  });
});

describe('the watchdog', () => {
  const die = (reason = 'crashed') =>
    windowOf().webContents.emit('render-process-gone', new FakeEvent(), { reason });

  it('brings a screen back whose process died, and gives up when it dies too often', async () => {
    await start();
    vi.useFakeTimers();
    die();
    expect(windowOf().reloads).toBe(0);
    vi.advanceTimersByTime(1_000);
    expect(windowOf().reloads).toBe(1);
    for (let again = 0; again < 5; again += 1) die();
    expect(app.exits).toEqual([GIVEN_UP]);
    vi.useRealTimers();
    app.exits.pop();
  });

  it('lets a screen end that was meant to', async () => {
    await start();
    vi.useFakeTimers();
    die('clean-exit');
    vi.advanceTimersByTime(60_000);
    expect(windowOf().reloads).toBe(0);
  });

  it('ends a screen that hangs for ten seconds, and one that comes round not', async () => {
    await start();
    vi.useFakeTimers();
    windowOf().emit('unresponsive');
    vi.advanceTimersByTime(9_000);
    windowOf().emit('responsive');
    vi.advanceTimersByTime(60_000);
    expect(windowOf().webContents.crashed).toBe(0);
    windowOf().emit('unresponsive');
    vi.advanceTimersByTime(10_000);
    expect(windowOf().webContents.crashed).toBe(1);
  });
});

describe('a start', () => {
  it('that is the second one ends at once and brings the first one forward', async () => {
    await start();
    app.emit('second-instance');
    expect(windowOf().focused).toBe(1);
    app.quit();
    await new Promise((resolve) => app.once('fake-exit', resolve));
    resetFakeElectron();
    app.firstInstance = false;
    await start();
    expect([app.exits, BrowserWindow.all]).toEqual([[0], []]);
  });

  it('with settings that are wrong says which, and ends', async () => {
    const paths = pathsOf(folder.dataDir);
    await startElectronHost({ dataDir: join(folder.dataDir, 'empty'), staff: false }, paths);
    expect(dialog.errors[0]).toContain('settings.json');
    expect(app.exits).toEqual([78]);
  });

  it.each(['remote-debugging-port', 'remote-debugging-pipe', 'inspect'])(
    'with --%s is refused in production',
    (name) => {
      app.switches.set(name, '');
      const asked = (isPackaged: boolean, flavour: string): boolean => {
        app.isPackaged = isPackaged;
        return refuseDebugging(app as unknown as Parameters<typeof refuseDebugging>[0], flavour);
      };
      expect([asked(true, 'production'), asked(true, 'e2e'), asked(false, 'production')]).toEqual([
        true,
        false,
        false,
      ]);
      expect(app.exits).toEqual([1]);
    },
  );

  it('reads its own options among Chromium’s', () => {
    const argv = [
      'electron',
      '.',
      '--disable-gpu',
      '--data=/srv/kiosk',
      '--ozone-platform=wayland',
      '--staff',
    ];
    expect(readOptions(argv)).toEqual({ dataDir: '/srv/kiosk', staff: true });
  });
});

it('has no bridge: no preload, no ipcMain, nothing opened outside', () => {
  const here = join(appPaths().root, 'main', 'host-electron');
  const sources = readdirSync(here, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(here, name), 'utf8'));
  expect(
    sources.filter((text) => /ipcMain|contextBridge|preload:|openExternal|executeJavaScript/.test(text)),
  ).toEqual([]);
});
