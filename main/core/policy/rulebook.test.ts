import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { board } from '../../../shared/api/staff.ts';
import { arrival } from '../../../test/support/core.ts';
import { answerOf } from '../../../test/support/desk.ts';
import { programPack, startLead, type LeadAtWork } from '../../../test/support/lead.ts';
import { verdictOf } from '../../../test/support/verdict.ts';
import { ill, visitorAt, well } from '../../../test/support/visitor.ts';
import { createCore } from '../app.ts';

const NAME = 'no-2020-05-27';
let lead: LeadAtWork;
beforeEach(async () => {
  lead = await startLead();
});
afterEach(() => lead.core.end());

const { show, decided, sent } = visitorAt(() => lead.core);
const verified = () => {
  const { settings, secrets } = lead.core.ports;
  return verdictOf(lead.core.db.name, { settings, secrets });
};
const started = async () => {
  await lead.core.core.close();
  const created = await createCore(lead.core.ports);
  if (created.ok) await created.core.close();
  return created;
};
const came = async (version: string) => {
  const pack = programPack(NAME, { version });
  expect((await lead.core.send([], { packs: [pack] })).problems).toEqual([]);
  return pack;
};
const fromMunicipality = async () => {
  expect((await lead.activatePack(await came('9.0.0'))).status).toBe(200);
};
const change = (sql: string) => expect(lead.core.db.prepare(sql).run().changes).toBe(1);

const CHANGES: [string, string, RegExp][] = [
  [
    'was changed',
    `UPDATE policy_pack SET json = replace(json, '"postpone"', '"admit"') WHERE version = '9.0.0'`,
    /«no-2020-05-27» 9\.0\.0 is not the one that it put in force/,
  ],
  ['is gone', `DELETE FROM policy_pack WHERE version = '9.0.0'`, /9\.0\.0 that it put in force is gone/],
  [
    'was put beside the others',
    `INSERT INTO policy_pack SELECT id, '9.9.9', activated_at, json, source, jws FROM policy_pack WHERE version = '9.0.0'`,
    /no event put the policy pack «no-2020-05-27» 9\.9\.9 in force/,
  ],
];

describe.each(CHANGES)('a kept policy pack that %s behind the kiosk’s back', (_what, sql, reason) => {
  it('is found by verification, and the kiosk does not start with it, and says why', async () => {
    await fromMunicipality();
    expect(await verified()).toMatchObject({ findings: [] });
    change(sql);
    expect(await verified()).toMatchObject({
      findings: [{ code: 'pack', text: expect.stringMatching(reason) as unknown }],
    });
    expect(await started()).toMatchObject({
      ok: false,
      problem: { code: 'policy-pack', message: expect.stringMatching(reason) as unknown },
    });
  });

  it('changes nothing for who comes meanwhile', async () => {
    await fromMunicipality();
    const { code } = await sent();
    change(sql);
    expect(await show(code)).toMatchObject({ result: 'ok', next: 'arrive' });
    expect(await decided(arrival(code, { party: [well] }))).toMatchObject({ state: 'inside' });
  });
});

it('names in the log the digest of each pack that came and was put in force, and verifies', async () => {
  await fromMunicipality();
  await came('9.1.0');
  const bodies = lead.core.db
    .prepare(
      `SELECT type || ' ' || length(body ->> '$.sha256') FROM event WHERE type LIKE 'pack.%' ORDER BY seq`,
    )
    .pluck()
    .all();
  expect(bodies).toEqual(['pack.activated 64', 'pack.received 64', 'pack.activated 64', 'pack.received 64']);
  expect(await verified()).toMatchObject({ findings: [] });
});

it.each([
  [
    'was changed',
    `UPDATE pack_received SET json = replace(json, '"postpone"', '"admit"')`,
    /not the one that came/,
  ],
  [
    'was put beside the others',
    `INSERT INTO pack_received SELECT id, '9.9.9', received_at, source, json, jws FROM pack_received`,
    /no event says/,
  ],
])('a waiting pack that %s behind the kiosk’s back is found by verification', async (_what, sql, reason) => {
  await came('9.0.0');
  change(sql);
  expect(await verified()).toMatchObject({
    findings: [{ code: 'pack', text: expect.stringMatching(reason) as unknown }],
  });
});

it('A pack that expires while it is in force goes on with a warning, also after a restart, and postpones nobody any more', async () => {
  const pack = programPack(NAME, { version: '9.0.0', validTo: '2026-03-10' });
  await lead.core.send([], { packs: [pack] });
  await lead.activatePack(pack);
  const outcomeOf = async (person: typeof well) => {
    const { code } = await sent();
    return (await decided(arrival(code, { party: [person] }))).outcome;
  };
  expect([await outcomeOf(well), await outcomeOf(ill)]).toEqual(['admit', 'postpone']);
  lead.core.clock.set('2026-03-11T12:00:00.000Z');
  await lead.core.restart();
  await lead.signInAgain();
  expect(await lead.row('9.0.0')).toMatchObject({ state: 'in-force', warnings: ['expired', 'review-old'] });
  const { pack: onBoard } = await answerOf(board, lead.core.get('/api/reception/board', lead.headers));
  expect(onBoard).toMatchObject({ version: '9.0.0', warnings: ['expired', 'review-old'] });
  expect([await outcomeOf(well), await outcomeOf(ill)]).toEqual(['admit', 'wait-for-staff']);
});
