/** A house in which people come and go at given times, and an infection-control lead who looks into it. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { openProtocol } from '../../main/core/protocol/open.ts';
import {
  caseAnswer,
  caseList,
  caseOpened,
  peopleAnswer,
  searchAnswer,
  tracingState,
  type CaseWish,
  type SearchAnswer,
  type SearchWish,
} from '../../shared/api/tracing.ts';
import { visitRow, type StaffCheckIn, type VisitRow } from '../../shared/api/staff.ts';
import { startCore, type TestCore } from './core.ts';
import { addTestStaff, answerOf, PINS, signInAs, walkIn } from './desk.ts';

export const TRACING = '/api/infection-control/tracing';

export interface TracedHouse {
  readonly core: TestCore;
  /** Of the lead's session and of reception's, after the clock was moved anew. */
  lead(): Promise<Record<string, string>>;
  desk(): Promise<Record<string, string>>;
  /** Somebody comes at one instant and goes at another; null: is still there. The clock is left at the later. */
  visit(
    who: Partial<Extract<StaffCheckIn, { kind: 'walk-in' }>>,
    from: string,
    to: string | null,
  ): Promise<VisitRow>;
  /** The night: what is open moves on, and past days are left to the lead's key. */
  night(instant: string): Promise<void>;
  ask(path: string, body: unknown): Promise<Response>;
  search(index: SearchWish['index'], changes?: Partial<SearchWish>): Promise<SearchAnswer>;
  /** Bodies of the events of a type, oldest first. */
  events(type: string): unknown[];
}

export const wishOf = (index: SearchWish['index'], changes: Partial<SearchWish> = {}): SearchWish => ({
  purpose: 'ill-after-visit',
  index,
  symptomsFrom: null,
  window: null,
  minutes: 15,
  reach: 'same-ward',
  generations: 2,
  ...changes,
});

/** Who met whom as lines: `Kari → Per: 1 same-resident 30/30`. */
export const told = ({ people, exposures }: Pick<SearchAnswer, 'people' | 'exposures'>): string[] => {
  const name = (key: string) => people.find((one) => one.key === key)?.name ?? '?';
  return exposures.map(
    ({ from, to, generation, how, certainMinutes, possibleMinutes }) =>
      `${name(from)} → ${name(to)}: ${generation} ${how} ${certainMinutes}/${possibleMinutes}`,
  );
};

export const startTracedHouse = async (): Promise<TracedHouse> => {
  const core = await startCore();
  await addTestStaff(core, 'infection-control');
  await addTestStaff(core, 'reception');
  const house: TracedHouse = {
    core,
    lead: () => signInAs(core, 'infection-control'),
    desk: () => signInAs(core, 'reception'),
    async visit(who, from, to) {
      core.clock.set(from);
      const headers = await house.desk();
      const request = walkIn({ companions: [], phone: null, attempt: randomUUID(), ...who });
      const { visitId } = await answerOf(
        z.object({ visitId: z.string() }),
        core.post('/api/reception/visits', request, headers),
      );
      if (to === null) return answerOf(visitRow, core.get(`/api/reception/visits/${visitId}`, headers));
      core.clock.set(to);
      const later = await house.desk();
      return answerOf(
        visitRow,
        core.post(`/api/reception/visits/${visitId}/check-out`, { leftAt: null }, later),
      );
    },
    async night(instant) {
      // A reason that is still owed, or a report, keeps a visit open: here nothing does.
      core.db.exec('UPDATE task SET closed_at = opened_at WHERE closed_at IS NULL');
      core.clock.set(instant);
      const protocol = openProtocol(core.db, core.ports);
      await protocol.ensureDayKey();
      protocol.closePastDays();
    },
    ask: async (path, body) => core.post(`${TRACING}${path}`, body, await house.lead()),
    search: (index, changes) => answerOf(searchAnswer, house.ask('/search', wishOf(index, changes))),
    events: (type) =>
      core.db
        .prepare<[string], string>('SELECT body FROM event WHERE type = ? ORDER BY seq')
        .pluck()
        .all(type)
        .map((body): unknown => JSON.parse(body)),
  };
  return house;
};

export const openedCase = (house: TracedHouse, wish: Partial<CaseWish> & Pick<CaseWish, 'search'>) =>
  answerOf(caseOpened, house.ask('/cases', { note: '', taskId: null, ...wish }));
export const readCase = (house: TracedHouse, caseId: string) =>
  answerOf(caseAnswer, house.ask(`/cases/${caseId}`, { purpose: 'infection-in-house' }));
export const cases = async (house: TracedHouse) =>
  answerOf(caseList, house.core.get(`${TRACING}/cases`, await house.lead()));
export const stateOf = async (house: TracedHouse) =>
  answerOf(tracingState, house.core.get(TRACING, await house.lead()));
export const called = (house: TracedHouse, kind: 'visitor' | 'resident', name: string) =>
  answerOf(peopleAnswer, house.ask('/people', { purpose: 'ill-after-visit', kind, name }));

/** Signed in, but the passphrase was not given: past days stay closed. */
export const lockedLead = async (core: TestCore): Promise<Record<string, string>> => {
  const answer = await core.post('/api/staff/sign-in', { name: 'Ivar', pin: PINS['infection-control'] });
  const { session } = z.object({ session: z.string() }).parse(await answer.json());
  return { 'besoksvert-staff': session };
};
