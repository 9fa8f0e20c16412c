/** What only the whole protocol in its order shows: outings, gifts, days, cases, erasures, packs. */
import type { Calendar } from './calendar.ts';
import { createCases } from './cases.ts';
import type { Cases } from './cases.ts';
import { createErasures } from './erasures.ts';
import type { Erasures } from './erasures.ts';
import type { Findings } from './findings.ts';
import { createGifts, createOutings } from './outings.ts';
import type { OutingState } from './outings.ts';
import { createPacks } from './packs.ts';
import type { Packs } from './packs.ts';
import type { StoryEvent } from './range.ts';

export interface Story {
  take(event: StoryEvent): void;
  readonly outings: ReadonlyMap<string, OutingState>;
  readonly cases: Cases;
  readonly erasures: Erasures;
  readonly packs: Packs;
}

interface Parts {
  readonly calendar: Calendar;
  readonly findings: Findings;
  /** Whether the visit id is that of events of another family too. */
  readonly isShared: (visitId: string, type: string) => boolean;
}

export const createStory = ({ calendar, findings, isShared }: Parts): Story => {
  const outings = createOutings();
  const gifts = createGifts();
  const cases = createCases();
  const erasures = createErasures(calendar);
  const packs = createPacks();
  let closed = '';

  const dayClosed = ({ seq, at, body }: StoryEvent): void => {
    const { day } = body as { day: string };
    if (day <= closed) findings.add(seq, 'day-closed', `it closes ${day} after ${closed} was closed`);
    else if (day >= calendar.dayOf(at))
      findings.add(seq, 'day-closed', `it closes ${day} before that day was over`);
    closed = day > closed ? day : closed;
  };

  const ofOne = (event: StoryEvent, visitId: string): void => {
    if (isShared(visitId, event.type))
      findings.add(event.seq, 'visit-id', 'the visit that it names is no visit of its kind');
    const refused = (event.type.startsWith('gift.') ? gifts : outings).take(event, visitId);
    if (refused !== null) findings.add(event.seq, 'step', `the visit could not take this step: ${refused}`);
  };

  return {
    take(event) {
      const { seq, type, body, visitId } = event;
      if (visitId !== null) ofOne(event, visitId);
      else if (type === 'day.closed') dayClosed(event);
      else if (type === 'fields.erased') erasures.take(event, findings);
      else if (type.startsWith('case.')) cases.take(event, findings);
      else if (type.startsWith('pack.')) packs.take(event);
      else if (type === 'backup.restored' && (body as { length: number }).length >= seq)
        findings.add(seq, 'restored', 'it goes on from a backup that was longer than what is before it');
    },
    outings: outings.all,
    cases,
    erasures,
    packs,
  };
};
