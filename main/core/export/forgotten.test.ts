/** The export asks of all visits at once who is forgotten; the protocol asks of each. In whatever life of a house they say the same. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dailyLogOf, LEAD, rowsOf, startExports } from '../../../test/support/exports.ts';
import { act, live, openHouse } from '../../../test/support/life.ts';
import { recipientOpener } from '../protocol/daykeys.ts';
import type { Visit } from '../protocol/types.ts';
import { WORDS } from './words.ts';

const { heading } = WORDS.nb;

const visitsIn = (house: Awaited<ReturnType<typeof openHouse>>): Visit[] =>
  house.visits
    .flatMap((visitId) => house.kiosk.protocol.visit(visitId) ?? [])
    .filter(({ undone }) => !undone)
    .toSorted((a, b) => a.day.localeCompare(b.day) || a.openedBy - b.openedBy);

it('an export names whoever its keys open, and counts who is forgotten, as the protocol does', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 40, maxLength: 120, size: 'max' }), async (acts) => {
      const house = await openHouse();
      const { kiosk } = house;
      try {
        await live(house, acts);
        const opener = recipientOpener(kiosk.protocol.dayKeys.store, 'lead:i', house.lead.privateJwk);
        const visits = visitsIn(house);
        const personal = await Promise.all(
          visits.map(({ visitId }) => kiosk.protocol.personalWith(visitId, opener)),
        );
        const written = await startExports(kiosk).written(
          // Not until today: a clock that was set back leaves visits of days to come.
          dailyLogOf('2026-03-01', { what: 'protocol', to: visits.at(-1)?.day ?? '2026-03-01' }),
          { ...LEAD, opener },
        );
        expect(written.erased).toBe(personal.filter((fields) => fields === 'erased').length);
        const rows = rowsOf(written);
        expect(rows.map((row) => row[heading.visitId])).toEqual(visits.map(({ visitId }) => visitId));
        const names = rows.map((row) => row[heading.visitorName]);
        // A case's key opens nothing in an export: whom only it keeps has no name there.
        expect(names.filter((name) => name === '')).toHaveLength(written.erased + written.closed);
        names.forEach((name, index) => {
          if (name !== '') expect(personal[index]).toMatchObject({ visitorName: name });
        });
      } finally {
        kiosk.end();
      }
    }),
    { numRuns: 10 },
  );
}, 120_000);
