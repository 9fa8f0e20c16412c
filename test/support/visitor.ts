/** What a visitor does at the kiosk, and what is then found in the database. */
import { expect } from 'vitest';
import { z } from 'zod';
import { checkInAnswer, checkOutAnswer, codeAnswer, type CheckInRequest } from '../../shared/api/kiosk.ts';
import type { Booking } from '../../shared/domain/booking.ts';
import type { TestCore } from './core.ts';

type Via = CheckInRequest['via'];

/** Answers to the questions of the Norwegian pack: no to all of them unless told. */
export const answers = (changes: Record<string, boolean> = {}) =>
  Object.entries({ symptoms: false, exposure: false, area: false, 'risk-group': false, ...changes }).map(
    ([linkId, valueBoolean]) => ({ linkId, answer: [{ valueBoolean }] }),
  );
export const well = { name: null, child: false, answers: answers() };
export const ill = { name: null, child: false, answers: answers({ symptoms: true }) };

const row = z.object({ body: z.string(), actor: z.string(), visit_id: z.string().nullable() });

/** `kiosk` is asked anew each time: a test may start another one. */
export const visitorAt = (kiosk: () => TestCore) => {
  const post = async (path: string, body: unknown): Promise<unknown> =>
    (await kiosk().post(`/api/kiosk/${path}`, body)).json();
  const checkIn = async (request: CheckInRequest) => checkInAnswer.parse(await post('check-in', request));
  return {
    show: async (code: string, via: Via = 'camera') => codeAnswer.parse(await post('code', { code, via })),
    checkIn,
    decided: async (request: CheckInRequest) => {
      const answer = await checkIn(request);
      if (answer.kind !== 'decided') throw new Error(`not decided: ${JSON.stringify(answer)}`);
      return answer.decision;
    },
    checkOut: async (code: string, via: Via = 'camera') =>
      checkOutAnswer.parse(await post('check-out', { code, via })),
    /** A booking that the kiosk knows, with its code. */
    sent: async (changes: Partial<Booking> = {}) => {
      const booking = kiosk().booking(changes);
      expect((await kiosk().send([booking])).problems).toEqual([]);
      return { booking, code: await kiosk().codeOf(booking) };
    },
    events: (type: string) =>
      z
        .array(row)
        .parse(
          kiosk().db.prepare('SELECT body, actor, visit_id FROM event WHERE type = ? ORDER BY seq').all(type),
        )
        .map(({ body, ...rest }) => ({
          ...rest,
          body: z.record(z.string(), z.unknown()).parse(JSON.parse(body)),
        })),
    tasks: () => kiosk().db.prepare('SELECT kind, visit_id, detail FROM task ORDER BY id').all(),
  };
};
