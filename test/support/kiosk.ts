/** Starts a kiosk in a process of its own (kiosk-process.ts) and talks to it as its browser would. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Country } from '../municipality/demo/house.ts';
import type { Ready } from './kiosk-process.ts';

const RUN = fileURLToPath(new URL('../../main/cli/run.cjs', import.meta.url));
/** Compiled modules, so that the next start is quicker. */
const COMPILED = fileURLToPath(new URL('../../node_modules/.cache/besoksvert/compiled', import.meta.url));
const PROGRAM = fileURLToPath(new URL('./kiosk-process.ts', import.meta.url));

export interface KioskProcess extends Ready {
  readonly child: ChildProcess;
  /** An address that opens a page once; `path` begins with `/`. */
  address(path: string): Promise<string>;
  /** Ends it in order. */
  stop(): Promise<void>;
  /** Ends it as a power cut does. */
  kill(): Promise<void>;
}

export interface KioskOptions {
  /** Makes the folder a demo of this country, with its municipality. */
  readonly demo?: Country;
  /** Local minute of the day that the demo's clock begins at. */
  readonly minute?: number;
  /** A folder in place of the built screens. */
  readonly screens?: string;
  /** kiosk-process.ts in another form (kiosk-bundle.ts). */
  readonly program?: string;
}

/** Spawns it at once; `ready` resolves when it answers, and rejects if it ends before. */
export const spawnKiosk = (
  dataDir: string,
  { demo, minute, screens, program = PROGRAM }: KioskOptions = {},
): { readonly child: ChildProcess; readonly ready: Promise<KioskProcess> } => {
  const options = Object.entries({ demo, minute, screens }).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`, String(value)],
  );
  const child = spawn(process.execPath, [RUN, program, dataDir, ...options], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILED },
  });
  const { stdin, stdout, stderr } = child;
  let complaint = '';
  stderr.on('data', (text: Buffer) => (complaint = (complaint + text.toString()).slice(-4000)));
  // A killed process no longer reads: that is no error of ours.
  stdin.on('error', () => undefined);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  const line = async (): Promise<string> => {
    const next = await lines.next();
    if (next.done === true) throw new Error(`the kiosk ended: ${complaint}`);
    return next.value;
  };
  const ready = line().then((first): KioskProcess => ({
    ...(JSON.parse(first) as Ready),
    child,
    address: (path) => {
      stdin.write(`${path}\n`);
      return line();
    },
    stop: async () => {
      stdin.end();
      await ended;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  }));
  return { child, ready };
};

export const startKiosk = (dataDir: string, options?: KioskOptions): Promise<KioskProcess> =>
  spawnKiosk(dataDir, options).ready;

/** A call of a screen; `path` begins with `/api/`. */
export type Ask = (path: string, init?: RequestInit) => Promise<Response>;

/** Posts and gets JSON in a session of its own, as a screen does after its launch. */
export const openSession = async (kiosk: Pick<KioskProcess, 'origin' | 'address'>): Promise<Ask> => {
  const token = new URL(await kiosk.address('/')).hash.replace('#launch=', '');
  const headers = { origin: kiosk.origin, 'content-type': 'application/json' };
  const launched = await fetch(`${kiosk.origin}/launch`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ token }),
  });
  const { session } = (await launched.json()) as { session: string };
  return (path, init) => {
    const own = Object.fromEntries(new Headers(init?.headers));
    return fetch(`${kiosk.origin}${path}`, {
      ...init,
      headers: { ...own, ...headers, authorization: `Bearer ${session}` },
    });
  };
};
