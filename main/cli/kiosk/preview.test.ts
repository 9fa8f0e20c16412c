/** A form in the visitor's screens as its author meets it: a process, what it prints, what the screens are answered, and no trace of it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { checkInAnswer, codeAnswer, decision, kioskState } from '../../../shared/api/kiosk.ts';
import { localText } from '../../../shared/domain/language.ts';
import { loadQuestionnaire } from '../../../shared/questions/index.ts';
import { openSession } from '../../../test/support/kiosk.ts';
import { buildRenderer } from '../build/renderer.ts';
import { appPaths } from '../../platform/app-root.ts';

const { root, resources } = appPaths();
const FORM = join(resources, 'questionnaires', 'no-2020-05-27.json');
const ATTEMPT = '6f0a2f0e-7a30-4c0d-9d39-0c6f6c1e4a01';

/** Both the working folder and the home of the process: whatever it wrote would be here. */
let home = '';
beforeAll(() => buildRenderer(root), 120_000);
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'besoksvert-preview-'));
});
afterEach(() => rmSync(home, { recursive: true }));

const run = (...args: string[]) => {
  const program = [join(root, 'main', 'cli', 'run.cjs'), join(root, 'main', 'cli', 'kiosk.ts')];
  const { NODE_COMPILE_CACHE: _cache, ...env } = process.env;
  const child = spawn(process.execPath, [...program, 'questionnaire', 'preview', ...args], {
    cwd: home,
    env: { ...env, HOME: home, XDG_DATA_HOME: home, LOCALAPPDATA: home, TMPDIR: home },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => (said += text.toString()));
  return { child, said: () => said, ended: once(child, 'exit').then(([status]) => status as number | null) };
};
const files = (): string[] => readdirSync(home, { recursive: true, encoding: 'utf8' });

it('begins with any code, ends saying that nothing is saved, and saves nothing', async () => {
  mkdirSync(join(home, 'besoksvert'));
  const { child, ended, said } = run(FORM, '--no-open', '--language', 'da');
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  const address = line.slice(line.indexOf('http'));
  expect(new URL(address).hash).toMatch(/^#launch=[\w-]{43}$/);
  const { origin } = new URL(address);
  expect(await (await fetch(`${origin}/`)).text()).toContain('id="app"');
  expect((await fetch(`${origin}/api/kiosk/state`)).status).toBe(401);

  const ask = await openSession({ origin, address: () => Promise.resolve(address) });
  const post = async (path: string, body: unknown): Promise<unknown> =>
    (await ask(`/api/kiosk/${path}`, { method: 'POST', body: JSON.stringify(body) })).json();
  expect(kioskState.parse(await (await ask('/api/kiosk/state')).json())).toMatchObject({
    language: 'da',
    demo: true,
    institution: 'Forhåndsvisning af spørgsmål',
  });
  const shown = { code: 'whatever', via: 'word-code' };
  const code = codeAnswer.parse(await post('code', shown));
  if (code.result !== 'ok') throw new Error(code.result);
  expect(loadQuestionnaire(code.questionnaire)).toMatchObject({ ok: true });

  const come = async (answers: unknown[]) =>
    checkInAnswer.parse(
      await post('check-in', {
        ...shown,
        attempt: ATTEMPT,
        phone: null,
        place: null,
        party: [{ name: 'Kari Prøvesen', child: false, answers }],
      }),
    );
  expect(await come([])).toMatchObject({
    kind: 'answers',
    person: 0,
    linkIds: expect.arrayContaining(['symptoms']) as unknown,
  });
  const no = ['symptoms', 'exposure', 'area', 'risk-group'].map((linkId) => ({
    linkId,
    answer: [{ valueBoolean: false }],
  }));
  const told = await come(no);
  if (told.kind !== 'decided') throw new Error(told.kind);
  const [text] = told.decision.texts;
  expect(localText.parse(text).da).toContain('Intet er gemt');
  expect(decision.parse(await (await ask(`/api/kiosk/visits/${told.decision.visitId}`)).json())).toEqual(
    told.decision,
  );
  expect((await ask('/api/reception/board')).status).toBe(404);

  child.kill('SIGINT');
  expect([await ended, said()]).toEqual([0, said()]);
  expect(files()).toEqual(['besoksvert']);
});

it('refuses a form that the door could not use, in sentences', async () => {
  const file = join(home, 'form.json');
  writeFileSync(
    file,
    JSON.stringify({
      resourceType: 'Questionnaire',
      status: 'draft',
      item: [
        {
          linkId: 'a',
          type: 'boolean',
          text: 'A?',
          enableWhen: [{ question: 'b', operator: '=', answerBoolean: true }],
        },
      ],
    }),
  );
  const { ended, said } = run(file, '--no-open');
  expect(await ended).toBe(1);
  expect(said()).toContain('«b»');
});

it('cannot show what is not there, or is not JSON', async () => {
  cpSync(join(root, 'LICENSE'), join(home, 'LICENSE'));
  for (const file of ['nothing.json', 'LICENSE']) {
    const { ended, said } = run(join(home, file), '--no-open');
    expect([await ended, said()]).toEqual([
      2,
      expect.stringMatching(/^There is no file .*nothing\.json\.\n$|LICENSE is not JSON\.\n$/) as unknown,
    ]);
  }
});
