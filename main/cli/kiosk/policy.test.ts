/** The commands on policy packs as an author meets them: a process, what it prints where, its exit status. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPack } from '../../../shared/policy/index.ts';
import { classIn, rule, samplePack } from '../../../shared/policy/samples.test-support.ts';
import { verifyPack } from '../../core/policy/signature.ts';
import { appPaths } from '../../platform/app-root.ts';

const { root, resources } = appPaths();
const kiosk = (...args: string[]): Promise<{ status: number; out: string; err: string }> =>
  new Promise((resolve) => {
    const program = [join(root, 'main', 'cli', 'run.cjs'), join(root, 'main', 'cli', 'kiosk.ts'), 'policy'];
    execFile(process.execPath, [...program, ...args], (error, out, err) =>
      resolve({ status: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });

let folder = '';
const file = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'policy-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const local = {
  ...samplePack,
  id: 'local',
  buildsOn: { id: samplePack.id, version: samplePack.version },
};
const stricter = {
  ...local,
  rules: [
    ...samplePack.rules.slice(0, -1),
    rule('nobody', classIn('service'), 'wait-for-staff'),
    ...samplePack.rules.slice(-1),
  ],
};

describe('kiosk policy schema', () => {
  it('prints the schema that editors are given with the packs', async () => {
    const kept: unknown = JSON.parse(readFileSync(join(resources, 'policies', 'pack.schema.json'), 'utf8'));
    expect(JSON.parse((await kiosk('schema')).out)).toEqual(kept);
  });
});

describe('kiosk policy check', () => {
  it('has nothing to say of a good pack but what its author should look at', async () => {
    const { status, out } = await kiosk('check', file('good.json', samplePack));
    expect(status).toBe(0);
    expect(out).toContain('warning: No rule names «ordinary»: rule «agreed-visit» decides for it.');
    expect(out).not.toContain('error:');
  });

  it('refuses a bad one, a sentence each, and warns of a rule that nobody can meet', async () => {
    const { status, out } = await kiosk('check', file('bad.json', { ...samplePack, defaultPhase: 'red' }));
    expect(status).toBe(1);
    expect(out).toContain('error: The default phase «red» is not among the phases.');
    const twice = { ...samplePack.rules[4], id: 'never' };
    const rules = [...samplePack.rules.slice(0, -1), twice, ...samplePack.rules.slice(-1)];
    const warned = await kiosk('check', file('never.json', { ...samplePack, rules }));
    expect(warned.out).toContain('warning: Rule «never» never fires');
  });

  it('refuses a local pack that is stricter than its base without saying why', async () => {
    const base = file('base.json', samplePack);
    const refused = await kiosk('check', file('stricter.json', stricter), '--base', base);
    expect(refused.status).toBe(1);
    expect(refused.out).toContain('error: Rule «nobody» lets in less than «no-sample»');
    expect((await kiosk('check', file('local.json', local), '--base', base)).status).toBe(0);
    expect((await kiosk('check', file('local.json', local))).out).toContain('give it with --base');
  });

  it('refuses a pack whose questions are not here', async () => {
    const asks = samplePack.asks.map((entry) => ({
      ...entry,
      questionnaire: entry.questionnaire && 'other',
    }));
    const { status, out } = await kiosk('check', file('asks.json', { ...samplePack, asks }));
    expect([status, out]).toEqual([
      1,
      expect.stringContaining('the questionnaire «other», which is not here'),
    ]);
  });

  it('tells a file that cannot be read from a pack that is refused', async () => {
    expect(await kiosk('check', file('no.json', 'not JSON'))).toMatchObject({ status: 2, out: '' });
    expect(await kiosk('check', join(folder, 'nowhere.json'))).toMatchObject({ status: 2, out: '' });
  });
});

describe('kiosk policy sign', () => {
  it('signs with the key that «policy key» made, as a kiosk verifies it', async () => {
    const keyFile = join(folder, 'key.json');
    const made = await kiosk('key', keyFile);
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
    expect(made.out).not.toContain('"d"');
    const publicKey = JSON.parse(made.out) as Parameters<typeof verifyPack>[1][number];
    const { status, out } = await kiosk('sign', file('good.json', samplePack), '--key', keyFile);
    expect(status).toBe(0);
    const verified = await verifyPack(out.trim(), [publicKey]);
    expect(verified).toMatchObject({ ok: true, kid: publicKey.kid });
    expect(verified.ok && loadPack(verified.json).ok).toBe(true);
    const [head = '', , signature = ''] = out.trim().split('.');
    const other = Buffer.from(JSON.stringify({ ...samplePack, id: 'other' })).toString('base64url');
    expect(await verifyPack([head, other, signature].join('.'), [publicKey])).toMatchObject({ ok: false });
  });

  it('never writes over a key, and signs nothing that would be refused', async () => {
    const keyFile = join(folder, 'once.json');
    await kiosk('key', keyFile);
    const before = readFileSync(keyFile, 'utf8');
    expect(await kiosk('key', keyFile)).toMatchObject({ status: 2, out: '' });
    expect(readFileSync(keyFile, 'utf8')).toBe(before);
    const bad = file('bad.json', { ...samplePack, defaultPhase: 'red' });
    expect(await kiosk('sign', bad, '--key', keyFile)).toMatchObject({ status: 1, out: '' });
    const wrong = file('wrong.json', { kty: 'OKP' });
    expect(await kiosk('sign', file('good.json', samplePack), '--key', wrong)).toMatchObject({ status: 2 });
  });
});
