import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PHASE_SCOPES } from '../../../shared/domain/events.ts';
import { startOfDay, toInstant } from '../../../shared/domain/time.ts';
import type { Pack } from '../../../shared/policy/index.ts';
import { phaseInEffect, type PhaseSetting } from './phases.ts';

const HOUR = 3_600_000;
const PHASES = ['open', 'watchful', 'closed'];
const pack = {
  phases: PHASES.map((id) => ({ id })),
  defaultPhase: 'open',
} as unknown as Pick<Pack, 'phases' | 'defaultPhase'>;

let seq = 0;
const setting = (changes: Partial<PhaseSetting>): PhaseSetting => ({
  seq: (seq += 1),
  scope: 'institution',
  ward: null,
  phase: 'closed',
  from: '2026-03-01T00:00:00.000Z',
  until: null,
  by: 'kiosk',
  ...changes,
});
const at = '2026-03-10T12:00:00.000Z';
const inEffect = (settings: readonly PhaseSetting[], ward = 'furua', when = at) =>
  phaseInEffect(pack, settings, ward, when);

describe('the phase in effect', () => {
  it('is the pack’s own where nobody has set one', () => {
    expect(inEffect([])).toEqual({ id: 'open', scope: null });
  });

  it('is that of the most specific scope, also when it is the laxer one', () => {
    const municipality = setting({ scope: 'municipality', phase: 'closed' });
    const institution = setting({ scope: 'institution', phase: 'watchful' });
    const ward = setting({ scope: 'ward', ward: 'furua', phase: 'open' });
    const all = [ward, institution, municipality];
    expect(inEffect(all)).toEqual({ id: 'open', scope: 'ward' });
    expect(inEffect(all, 'bjorka')).toEqual({ id: 'watchful', scope: 'institution' });
    expect(inEffect([ward, municipality], 'bjorka')).toEqual({ id: 'closed', scope: 'municipality' });
  });

  it('of one scope is the one that took effect last, and the one before it again when that is over', () => {
    const standing = setting({ phase: 'watchful', from: '2026-03-01T00:00:00.000Z' });
    const outbreak = setting({
      phase: 'closed',
      from: '2026-03-09T07:00:00.000Z',
      until: '2026-03-11T07:00:00.000Z',
    });
    const all = [outbreak, standing];
    expect(inEffect(all, 'furua', '2026-03-09T06:59:59.999Z').id).toBe('watchful');
    expect(inEffect(all, 'furua', '2026-03-09T07:00:00.000Z').id).toBe('closed');
    expect(inEffect(all, 'furua', '2026-03-11T06:59:59.999Z').id).toBe('closed');
    expect(inEffect(all, 'furua', '2026-03-11T07:00:00.000Z').id).toBe('watchful');
  });

  it('is the one that was made last where two take effect together', () => {
    const first = setting({ phase: 'closed' });
    const second = setting({ phase: 'watchful' });
    expect(inEffect([second, first]).id).toBe('watchful');
  });

  it('is not one that the pack does not have: the next scope decides', () => {
    const ward = setting({ scope: 'ward', ward: 'furua', phase: 'another pack’s' });
    expect(inEffect([ward, setting({ phase: 'watchful' })])).toEqual({
      id: 'watchful',
      scope: 'institution',
    });
    expect(inEffect([ward])).toEqual({ id: 'open', scope: null });
  });

  it.each([
    ['an hour that is left out', '2026-03-29', 23],
    ['an hour that comes twice', '2026-10-25', 25],
  ])('holds for the whole of a local day with %s', (_what, day, hours) => {
    const from = startOfDay('Europe/Oslo', day);
    const until = startOfDay(
      'Europe/Oslo',
      day.replace(/\d\d$/, (date) => String(Number(date) + 1)),
    );
    expect((until - from) / HOUR).toBe(hours);
    const all = [setting({ from: toInstant(from), until: toInstant(until) })];
    for (let ms = from; ms < until; ms += HOUR / 2)
      expect(inEffect(all, 'furua', toInstant(ms))).toEqual({ id: 'closed', scope: 'institution' });
    expect(inEffect(all, 'furua', toInstant(from - 1)).scope).toBeNull();
    expect(inEffect(all, 'furua', toInstant(until)).scope).toBeNull();
  });
});

const instants = fc
  .integer({ min: 0, max: 40 })
  .map((hour) => toInstant(Date.parse(at) + (hour - 20) * HOUR));
/** No two of a scope take effect together: then nothing but their content is left to decide. */
const someSettings = fc
  .uniqueArray(
    fc.record({
      scope: fc.constantFrom(...PHASE_SCOPES),
      ward: fc.constantFrom('furua', 'bjorka'),
      phase: fc.constantFrom(...PHASES, 'unknown'),
      from: instants,
      until: fc.option(instants),
    }),
    { maxLength: 8, selector: ({ scope, ward, from }) => `${scope === 'ward' ? ward : scope} ${from}` },
  )
  .map((made) => made.map((one) => setting({ ...one, ward: one.scope === 'ward' ? one.ward : null })));
const inTwoOrders = someSettings.chain((settings) =>
  fc.tuple(fc.constant(settings), fc.shuffledSubarray(settings, { minLength: settings.length })),
);

it('The order in which settings were made decides nothing: the phase follows from those in effect and the time', () => {
  fc.assert(
    fc.property(inTwoOrders, instants, ([settings, others], when) => {
      const madeOtherwise = others.map((one, index) => ({ ...one, seq: index + 1 }));
      const holding = settings.filter(({ from, until }) => from <= when && (until === null || when < until));
      for (const ward of ['furua', 'bjorka', 'lia']) {
        const found = inEffect(settings, ward, when);
        expect(inEffect(madeOtherwise, ward, when)).toEqual(found);
        expect(inEffect(holding, ward, when)).toEqual(found);
        expect(PHASES).toContain(found.id);
      }
    }),
  );
});
