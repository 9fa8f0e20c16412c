import { Hono } from 'hono';
import { z } from 'zod';
import {
  checkInRequest,
  giftRequest,
  helpRequest,
  residentRequest,
  shownCode,
  type Advice,
  type CheckInAnswer,
  type CheckOutAnswer,
  type CodeAnswer,
  type Decision,
  type GiftAnswer,
  type KioskState,
  type ResidentAnswer,
} from '../../../shared/api/kiosk.ts';
import { illnessWish, type IllnessWish } from '../../../shared/api/tracing.ts';
import { id, visitId } from '../../../shared/domain/ids.ts';
import { toInstant } from '../../../shared/domain/time.ts';
import {
  checkIn,
  checkOut,
  codeAnswer,
  decisionOf,
  find,
  goOutOrBack,
  judge,
  receiveGift,
  type CheckInParts,
  type Found,
  type Rejections,
} from '../checkin/index.ts';
import { openTask, openTasks, type TaskKind } from '../protocol/tasks.ts';
import { isRefused, type ToldAtKiosk } from '../tracing/index.ts';
import type { Troubles } from '../troubles/index.ts';
import { jsonBody, pathParameters, query, refuse } from './errors.ts';
import { refusedTracing } from './tracing.ts';

/** How long a poll waits for a visit to change. */
const LONGEST_POLL_MS = 25_000;

/** What somebody should come to the door or the desk for; the rest can wait for whoever signs in next. */
const CALLS: ReadonlySet<TaskKind> = new Set(['visitor-waits', 'help', 'code', 'accompany', 'gift']);

export interface KioskParts extends CheckInParts {
  readonly rejections: Rejections;
  readonly illnessAtKiosk: (wish: IllnessWish) => ToldAtKiosk;
  readonly troubles: Pick<Troubles, 'note'>;
  /** Aborted when the core closes: what waits then answers as things are. */
  readonly closing: AbortSignal;
}

/** What the visitor's screen may ask: open to whoever stands at the kiosk. */
export const kioskRoutes = (parts: KioskParts) => {
  const { settings, protocol, rulebook, clock } = parts;

  /** Gives the answer on, with a refused code in the protocol; where the disk does not take it, the visitor is answered all the same. */
  const recorded = (shown: z.infer<typeof shownCode>, found: Found, answer: CodeAnswer): CodeAnswer => {
    if (answer.result !== 'ok' && answer.result !== 'waits' && answer.result !== 'resident') {
      const bookingId = found.kind === 'agreement' ? found.agreed.bookingId : null;
      try {
        parts.rejections.record({ result: answer.result, code: shown.code, via: shown.via, bookingId });
      } catch (thrown) {
        if (parts.troubles.note(thrown) === null) throw thrown;
      }
    }
    return answer;
  };

  return new Hono()
    .get('/state', (context) => {
      const entrance = settings.entrances.find((known) => known.id === settings.kiosk.entrance);
      if (entrance === undefined) return refuse(context, 'failed', 'the kiosk has no entrance');
      return context.json<KioskState>({
        institution: settings.institution.name,
        entrance: entrance.name,
        zone: settings.institution.zone,
        language: settings.institution.language,
        demo: settings.demo,
        now: toInstant(clock.now()),
        waiting: openTasks(parts.db).filter(({ kind }) => CALLS.has(kind)).length,
        phones: settings.phones,
        idle: settings.idle,
      });
    })
    .get('/advice', query(z.object({ place: id.optional() })), (context) =>
      // The pack's advice holds for the whole house; the way to the place comes with the code.
      context.json<Advice[]>(rulebook.rules().pack.advice),
    )
    .post('/code', jsonBody(shownCode), async (context) => {
      const shown = context.req.valid('json');
      const found = await find(parts, shown.code, shown.via);
      const answer = codeAnswer(parts, found, judge(parts, found));
      return context.json<CodeAnswer>(recorded(shown, found, answer));
    })
    .post('/check-in', jsonBody(checkInRequest), async (context) => {
      const request = context.req.valid('json');
      const { answer, found } = await checkIn(parts, request);
      if (answer.kind === 'code' && found !== null) recorded(request, found, answer.answer);
      return context.json<CheckInAnswer>(answer);
    })
    .post('/check-out', jsonBody(shownCode), async (context) =>
      context.json<CheckOutAnswer>(await checkOut(parts, context.req.valid('json'))),
    )
    .post('/resident', jsonBody(residentRequest), async (context) => {
      const request = context.req.valid('json');
      const { answer, found } = await goOutOrBack(parts, request);
      if (answer.kind === 'code') recorded(request, found, answer.answer);
      return context.json<ResidentAnswer>(answer);
    })
    .post('/gift', jsonBody(giftRequest), async (context) =>
      context.json<GiftAnswer>(await receiveGift(parts, context.req.valid('json'))),
    )
    .get(
      '/visits/:visitId',
      pathParameters(z.object({ visitId })),
      query(z.object({ after: z.coerce.number().int().nonnegative().optional() })),
      async (context) => {
        const wanted = context.req.valid('param').visitId;
        const { after = -1 } = context.req.valid('query');
        const signal = AbortSignal.any([parts.closing, context.req.raw.signal]);
        const end = performance.now() + LONGEST_POLL_MS;
        for (;;) {
          const seen = protocol.changes.revision();
          const visit = protocol.visit(wanted);
          if (visit === null) return refuse(context, 'not-found', 'no such visit');
          const timeoutMs = end - performance.now();
          if (visit.revision > after || timeoutMs <= 0 || signal.aborted)
            return context.json<Decision>(decisionOf(visit, parts));
          await protocol.changes.waitFor(seen, { timeoutMs, signal });
        }
      },
    )
    .post('/illness', jsonBody(illnessWish), (context) => {
      const told = parts.illnessAtKiosk(context.req.valid('json'));
      if ('until' in told)
        return refuse(context, 'locked', 'so many codes were tried', { until: told.until });
      return isRefused(told) ? refusedTracing(context, told) : context.json({});
    })
    .post('/help', jsonBody(helpRequest), (context) => {
      const { screen } = context.req.valid('json');
      protocol.transaction(() => {
        const event = protocol.append({ type: 'help.called', body: { screen }, actor: 'visitor' });
        // Each call is in the protocol; at the desk one open task says that somebody needs help.
        if (!openTasks(parts.db).some(({ kind }) => kind === 'help'))
          openTask(parts.db, { kind: 'help', eventSeq: event.seq, detail: screen });
      });
      return context.json({});
    });
};
