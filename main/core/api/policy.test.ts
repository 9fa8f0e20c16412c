import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PRESENT_HEADER } from '../../../shared/api/staff.ts';
import { refusal } from '../../../test/support/desk.ts';
import { programPack, startLead, type LeadAtWork } from '../../../test/support/lead.ts';

const MINUTE = 60_000;
let lead: LeadAtWork;
beforeEach(async () => {
  lead = await startLead();
});
afterEach(() => lead.core.end());
const get = (headers = {}) => lead.core.get('/api/infection-control/policy', { ...lead.headers, ...headers });

describe('the lead’s calls about the rules', () => {
  it.each<[string, unknown]>([
    ['rehearsal', {}],
    ['rehearsal', { kind: 'pack', id: 'no-2020-05-27' }],
    [
      'rehearsal',
      { kind: 'phase', scope: 'municipality', ward: null, phase: 'normal', from: null, until: null },
    ],
    [
      'rehearsal',
      { kind: 'phase', scope: 'institution', ward: null, phase: 'normal', from: 'now', until: null },
    ],
    ['activate', { change: { kind: 'pack', id: 'no-2020-05-27', version: '2.0.0' } }],
    ['packs', { text: 1 }],
  ])('to %s are of their shape, or bad requests: %j', async (path, body) => {
    expect(await refusal(lead.post(path, body))).toMatchObject({ status: 400, error: 'bad-request' });
  });

  it('may be a pack’s file of a size that no other call may have', async () => {
    const text = JSON.stringify(programPack('no-2020-05-27', { version: '9.0.0' }), null, 8);
    expect(text.length).toBeGreaterThan(64 * 1024);
    expect(await lead.takeIn(text)).toMatchObject({ kind: 'ready' });
    expect((await refusal(lead.post('rehearsal', { text }))).error).toBe('too-large');
    const ofLength = async (length: number) =>
      (await refusal(lead.post('packs', { text: 'x'.repeat(length) }))).error;
    expect([await ofLength(2_000_001), await ofLength(4_200_000)]).toEqual(['bad-request', 'too-large']);
  });

  it('of a screen that looks by itself keep nobody signed in, unless somebody is there', async () => {
    const watch = async (headers: Record<string, string>) => {
      lead.core.clock.advance(4 * MINUTE);
      return (await get(headers)).status;
    };
    expect([await watch({ [PRESENT_HEADER]: '1' }), await watch({ [PRESENT_HEADER]: '1' })]).toEqual([
      200, 200,
    ]);
    expect([await watch({}), await watch({})]).toEqual([200, 401]);
  });
});
