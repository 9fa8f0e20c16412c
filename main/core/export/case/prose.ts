/** A visit, an exposure and a case as one line of text each, for receivers that have a free text and no fields. */
import type { Language } from '../../../../shared/domain/language.ts';
import type { PresenceEnd } from '../../../../shared/domain/presence.ts';
import type { CaseData, Exposure, TracedPerson, TracedVisit } from '../../../../shared/domain/tracing.ts';
import { timeText } from '../local-time.ts';
import { WORDS } from '../words.ts';
import type { CaseView } from './view.ts';
import { CASE_WORDS, fill } from './words.ts';

export interface Prose {
  /** `besøkende, barn, 1. ledd` */
  person(person: TracedPerson): string;
  visit(visit: TracedVisit): string;
  exposure(exposure: Exposure): string;
  theCase(data: CaseData): string;
}

export const proseOf = (view: CaseView, language: Language): Prose => {
  const words = CASE_WORDS[language];
  const { evidence, permitClass } = WORDS[language];
  const time = (instant: string): string => timeText(view.data.institution.zone, instant);
  const endText = (end: PresenceEnd): string =>
    fill(end.earliest === end.latest && end.at === end.latest ? words.prose.end : words.prose.endBetween, {
      at: time(end.at),
      evidence: evidence[end.evidence],
      earliest: time(end.earliest),
      latest: time(end.latest),
    });
  const names = (keys: readonly string[]): string =>
    keys.length === 0 ? '–' : keys.map((key) => view.nameOf(key)).join(', ');
  return {
    person: ({ kind, child, generation }) =>
      [words.kind[kind], ...(child ? [words.child] : []), words.generation[generation]].join(', '),
    visit: (visit) =>
      fill(words.prose.visit, {
        receipt: visit.receipt,
        visitor: view.nameOf(visit.visitor),
        residents: names(visit.residents),
        companions: names(visit.companions),
        arrived: endText(visit.arrived),
        left: visit.left === null ? words.stillHere : endText(visit.left),
        ward: view.ward(visit.ward),
        place: view.place(visit.place),
        permitClass: permitClass[visit.permitClass],
        partySize: visit.partySize,
        visitId: visit.visitId,
        leg: visit.leg + 1,
      }),
    exposure: (exposure) =>
      fill(words.prose.exposure, {
        from: view.nameOf(exposure.from),
        to: view.nameOf(exposure.to),
        generation: words.generation[exposure.generation],
        certainty: words.certainty[exposure.certainty],
        start: time(exposure.start),
        end: time(exposure.end),
        how: words.how[exposure.how],
        ward: view.ward(exposure.ward),
        place: view.place(exposure.place),
        certain: exposure.certainMinutes,
        possible: exposure.possibleMinutes,
        visitId: exposure.visitId,
        otherVisitId: exposure.otherVisitId ?? '–',
      }),
    theCase: (data) =>
      fill(words.prose.case, {
        caseId: data.caseId,
        purpose: words.purpose[data.purpose],
        from: time(data.window.from),
        to: time(data.window.to),
        minutes: data.minutes,
        unopened: data.unopened,
      }),
  };
};
