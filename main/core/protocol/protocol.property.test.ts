import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OUTCOMES } from '../../../shared/domain/outcome.ts';
import { seenAt } from '../../../shared/domain/presence.ts';
import { toInstant } from '../../../shared/domain/time.ts';
import {
  checkIn,
  newReceipt,
  openedBody,
  startProtocol,
  withoutIdentity,
} from '../../../test/support/protocol.ts';
import type { TestProtocol } from '../../../test/support/protocol.ts';
import { ProtocolRefusal } from './refusal.ts';
import type { NewEvent } from './types.ts';
import { verdictOf } from '../../../test/support/verdict.ts';

const outcome = fc.constantFrom(...OUTCOMES);
/** Which of the visits so far; wraps round. */
const which = fc.nat(7);
/** Minutes from now, mostly not in the future. */
const minutes = fc.integer({ min: -90, max: 3 });

/** Whatever could be asked of the protocol, sensible or not. */
const command = fc.oneof(
  fc.record({ do: fc.constant('open' as const), outcome, vigil: fc.boolean() }),
  fc.record({ do: fc.constant('resume' as const), which, outcome, arrives: fc.boolean() }),
  fc.record({ do: fc.constant('withdraw' as const), which }),
  fc.record({ do: fc.constant('tell' as const), which }),
  fc.record({ do: fc.constant('go-out' as const), booking: fc.option(fc.constantFrom('r1', 'r2')) }),
  fc.record({ do: fc.constant('come-back' as const), which }),
  fc.record({ do: fc.constant('gift' as const), which: fc.option(which) }),
  fc.record({ do: fc.constant('override' as const), which, to: outcome, arrives: fc.boolean() }),
  fc.record({ do: fc.constant('check-out' as const), which, minutes }),
  fc.record({
    do: fc.constant('correct' as const),
    which,
    place: fc.option(fc.constantFrom('p1', 'p2'), { nil: undefined }),
    arrived: fc.option(minutes, { nil: undefined }),
    left: fc.option(fc.oneof(minutes, fc.constant(null)), { nil: undefined }),
    named: fc.boolean(),
  }),
  fc.record({ do: fc.constant('help' as const) }),
  fc.record({ do: fc.constant('clock' as const), minutes: fc.integer({ min: -60, max: 900 }) }),
  fc.record({ do: fc.constant('night' as const) }),
  fc.record({ do: fc.constant('head' as const) }),
);
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never;

const run = async (kiosk: TestProtocol, visits: string[], asked: Command): Promise<void> => {
  const { protocol, clock } = kiosk;
  const write = (event: NewEvent) => protocol.transaction(() => protocol.append(event));
  const end = (offset: number) =>
    seenAt(toInstant(Date.parse(protocol.now()) + offset * 60_000), 'seen-by-staff');
  if (asked.do === 'open') {
    visits.push(
      checkIn(protocol, { outcome: asked.outcome, permitClass: asked.vigil ? 'vigil' : 'ordinary' }),
    );
    return;
  }
  if (asked.do === 'go-out') {
    const visitId = randomUUID();
    const body = { bookingId: asked.booking, ward: 'w1', via: 'camera', out: end(0) } as const;
    visits.push(visitId);
    write({ type: 'resident.went-out', body, visitId, actor: 'visitor' });
    return;
  }
  if (asked.do === 'gift' && asked.which === null) {
    const visitId = randomUUID();
    visits.push(visitId);
    const body = { kind: 'goods', label: newReceipt() } as const;
    write({ type: 'gift.received', body, visitId, actor: 'visitor', personal: { residentName: 'Ola Li' } });
    return;
  }
  if (asked.do === 'help') {
    write({ type: 'help.called', body: { screen: 'attract' }, actor: 'visitor' });
    return;
  }
  if (asked.do === 'clock') {
    clock.advance(asked.minutes * 60_000);
    return;
  }
  if (asked.do === 'head') {
    await protocol.signHead();
    return;
  }
  if (asked.do === 'night') {
    await protocol.ensureDayKey();
    protocol.closePastDays();
    return;
  }
  const visitId = visits[(asked.which ?? 0) % Math.max(visits.length, 1)];
  if (visitId === undefined) return;
  if (asked.do === 'override') {
    const from = protocol.visit(visitId)?.outcome ?? 'admit';
    const body = { from, to: asked.to, reason: 'other', arrived: asked.arrives ? end(0) : null } as const;
    write({ type: 'visit.overridden', body, visitId, actor: 'staff:kari' });
  } else if (asked.do === 'resume') {
    const arrived = asked.arrives ? end(0) : null;
    const whole = openedBody(protocol.now(), { outcome: asked.outcome, arrived });
    const body = withoutIdentity(whole);
    write({ type: 'visit.resumed', body, visitId, actor: 'visitor', personal: { companions: [] } });
  } else if (asked.do === 'withdraw') {
    write({ type: 'visit.withdrawn', body: {}, visitId, actor: 'staff:kari' });
  } else if (asked.do === 'tell') {
    const body = { ground: null, newTime: null, alternatives: [], toldHow: true };
    write({ type: 'visit.reason-given', body, visitId, actor: 'staff:kari' });
  } else if (asked.do === 'come-back') {
    write({ type: 'resident.came-back', body: { via: 'staff', back: end(0) }, visitId, actor: 'staff:kari' });
  } else if (asked.do === 'gift') {
    write({ type: 'gift.handed-over', body: {}, visitId, actor: 'staff:kari' });
  } else if (asked.do === 'check-out') {
    write({ type: 'visit.checked-out', body: { left: end(asked.minutes) }, visitId, actor: 'visitor' });
  } else {
    const changes = {
      ...(asked.place === undefined ? {} : { place: asked.place }),
      ...(asked.arrived === undefined ? {} : { arrived: end(asked.arrived) }),
      ...(asked.left === undefined ? {} : { left: asked.left === null ? null : end(asked.left) }),
    };
    const personal = asked.named ? { personal: { visitorName: 'Per Vik' } } : {};
    write({
      type: 'visit.corrected',
      body: { reason: 'other', changes },
      visitId,
      actor: 'staff:kari',
      ...personal,
    });
  }
};

describe('whatever is asked of it', () => {
  it('the protocol verifies, and its lists of visits and outings are those that a rebuild gives', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(command, { maxLength: 30, size: 'max' }), async (commands) => {
        const kiosk = startProtocol();
        try {
          const visits: string[] = [];
          for (const asked of commands) {
            const before = kiosk.protocol.length();
            try {
              await run(kiosk, visits, asked);
            } catch (refusal) {
              if (!(refusal instanceof ProtocolRefusal)) throw refusal;
              expect(kiosk.protocol.length()).toBe(before);
            }
          }
          expect(await verdictOf(kiosk.file, { secrets: kiosk.secrets })).toMatchObject({ findings: [] });
          const list = () =>
            ['visit ORDER BY visit_id', 'outing ORDER BY outing_id'].map((table) =>
              kiosk.db.prepare(`SELECT * FROM ${table}`).all(),
            );
          const projected = list();
          kiosk.protocol.rebuild();
          expect(list()).toEqual(projected);
          for (const visit of kiosk.protocol.openVisits())
            expect(visit.state === 'inside' ? visit.arrived : visit).not.toBeNull();
        } finally {
          kiosk.end();
        }
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});
