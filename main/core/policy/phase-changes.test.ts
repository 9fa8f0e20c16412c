import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PolicyChange } from '../../../shared/api/policy.ts';
import type { Inbound } from '../../../shared/domain/sync.ts';
import { refusal } from '../../../test/support/desk.ts';
import { programPack, startLead, type LeadAtWork } from '../../../test/support/lead.ts';

const NOW = '2026-03-10T12:00:00.000Z';
const MONDAY = '2026-03-16T07:00:00.000Z';
const FRIDAY = '2026-03-20T07:00:00.000Z';

let lead: LeadAtWork;
beforeEach(async () => {
  lead = await startLead();
});
afterEach(() => lead.core.end());

type Phase = Extract<PolicyChange, { kind: 'phase' }>;
const phase = (changes: Partial<Phase> = {}): Phase => ({
  kind: 'phase',
  scope: 'institution',
  ward: null,
  phase: 'outbreak',
  from: null,
  until: null,
  ...changes,
});
const ofWard = (id: string) => ({ scope: 'ward', ward: id }) as const;
const set = async (changes: Partial<Phase>) => {
  expect((await lead.activate(phase(changes))).status).toBe(200);
};
const refused = async (changes: Partial<Phase>) =>
  (await refusal(lead.post('rehearsal', phase(changes)))).reason;
/** Phase and scope of each ward. */
const wards = async () =>
  Object.fromEntries((await lead.state()).wards.map(({ id, phase: its, scope }) => [id, `${its} ${scope}`]));
const at = async (instant: string) => {
  lead.core.clock.set(instant);
  await lead.signInAgain();
};
const sync = async (...phases: Inbound['phases']) => (await lead.core.send([], { phases })).problems;
const events = () =>
  lead.core.db
    .prepare<[], string>(`SELECT type || ' ' || actor FROM event WHERE type LIKE 'phase.%' ORDER BY seq`)
    .pluck()
    .all();

describe('a phase that the lead sets', () => {
  it('holds from now for the house, and for a ward before that, also when it is the laxer one', async () => {
    await set({ phase: 'outbreak' });
    await set({ phase: 'normal', ...ofWard('furua') });
    expect(await wards()).toMatchObject({ furua: 'normal ward', bjorka: 'outbreak institution' });
    expect(events()).toEqual(['phase.set staff:infection-control', 'phase.set staff:infection-control']);
    await lead.core.restart();
    await lead.signInAgain();
    expect(await wards()).toMatchObject({ furua: 'normal ward', bjorka: 'outbreak institution' });
  });

  it('holds between its instants, and before and after them what held otherwise', async () => {
    await set({ from: MONDAY, until: FRIDAY });
    expect(await wards()).toMatchObject({ furua: 'normal null' });
    await at(MONDAY);
    expect(await wards()).toMatchObject({ furua: 'outbreak institution' });
    await at(FRIDAY);
    expect(await wards()).toMatchObject({ furua: 'normal null' });
  });

  it('from an instant that is past holds from now: nothing is changed for who has come', async () => {
    await set({ from: '2026-03-01T00:00:00.000Z' });
    expect((await lead.state()).settings).toMatchObject([{ from: NOW, by: 'Ivar' }]);
  });

  it('is listed while it holds or will hold, unless another holds in its place', async () => {
    await set({ phase: 'heightened' });
    await set({ phase: 'outbreak', from: MONDAY, until: FRIDAY });
    const listed = async () => (await lead.state()).settings.map((setting) => setting.phase);
    expect(await listed()).toEqual(['outbreak', 'heightened']);
    lead.core.clock.advance(1000);
    await set({ phase: 'normal' });
    expect(await listed()).toEqual(['normal', 'outbreak']);
    await at(FRIDAY);
    expect(await listed()).toEqual(['normal']);
  });

  it('is withdrawn, once, and then what held before holds again', async () => {
    await set({ phase: 'heightened' });
    lead.core.clock.advance(1000);
    await set({ phase: 'outbreak' });
    const [newest] = (await lead.state()).settings;
    expect((await lead.post(`phases/${newest?.seq}/withdraw`)).status).toBe(200);
    expect(await wards()).toMatchObject({ furua: 'heightened institution' });
    expect(events().at(-1)).toBe('phase.withdrawn staff:infection-control');
    for (const seq of [newest?.seq, 1, 999, 'x'])
      expect((await refusal(lead.post(`phases/${seq}/withdraw`))).status).toBe(404);
  });

  it.each<[string, Partial<Phase>, string]>([
    ['that the pack does not have', { phase: 'lockdown' }, 'no-such-phase'],
    ['of a ward that is not here', { ...ofWard('nybygget') }, 'unknown-place'],
    ['of a ward without saying which', { scope: 'ward' }, 'unknown-place'],
    ['of the house that names a ward', { ward: 'furua' }, 'unknown-place'],
    ['that ends before it begins', { from: FRIDAY, until: MONDAY }, 'ends-before-it-begins'],
    ['that ends as it begins', { from: FRIDAY, until: FRIDAY }, 'ends-before-it-begins'],
    ['that is over', { until: NOW }, 'ends-before-it-begins'],
  ])('%s is refused', async (_what, changes, reason) => {
    expect(await refused(changes)).toBe(reason);
    expect((await refusal(lead.post('activate', { change: phase(changes), token: '' }))).reason).toBe(reason);
  });

  it('is not set without its rehearsal', async () => {
    const { token } = await lead.rehearse(phase({ phase: 'heightened' }));
    expect((await refusal(lead.post('activate', { change: phase(), token }))).reason).toBe('rehearse-first');
    expect(events()).toEqual([]);
  });
});

describe('the municipality’s phases', () => {
  const from = '2026-03-01T00:00:00.000Z';

  it('come with a sync and hold for the whole house, until the house sets one itself', async () => {
    expect(await sync({ phase: 'heightened', from, until: null })).toEqual([]);
    expect(await wards()).toMatchObject({ furua: 'heightened municipality', lia: 'heightened municipality' });
    await set({ phase: 'normal' });
    await set({ phase: 'outbreak', ...ofWard('bjorka') });
    expect(await wards()).toMatchObject({
      furua: 'normal institution',
      lia: 'normal institution',
      bjorka: 'outbreak ward',
    });
  });

  it('that come again change nothing; what is gone from the list is withdrawn', async () => {
    const heightened = { phase: 'heightened', from, until: null };
    const outbreak = { phase: 'outbreak', from: MONDAY, until: FRIDAY };
    await sync(heightened, outbreak);
    await sync(outbreak, heightened, heightened);
    expect(events()).toEqual(['phase.set kiosk', 'phase.set kiosk']);
    await sync(outbreak);
    expect(events()).toEqual(['phase.set kiosk', 'phase.set kiosk', 'phase.withdrawn kiosk']);
    expect(await wards()).toMatchObject({ furua: 'normal null' });
    await at(MONDAY);
    expect(await wards()).toMatchObject({ furua: 'outbreak municipality' });
  });

  it('that are over are left as they are, in the list or not', async () => {
    const outbreak = { phase: 'outbreak', from, until: MONDAY };
    await sync(outbreak);
    await at(FRIDAY);
    await sync(outbreak);
    await sync();
    expect(events()).toEqual(['phase.set kiosk']);
  });

  it('that the pack does not have, or that end before they begin, are left out with a sentence; the others hold', async () => {
    expect(
      await sync(
        { phase: 'lockdown', from, until: null },
        { phase: 'outbreak', from: FRIDAY, until: MONDAY },
        { phase: 'heightened', from, until: null },
      ),
    ).toEqual([expect.stringContaining('«lockdown»'), expect.stringContaining('«outbreak»')]);
    expect(await wards()).toMatchObject({ furua: 'heightened municipality' });
  });

  it('are the municipality’s to withdraw', async () => {
    await sync({ phase: 'heightened', from, until: null });
    const [setting] = (await lead.state()).settings;
    expect((await refusal(lead.post(`phases/${setting?.seq}/withdraw`))).reason).toBe('no-such-setting');
  });
});

/** A pack that calls the heightened phase something else. */
const withoutHeightened = async () => {
  const own = programPack('no-2020-05-27');
  const phases = (own.phases as { id: string }[]).map((one) =>
    one.id === 'heightened' ? { ...one, id: 'watchful' } : one,
  );
  const text = JSON.stringify({ ...own, version: '9.0.0', phases }).replaceAll('"heightened"', '"watchful"');
  expect(await lead.takeIn(text)).toMatchObject({ kind: 'ready', pack: { problems: [] } });
  expect((await lead.activatePack({ ...own, version: '9.0.0' })).status).toBe(200);
};

it('A setting of a phase that another pack in force does not have counts as none, and is listed still', async () => {
  await set({ phase: 'heightened' });
  await withoutHeightened();
  expect(await wards()).toMatchObject({ furua: 'normal null' });
  expect((await lead.state()).settings).toMatchObject([{ phase: 'heightened' }]);
});

it('The municipality’s phase that a pack did not have for some nights holds as soon as one that has it is back', async () => {
  const heightened = { phase: 'heightened', from: '2026-03-01T00:00:00.000Z', until: null };
  await sync(heightened);
  await withoutHeightened();
  expect(await sync(heightened)).toEqual([expect.stringContaining('«heightened»')]);
  expect(await wards()).toMatchObject({ furua: 'normal null' });
  expect((await lead.post('back')).status).toBe(200);
  expect(await wards()).toMatchObject({ furua: 'heightened municipality' });
});
