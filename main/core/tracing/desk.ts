/** All that the infection-control lead does in tracing; the routes say it on. */
import type { z } from 'zod';
import type {
  CaseAnswer,
  CaseOpened,
  CaseRow,
  CaseWish,
  PeopleAnswer,
  peopleWish,
  ResidentsAnswer,
  SearchAnswer,
  SearchWish,
  TracingState,
} from '../../../shared/api/tracing.ts';
import type { Actor, EventBody, LookupPurpose } from '../../../shared/domain/events.ts';
import type { CaseData } from '../../../shared/domain/tracing.ts';
import { caseData, readCase } from './case-data.ts';
import { caseOf, caseRow, casesStored } from './case-list.ts';
import { closeCase, extendCase, openCase, type CaseParts } from './cases.ts';
import { answerOf, foundIn, visitIdsOf } from './found.ts';
import { illnessReports, settleReport } from './illness.ts';
import { lookedUp, type Looker } from './look-ups.ts';
import { peopleFound } from './people-found.ts';
import { isRefused, refused, type Refused } from './refusal.ts';
import { residentsAnswer } from './residents.ts';
import { search } from './search.ts';

/** So many namesakes are shown; whoever looks for one among more types more of the name. */
const MOST_PEOPLE = 30;

export interface TracingDesk {
  state(looker: Looker): TracingState;
  people(wish: z.infer<typeof peopleWish>, looker: Looker): Promise<PeopleAnswer>;
  search(wish: SearchWish, looker: Looker): Promise<SearchAnswer | Refused>;
  residents(purpose: LookupPurpose, looker: Looker): Promise<ResidentsAnswer>;
  cases(): CaseRow[];
  openCase(wish: CaseWish, looker: Looker): Promise<CaseOpened | Refused>;
  readCase(caseId: string, purpose: LookupPurpose, looker: Looker): Promise<CaseAnswer | Refused>;
  extendCase(caseId: string, window: SearchWish['window'], looker: Looker): Promise<CaseOpened | Refused>;
  closeCase(caseId: string, reason: EventBody<'case.closed'>['reason'], by: Actor): CaseRow | Refused;
  settleReport(taskId: number, by: Actor): Refused | { done: true };
  /** For exports; whoever exports writes down who, when and why. */
  caseData(caseId: string, opener: Looker['opener']): Promise<CaseData | Refused>;
}

export const createTracingDesk = (parts: CaseParts): TracingDesk => {
  const { db, protocol, settings } = parts;
  const log = (by: Actor, lookUp: Parameters<typeof lookedUp>[2]): void =>
    protocol.transaction(() => lookedUp(protocol, by, lookUp));
  const rowOf = (caseId: string): CaseRow | null => {
    const stored = caseOf(db, caseId);
    return stored && caseRow(db, stored, { zone: settings.institution.zone, now: protocol.now() });
  };

  return {
    state: ({ opener }) => ({
      now: protocol.now(),
      zone: settings.institution.zone,
      wards: settings.wards.map(({ id, name }) => ({ id, name })),
      places: settings.places.map(({ id, name }) => ({ id, name })),
      illnessPhone: settings.phones.illness,
      locked: opener === null,
      reports: illnessReports(parts),
    }),
    async people(wish, { by, opener }) {
      const found = await peopleFound(parts, wish, opener);
      const people = found.people.slice(0, MOST_PEOPLE);
      const rows = people.reduce((sum, { visits }) => sum + visits, 0);
      log(by, { purpose: wish.purpose, what: 'person', rows });
      return { ...found, people, more: found.people.length > people.length };
    },
    async search(wish, { by, opener }) {
      const searched = await search(parts, wish, opener);
      if (isRefused(searched)) return searched;
      const found = foundIn(parts, searched);
      const what = wish.index.kind === 'receipt' ? 'receipt' : 'exposure';
      log(by, { purpose: wish.purpose, what, window: searched.window, rows: visitIdsOf(found).length });
      return answerOf(found, searched);
    },
    async residents(purpose, { by, opener }) {
      const answer = await residentsAnswer(parts, opener);
      log(by, { purpose, what: 'residents', rows: answer.residents.length });
      return answer;
    },
    cases: () =>
      casesStored(db).map((stored) =>
        caseRow(db, stored, { zone: settings.institution.zone, now: protocol.now() }),
      ),
    openCase: (wish, looker) => openCase(parts, wish, looker),
    async readCase(caseId, purpose, { by, opener }) {
      const row = rowOf(caseId);
      if (row === null) return refused('no-such-case');
      const opened = await readCase(parts, caseId, opener);
      if (isRefused(opened))
        return { row, data: null, reach: null, locked: opened.refusal === 'days-locked' };
      log(by, { purpose, what: 'person', caseId, rows: visitIdsOf(opened.data).length });
      return { row, ...opened };
    },
    extendCase: (caseId, window, looker) => extendCase(parts, caseId, window, looker),
    closeCase(caseId, reason, by) {
      const closed = closeCase(parts, caseId, reason, by);
      return isRefused(closed) ? closed : (rowOf(caseId) ?? refused('no-such-case'));
    },
    settleReport: (taskId, by) => settleReport(parts, taskId, by),
    caseData: (caseId, opener) => caseData(parts, caseId, opener),
  };
};
