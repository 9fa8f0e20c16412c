import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { arrival, RESOURCES, startCore, type TestCore } from '../../../test/support/core.ts';
import { MIGRATIONS } from '../../../test/support/protocol.ts';
import { visitorAt, well } from '../../../test/support/visitor.ts';
import { createCore } from '../app.ts';
import { verify } from '../protocol/verify.ts';

let kiosk: TestCore;
beforeEach(async () => {
  kiosk = await startCore();
});
afterEach(() => kiosk.end());

const { show, decided, sent } = visitorAt(() => kiosk);
const verified = () => {
  const { settings, secrets } = kiosk.ports;
  return verify(kiosk.db, { migrationsDir: MIGRATIONS, settings, secrets });
};
const started = async () => {
  await kiosk.core.close();
  const created = await createCore(kiosk.ports);
  if (created.ok) await created.core.close();
  return created;
};
const fromMunicipality = async () => {
  const file = join(RESOURCES, 'policies', `${kiosk.settings.policyPack}.json`);
  const pack = z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(file, 'utf8')));
  expect((await kiosk.send([], { pack: { ...pack, version: '2.0.0' } })).problems).toEqual([]);
};
const change = (sql: string) => expect(kiosk.db.prepare(sql).run().changes).toBe(1);

const CHANGES: [string, string, RegExp][] = [
  [
    'was changed',
    `UPDATE policy_pack SET json = replace(json, '"postpone"', '"admit"') WHERE version = '2.0.0'`,
    /«no-2020-05-27» 2\.0\.0 is not the one that it put in force/,
  ],
  ['is gone', `DELETE FROM policy_pack WHERE version = '2.0.0'`, /2\.0\.0 that it put in force is gone/],
  [
    'was put beside the others',
    `INSERT INTO policy_pack SELECT id, '9.9.9', activated_at, json FROM policy_pack WHERE version = '2.0.0'`,
    /no event put the policy pack «no-2020-05-27» 9\.9\.9 in force/,
  ],
];

describe.each(CHANGES)('a kept policy pack that %s behind the kiosk’s back', (_what, sql, reason) => {
  it('is found by verification, and the kiosk does not start with it, and says why', async () => {
    await fromMunicipality();
    expect(await verified()).toMatchObject({ ok: true });
    change(sql);
    expect(await verified()).toMatchObject({ ok: false, reason: expect.stringMatching(reason) as unknown });
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

it('names in the log the digest of the pack that is put in force', async () => {
  await fromMunicipality();
  const bodies = kiosk.db
    .prepare(`SELECT body ->> '$.sha256' FROM event WHERE type = 'pack.activated' ORDER BY seq`)
    .pluck()
    .all();
  expect(bodies).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), expect.stringMatching(/^[0-9a-f]{64}$/)]);
});
