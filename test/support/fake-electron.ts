/**
 * Electron as far as main/host-electron uses it, without Electron: vitest resolves `electron` to this file. Emitters are real,
 * handlers are kept where a test can call them, and nothing opens a window. `resetFakeElectron()` begins anew.
 */
import { EventEmitter } from 'node:events';

type Handler = (...values: never[]) => unknown;

/** An event of Electron that knows whether it was prevented. */
export class FakeEvent {
  defaultPrevented = false;
  readonly url: string;

  constructor(url = '') {
    this.url = url;
  }

  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

export class FakeWebContents extends EventEmitter {
  windowOpenHandler: ((details: { url: string }) => { action: string }) | null = null;
  ignoresMenuShortcuts = false;
  crashed = 0;
  zoomLevel = 3;
  zoomLimits: [number, number] | null = null;

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.windowOpenHandler = handler;
  }
  setIgnoreMenuShortcuts(ignores: boolean): void {
    this.ignoresMenuShortcuts = ignores;
  }
  forcefullyCrashRenderer(): void {
    this.crashed += 1;
  }
  setZoomLevel(level: number): void {
    this.zoomLevel = level;
  }
  setVisualZoomLevelLimits(least: number, most: number): Promise<void> {
    this.zoomLimits = [least, most];
    return Promise.resolve();
  }
}

export class FakeSession extends EventEmitter {
  readonly handlers = new Map<string, Handler>();
  readonly schemes = new Map<string, (request: Request) => Promise<Response>>();
  readonly protocol = {
    handle: (scheme: string, handler: (request: Request) => Promise<Response>): void => {
      this.schemes.set(scheme, handler);
    },
  };

  setPermissionRequestHandler(handler: Handler): void {
    this.handlers.set('permission-request', handler);
  }
  setPermissionCheckHandler(handler: Handler): void {
    this.handlers.set('permission-check', handler);
  }
  setDevicePermissionHandler(handler: Handler): void {
    this.handlers.set('device-permission', handler);
  }
  setDisplayMediaRequestHandler(handler: Handler): void {
    this.handlers.set('display-media', handler);
  }
}

class FakeApp extends EventEmitter {
  isPackaged = false;
  sandboxEnabled = false;
  firstInstance = true;
  readonly exits: number[] = [];
  readonly paths = new Map<string, string>();
  readonly switches = new Map<string, string>();
  readonly commandLine = {
    hasSwitch: (name: string): boolean => this.switches.has(name),
    appendSwitch: (name: string, value = ''): void => {
      this.switches.set(name, value);
    },
  };

  enableSandbox(): void {
    this.sandboxEnabled = true;
  }
  requestSingleInstanceLock(): boolean {
    return this.firstInstance;
  }
  setPath(name: string, path: string): void {
    this.paths.set(name, path);
  }
  whenReady(): Promise<void> {
    return Promise.resolve();
  }
  exit(status = 0): void {
    this.exits.push(status);
    this.emit('fake-exit', status);
  }
  quit(): void {
    const event = new FakeEvent();
    this.emit('before-quit', event);
    if (!event.defaultPrevented) this.exit(0);
  }
}

export class BrowserWindow extends EventEmitter {
  static all: BrowserWindow[] = [];
  static getAllWindows(): BrowserWindow[] {
    return BrowserWindow.all;
  }
  readonly options: Record<string, unknown>;
  readonly webContents = new FakeWebContents();
  readonly loaded: string[] = [];
  shown = false;
  reloads = 0;
  focused = 0;

  constructor(options: Record<string, unknown>) {
    super();
    this.options = options;
    BrowserWindow.all.push(this);
    app.emit('web-contents-created', new FakeEvent(), this.webContents);
  }

  loadURL(url: string): Promise<void> {
    this.loaded.push(url);
    return Promise.resolve();
  }
  show(): void {
    this.shown = true;
  }
  reload(): void {
    this.reloads += 1;
  }
  focus(): void {
    this.focused += 1;
  }
  isDestroyed(): boolean {
    return false;
  }
}

export let app = new FakeApp();
const sessions = new Map<string, FakeSession>();

export const session = {
  fromPartition: (partition: string): FakeSession => {
    const known = sessions.get(partition) ?? new FakeSession();
    sessions.set(partition, known);
    return known;
  },
};

export interface FakeScheme {
  readonly scheme: string;
  readonly privileges: Readonly<Record<string, boolean>>;
}
export const protocol = {
  registered: [] as FakeScheme[],
  registerSchemesAsPrivileged: (schemes: FakeScheme[]): void => {
    protocol.registered.push(...schemes);
  },
};

export const Menu = {
  applicationMenu: undefined as unknown,
  setApplicationMenu: (menu: unknown): void => {
    Menu.applicationMenu = menu;
  },
};

export const powerSaveBlocker = {
  started: [] as string[],
  start: (kind: string): number => powerSaveBlocker.started.push(kind),
};

export const dialog = {
  errors: [] as string[],
  showErrorBox: (_title: string, text: string): void => {
    dialog.errors.push(text);
  },
};

/** As Windows would do it, for anybody to read; `secret` is the key that Chromium keeps in `Local State`. */
export const safeStorage = {
  available: true,
  secret: 'one',
  isAsyncEncryptionAvailable: (): Promise<boolean> => Promise.resolve(safeStorage.available),
  encryptStringAsync: (text: string): Promise<Buffer> =>
    Promise.resolve(Buffer.from(JSON.stringify({ secret: safeStorage.secret, text }))),
  decryptStringAsync: (bytes: Buffer): Promise<{ shouldReEncrypt: boolean; result: string }> => {
    const { secret, text } = JSON.parse(bytes.toString()) as { secret: string; text: string };
    return secret === safeStorage.secret
      ? Promise.resolve({ shouldReEncrypt: false, result: text })
      : Promise.reject(new Error('Error while decrypting the ciphertext'));
  },
};

/** Not there on purpose: who uses it finds out in the tests. */
export const ipcMain = undefined;
export const shell = undefined;

export const resetFakeElectron = (): void => {
  app = new FakeApp();
  sessions.clear();
  BrowserWindow.all = [];
  protocol.registered = [];
  powerSaveBlocker.started = [];
  dialog.errors = [];
  safeStorage.available = true;
  safeStorage.secret = 'one';
  Menu.applicationMenu = undefined;
};
