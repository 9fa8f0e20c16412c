/** The commands on policy packs as an author meets them: what they print where, and their exit status. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadPack } from '../../../shared/policy/index.ts';
import { classIn, rule, samplePack } from '../../../shared/policy/samples.test-support.ts';
import { givenFiles, kioskHere, kioskProcess } from '../../../test/support/command-line.ts';
import { verifyPack } from '../../core/policy/signature.ts';
import { appPaths } from '../../platform/app-root.ts';
import { addPolicyCommands } from './policy.ts';

const { resources } = appPaths();
const { folder, file, remove } = givenFiles();
afterAll(remove);
const here = kioskHere(addPolicyCommands);
const kiosk = (...args: string[]) => here('policy', ...args);

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

describe('as a process', () => {
  it('prints on the standard output what is wrong with a pack, and ends with 1', async () => {
    const ended = await kioskProcess(
      'policy',
      'check',
      file('bad.json', { ...samplePack, defaultPhase: 'red' }),
    );
    expect(ended).toMatchObject({ status: 1, err: '' });
    expect(ended.out).toContain('error: The default phase «red» is not among the phases.');
  });

  it('ends with 2 and a sentence on the standard error where a file is not there', async () => {
    const ended = await kioskProcess('policy', 'check', join(folder, 'nowhere.json'));
    expect(ended).toEqual({
      status: 2,
      out: '',
      err: expect.stringMatching(/^There is no file .*nowhere\.json\.\n$/) as unknown,
    });
  });
});

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
