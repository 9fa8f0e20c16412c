/** The packed program, taken out of its archive and run on plain Node: launch, state, a code, a check-in, an export in its thread, an orderly end, verification. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { STAFF_HEADER } from '../../shared/api/staff.ts';
import { noToAll } from '../support/answers.ts';
import { letter, type KioskFolder } from '../support/kiosk-folder.ts';

const PATIENCE_MS = 20_000;

/** The visitor's address, from what the program prints. */
const visitorAddress = async (program: ChildProcess): Promise<URL> => {
  if (program.stdout === null) throw new Error('the program has no output');
  const timer = setTimeout(() => program.kill('SIGKILL'), PATIENCE_MS);
  let printed = '';
  for await (const line of createInterface({ input: program.stdout })) {
    printed += `${line}\n`;
    const address = /visitor\s+(http:\S+)/.exec(line)?.[1];
    if (address === undefined) continue;
    clearTimeout(timer);
    return new URL(address);
  }
  throw new Error(`the packed program printed no address, but:\n${printed}`);
};

interface Tab {
  readonly call: (path: string, body?: unknown) => Promise<unknown>;
  readonly signIn: (name: string, pin: string) => Promise<void>;
}

/** A tab: the launch token becomes a session, and each call is JSON. */
const openTab = async (address: URL): Promise<Tab> => {
  const { origin } = address;
  let bearer = '';
  let session = '';
  const call = async (path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(origin + path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        origin,
        'content-type': 'application/json',
        authorization: `Bearer ${bearer}`,
        [STAFF_HEADER]: session,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path} answers ${response.status}: ${await response.text()}`);
    return response.json();
  };
  const token = address.hash.replace('#launch=', '');
  bearer = ((await call('/launch', { token })) as { session: string }).session;
  return {
    call,
    signIn: async (name, pin) => {
      session = ((await call('/api/staff/sign-in', { name, pin })) as { session: string }).session;
    },
  };
};

const visit = async ({ call }: Tab, { letters }: KioskFolder): Promise<string> => {
  const state = (await call('/api/kiosk/state')) as { institution: string };
  const shown = { code: letter(letters, '02').code, via: 'camera' };
  const answer = (await call('/api/kiosk/code', shown)) as { result: string; questionnaire: unknown };
  if (answer.result !== 'ok') throw new Error(`the code is «${answer.result}»`);
  const arrived = (await call('/api/kiosk/check-in', {
    ...shown,
    attempt: crypto.randomUUID(),
    phone: null,
    party: [{ name: null, child: false, answers: noToAll(answer.questionnaire) }],
    place: null,
  })) as { kind: string; decision: { state: string } };
  if (arrived.decision.state !== 'inside') throw new Error(`the visitor is «${arrived.decision.state}»`);
  return state.institution;
};

const PAPER = { what: 'daily-log', format: 'pdf', purpose: 'supervision', target: 'kiosk' };

/** On paper: it needs the thread's own program, the fonts, and every library that a bundle could have left behind. */
const exported = async ({ call, signIn }: Tab, { staff }: KioskFolder): Promise<string> => {
  const lead = staff.find(({ role }) => role === 'infection-control');
  await signIn(lead?.name ?? '', lead?.pin ?? '');
  const path = '/api/infection-control/exports';
  const { today } = (await call(path)) as { today: string };
  const order = { ...PAPER, from: today, to: today, caseId: null, encrypt: false };
  const started = (await call(path, order)) as { id: string };
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until;) {
    const job = (await call(`${path}/${started.id}`)) as { state: string; result: { file: string } | null };
    if (job.state === 'running') continue;
    if (job.result === null) throw new Error(`the export is «${job.state}»`);
    return job.result.file;
  }
  throw new Error('the export did not end');
};

const ended = async (program: ChildProcess): Promise<number | null> => {
  if (program.exitCode === null && program.signalCode === null) await once(program, 'exit');
  return program.exitCode;
};

/** Throws where something is not as it should be; else what to say about it. */
export const smoke = async (extracted: string, kiosk: KioskFolder): Promise<string> => {
  const programs = join(extracted, 'dist', 'main');
  const options = ['--data', kiosk.dataDir, '--port', '0', '--no-open'];
  // Away from the repository, so that nothing of it is found by accident.
  const child = spawn(process.execPath, [join(programs, 'browser.js'), ...options], {
    cwd: extracted,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const address = await visitorAddress(child);
    const page = await fetch(address.origin);
    if (!(await page.text()).includes('<script')) throw new Error('the visitor’s page is not the built one');
    const tab = await openTab(address);
    const institution = await visit(tab, kiosk);
    const file = await exported(tab, kiosk);
    child.kill('SIGTERM');
    const status = await ended(child);
    if (status !== 0) throw new Error(`it ended with ${String(status)}`);
    const verify = [join(programs, 'cli.js'), 'verify', '--data', kiosk.dataDir];
    const { stdout } = await promisify(execFile)(process.execPath, verify, { cwd: extracted });
    return `${institution}: one visitor let in; ${file} written; ${stdout.trim()}`;
  } finally {
    child.kill('SIGKILL');
  }
};
