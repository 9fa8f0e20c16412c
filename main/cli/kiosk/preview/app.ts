import { zValidator } from '@hono/zod-validator';
import { Hono } from 'hono';
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
} from '../../../../shared/api/kiosk.ts';
import type { Language } from '../../../../shared/domain/language.ts';
import { toInstant } from '../../../../shared/domain/time.ts';
import { checkAnswers, withoutDisabled, type Questionnaire } from '../../../../shared/questions/index.ts';
import type { Clock } from '../../../core/ports.ts';
import { words, wordIn } from './words.ts';

/** Shorter than a screen waits for a decision to change: here none ever does. */
const LONGEST_POLL_MS = 25_000;
const VISIT = '00000000-0000-4000-8000-000000000000';
const RECEIPT = 'ACDEFH';
const NO_PHONE = '00 00 00 00';

const DECISION: Decision = {
  visitId: VISIT,
  revision: 1,
  outcome: 'admit',
  state: 'inside',
  permitClass: 'ordinary',
  texts: [words('done')],
  conditions: [],
  citations: [],
  where: { place: words('place'), directions: words('directions') },
  also: [],
  alternatives: [],
  contacts: [],
  ground: null,
  newTime: null,
  complaint: null,
  callsStaff: false,
  receipt: RECEIPT,
  overridden: false,
};

const heldBack = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, LONGEST_POLL_MS);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

/**
 * The visitor's side of the core, of one questionnaire and nothing else: every code begins it, its end says that nothing was kept, and
 * nothing is: no database, no file, not even in memory.
 */
export const previewApp = (options: {
  questionnaire: Questionnaire;
  language: Language;
  clock: Clock;
  closing: AbortSignal;
}) => {
  const { questionnaire, language, clock, closing } = options;
  const code: CodeAnswer = {
    result: 'ok',
    next: 'arrive',
    firstName: null,
    permitClass: 'ordinary',
    partySize: 1,
    companions: [],
    where: DECISION.where,
    also: [],
    full: null,
    questionnaire,
    voluntary: false,
  };
  const answersAmiss = (party: readonly { answers: readonly unknown[] }[]): CheckInAnswer | null => {
    for (const [person, { answers }] of party.entries()) {
      const checked = checkAnswers(questionnaire, withoutDisabled(questionnaire, answers), {
        voluntary: false,
      });
      if (!checked.ok)
        return {
          kind: 'answers',
          person,
          linkIds: [...new Set(checked.problems.map(({ linkId }) => linkId))],
        };
    }
    return null;
  };
  return new Hono()
    .basePath('/api/kiosk')
    .notFound((c) =>
      c.json({ error: 'not-found', message: 'a preview has the visitor’s questions only' }, 404),
    )
    .get('/state', (c) =>
      c.json<KioskState>({
        institution: wordIn(language, 'house'),
        entrance: words('entrance'),
        zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        language,
        demo: true,
        now: toInstant(clock.now()),
        waiting: 0,
        phones: { reception: NO_PHONE, illness: NO_PHONE },
        idle: { warnAfterSeconds: 600, wipeAfterSeconds: 120 },
      }),
    )
    .get('/advice', (c) => c.json<Advice[]>([]))
    .post('/code', zValidator('json', shownCode), (c) => c.json<CodeAnswer>(code))
    .post('/check-in', zValidator('json', checkInRequest), (c) =>
      c.json<CheckInAnswer>(
        answersAmiss(c.req.valid('json').party) ?? { kind: 'decided', decision: DECISION },
      ),
    )
    .post('/check-out', zValidator('json', shownCode), (c) =>
      c.json<CheckOutAnswer>({ kind: 'nobody-inside' }),
    )
    .post('/resident', zValidator('json', residentRequest), (c) =>
      c.json<ResidentAnswer>({ kind: 'code', answer: code }),
    )
    .post('/gift', zValidator('json', giftRequest), (c) =>
      c.json<GiftAnswer>({ label: RECEIPT, text: words('gift') }),
    )
    .post('/help', zValidator('json', helpRequest), (c) => c.json({}))
    .get('/visits/:visitId', async (c) => {
      const after = Number(c.req.query('after') ?? -1);
      if (after >= DECISION.revision) await heldBack(AbortSignal.any([closing, c.req.raw.signal]));
      return c.json<Decision>(DECISION);
    });
};
