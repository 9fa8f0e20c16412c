import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { arrival, RESOURCES } from '../../../test/support/core.ts';
import { refusal } from '../../../test/support/desk.ts';
import { visitorAt, well } from '../../../test/support/visitor.ts';
import { temporaryFolder } from '../../../test/support/protocol.ts';
import { newKey } from '../../../test/municipality/keys.ts';
import { signedPack } from '../../../test/municipality/tokens.ts';
import { inEarnest, programPack, startLead, type LeadAtWork } from '../../../test/support/lead.ts';

const NAME = 'no-2020-05-27';
const key = newKey('Ed25519');
const next = (changes: Record<string, unknown> = {}) => programPack(NAME, { version: '9.0.0', ...changes });
const signed = (changes: Record<string, unknown> = {}, signer = key) => signedPack(next(changes), signer);
/** As a file that somebody has opened and saved. */
const changedByte = (jws: string): string => {
  const [head = '', payload = '', signature = ''] = jws.split('.');
  const json = Buffer.from(payload, 'base64url').toString().replace('"9.0.0"', '"9.0.1"');
  return [head, Buffer.from(json).toString('base64url'), signature].join('.');
};

let lead: LeadAtWork;
afterEach(() => lead.core.end());
const sync = async (...packs: (string | Record<string, unknown>)[]) =>
  (await lead.core.send([lead.core.booking()], { packs })).problems;
const versions = async () => (await lead.state()).packs.map(({ version }) => version);

describe('in a house that is no demo', () => {
  beforeEach(async () => {
    lead = await startLead({ settings: inEarnest(key) });
  });

  it('a pack that the municipality signed waits, with the key’s name, and can be put in force', async () => {
    expect(await sync(await signed())).toEqual([]);
    expect(await lead.row('9.0.0')).toMatchObject({
      state: 'ready',
      signedBy: key.kid,
      warnings: ['review-old'],
    });
    await lead.activatePack(next());
    expect(await lead.row('9.0.0')).toMatchObject({ state: 'in-force', signedBy: key.kid });
  });

  it('the program’s own pack decides until then, with the warning that nobody signed it', async () => {
    expect((await lead.state()).packs.find(({ state }) => state === 'in-force')).toMatchObject({
      source: 'program',
      signedBy: null,
      warnings: ['unsigned', 'review-old'],
    });
  });

  it('the program’s own pack that the municipality signed as it is takes that warning away', async () => {
    const own = programPack(NAME);
    expect(await sync(await signedPack(own, key))).toEqual([]);
    expect((await lead.activatePack(own)).status).toBe(200);
    expect((await lead.state()).packs.filter(({ id }) => id === NAME)).toMatchObject([
      { state: 'in-force', source: 'municipality', signedBy: key.kid, warnings: ['review-old'] },
    ]);
  });

  it.each<[string, () => Promise<string | Record<string, unknown>>, RegExp]>([
    ['that nobody signed', () => Promise.resolve(next()), /not signed by the municipality/],
    ['signed by another key', () => signed({}, newKey('Ed25519')), /policy pack is refused/],
    [
      'signed by another key of the same name',
      () => signed({}, { ...newKey('Ed25519'), kid: key.kid }),
      /policy pack is refused/,
    ],
    [
      'that was changed after it was signed',
      async () => changedByte(await signed()),
      /policy pack is refused/,
    ],
  ])(
    'a pack %s is refused with a sentence, from the municipality and as a file',
    async (_what, make, reason) => {
      const pack = await make();
      const before = await versions();
      expect(await sync(pack)).toEqual([expect.stringMatching(reason)]);
      const text = typeof pack === 'string' ? pack : JSON.stringify(pack);
      expect(await lead.takeIn(text)).toEqual({
        kind: 'refused',
        problems: [expect.stringMatching(reason) as unknown],
      });
      expect(await versions()).toEqual(before);
    },
  );

  it('a pack whose key was taken out of the settings since it came is not put in force', async () => {
    await sync(await signed());
    const { settings } = lead.core.ports;
    settings.municipality.packKeys.length = 0;
    expect((await refusal(lead.activatePack(next()))).reason).toBe('pack-refused');
    expect((await lead.row('9.0.0'))?.problems).toHaveLength(1);
  });

  it('a pack whose text was changed in the database since it came is no pack', async () => {
    await sync(await signed());
    lead.core.db.exec(`UPDATE pack_received SET json = replace(json, '"postpone"', '"admit"')`);
    expect(await lead.row('9.0.0')).toBeUndefined();
  });
});

describe('a pack that comes', () => {
  beforeEach(async () => {
    lead = await startLead();
  });

  it('as a file that is nested without end is refused with a sentence', async () => {
    const text = `{"id":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    expect(await lead.takeIn(text)).toMatchObject({
      kind: 'refused',
      problems: [expect.stringContaining('Nested deeper') as unknown],
    });
  });

  it('as a file waits too', async () => {
    const answer = await lead.takeIn(JSON.stringify(next(), null, 2));
    expect(answer).toMatchObject({
      kind: 'ready',
      pack: { version: '9.0.0', source: 'file', state: 'ready' },
    });
    expect(await lead.takeIn('# a recipe')).toMatchObject({ kind: 'refused' });
  });

  it.each<[string, Record<string, unknown>]>([
    ['without rules', { rules: [] }],
    ['for another country', { jurisdiction: 'DK' }],
    ['that leaves a kind of ward undecided', { kinds: ['day-centre'] }],
    ['with questions that are not here', { asks: [{ questionnaire: 'other', asking: 'required' }] }],
    ['that holds no longer', { validTo: '2020-12-31' }],
  ])('is refused with a sentence, and no other part of the sync with it: %s', async (_what, changes) => {
    const inForce = await lead.inForce();
    expect(await sync(next(changes), next({ version: '9.9.9' }))).toEqual([
      expect.stringMatching(/policy pack .*refused/),
    ]);
    expect(await lead.row('9.0.0')).toBeUndefined();
    expect(await lead.row('9.9.9')).toMatchObject({ state: 'ready' });
    expect(await lead.inForce()).toBe(inForce);
    expect(await lead.takeIn(JSON.stringify(next(changes)))).toMatchObject({ kind: 'refused' });
  });

  it('brings its questions with it: they are put at the door once it is in force, and not before', async () => {
    const questionnaire = JSON.parse(
      readFileSync(join(RESOURCES, 'questionnaires', `${NAME}.json`), 'utf8'),
    ) as Record<string, unknown>;
    const asks = { ...questionnaire, version: '9.0.0', title: 'Våre egne spørsmål' };
    await sync(next({ questionnaires: [asks] }));
    const booking = lead.core.booking({ permitClass: 'ordinary' });
    await lead.core.send([booking]);
    const code = await lead.core.codeOf(booking);
    const asked = async () =>
      (
        (await (await lead.core.post('/api/kiosk/code', { code, via: 'camera' })).json()) as {
          questionnaire: { version: string };
        }
      ).questionnaire.version;
    expect(await asked()).not.toBe('9.0.0');
    expect((await lead.activatePack(next({ questionnaires: [asks] }))).status).toBe(200);
    expect(await asked()).toBe('9.0.0');
  });

  it('with the name of another text is refused, wherever that one is: waiting, in force, in the program', async () => {
    const another = { responsible: { nb: 'En annen', nn: 'Ein annan', da: 'En anden', en: 'Another' } };
    await sync(next());
    const twice = /another text with the same version/;
    expect(await sync(next(another))).toEqual([expect.stringMatching(twice)]);
    await lead.activatePack(next());
    expect(await sync(next(another))).toEqual([expect.stringMatching(twice)]);
    expect(await sync(programPack(NAME, another))).toEqual([expect.stringMatching(twice)]);
  });

  it('twice in one night with two texts is taken once', async () => {
    expect(await sync(next(), next({ lastReviewed: '2020-07-01' }))).toEqual([
      expect.stringMatching(/came twice/),
    ]);
    expect(await lead.row('9.0.0')).toMatchObject({ lastReviewed: '2020-06-15' });
  });

  it('before its first day waits for it', async () => {
    expect(await sync(next({ validFrom: '2026-03-11' }))).toEqual([]);
    expect(await lead.row('9.0.0')).toMatchObject({
      state: 'refused',
      warnings: ['not-yet', 'review-old'],
      problems: ['It holds from 2026-03-11 on.'],
    });
    expect((await refusal(lead.activatePack(next()))).reason).toBe('pack-refused');
    lead.core.clock.set('2026-03-11T12:00:00.000Z');
    await lead.signInAgain();
    expect((await lead.activatePack(next())).status).toBe(200);
  });

  it('and expires before it is put in force cannot be any more', async () => {
    await sync(next({ validTo: '2026-03-10' }));
    expect((await lead.row('9.0.0'))?.warnings).toEqual(['expires-soon', 'review-old']);
    lead.core.clock.set('2026-03-11T12:00:00.000Z');
    await lead.signInAgain();
    expect(await lead.row('9.0.0')).toMatchObject({
      state: 'refused',
      problems: ['It held until 2026-03-10.'],
    });
    expect((await refusal(lead.activatePack(next()))).reason).toBe('pack-refused');
  });
});

describe('a pack that builds on another', () => {
  let resourcesDir: string;
  beforeEach(async () => {
    resourcesDir = temporaryFolder();
    cpSync(RESOURCES, resourcesDir, { recursive: true });
    lead = await startLead({ resourcesDir });
  });
  afterEach(() => rmSync(resourcesDir, { recursive: true }));

  const base = next({ id: 'base', version: '1.0.0' });
  const local = next({ id: 'local', buildsOn: { id: 'base', version: '1.0.0' } });

  it('waits for the one under it, and is ready when that came', async () => {
    expect(await sync(local)).toEqual([]);
    expect(await lead.row('9.0.0')).toMatchObject({
      state: 'refused',
      warnings: ['review-old', 'base-missing'],
      problems: ['It builds on «base» 1.0.0, which is not here.'],
    });
    expect(
      (await refusal(lead.post('rehearsal', { kind: 'pack', id: 'local', version: '9.0.0' }))).reason,
    ).toBe('pack-refused');
    expect(await sync(local, base)).toEqual([]);
    expect(await lead.row('9.0.0')).toMatchObject({ state: 'ready', problems: [] });
    expect((await lead.activatePack(local)).status).toBe(200);
  });

  it('may not build on one that builds on another itself', async () => {
    await sync(base, local);
    const third = next({ id: 'third', buildsOn: { id: 'local', version: '9.0.0' } });
    expect(await sync(third)).toEqual([expect.stringMatching(/one under it at most/)]);
  });

  /** Lets nobody in without staff where the base does, by a rule of its own. */
  const stricter = (until: string | null) => ({
    ...local,
    rules: (local.rules as Record<string, unknown>[]).map((rule) =>
      rule.id === 'agreed-visit'
        ? { ...rule, id: 'local-agreed-visit', outcome: 'wait-for-staff', conditions: [] }
        : rule,
    ),
    stricter:
      until === null
        ? []
        : [
            {
              rule: 'local-agreed-visit',
              medicalReason: 'Utbrudd av mage- og tarminfeksjon i avdelingen',
              owner: 'Kommuneoverlegen',
              until,
            },
          ],
  });

  it('and lets in less without saying so is refused, with the rule and an example in words', async () => {
    await sync(base);
    const reason = /«local-agreed-visit» lets in less than «base».*For example/;
    expect(await sync(stricter(null))).toEqual([expect.stringMatching(reason)]);
    expect(await lead.row('9.0.0')).toBeUndefined();
  });

  it('that came before it, and lets in less without saying so, is refused once that is known', async () => {
    expect(await sync(stricter(null))).toEqual([]);
    await sync(base);
    expect(await lead.row('9.0.0')).toMatchObject({
      state: 'refused',
      problems: [expect.stringMatching(/«local-agreed-visit» lets in less/) as unknown],
    });
    expect((await refusal(lead.activatePack(local))).reason).toBe('pack-refused');
  });

  it('and says for whom, why and until when it lets in less decides until then; from the day after the one under it does', async () => {
    await sync(base, stricter('2026-03-11'));
    expect((await lead.activatePack(local)).status).toBe(200);
    const { decided, sent } = visitorAt(() => lead.core);
    const outcome = async () => (await decided(arrival((await sent()).code, { party: [well] }))).outcome;
    const lapsed = async () => (await lead.row('9.0.0'))?.stricter.map((one) => one.lapsed);
    const seen = [[await outcome(), await lapsed()]];
    for (const day of ['2026-03-11', '2026-03-12']) {
      lead.core.clock.set(`${day}T12:00:00.000Z`);
      await lead.signInAgain();
      seen.push([await outcome(), await lapsed()]);
    }
    expect(seen).toEqual([
      ['wait-for-staff', [false]],
      ['wait-for-staff', [false]],
      ['admit', [true]],
    ]);
  });

  it('keeps the program’s pack under it when another program does not bring it any more', async () => {
    const file = join(resourcesDir, 'policies', 'base.json');
    writeFileSync(file, JSON.stringify(base));
    await lead.core.restart();
    await lead.signInAgain();
    await sync(local);
    await lead.activatePack(local);
    rmSync(file);
    await lead.core.restart();
    await lead.signInAgain();
    expect(await lead.inForce()).toBe('local 9.0.0');
    expect((await lead.row('9.0.0'))?.warnings).toEqual(['review-old']);
  });
});
