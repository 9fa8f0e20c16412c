/** How outings and gifts follow from their events, and the kept list of outings. */
import type { Database } from 'better-sqlite3';
import type { Findings } from './findings.ts';
import type { StoryEvent } from './range.ts';
import type { End } from './visit-steps.ts';

export interface OutingState {
  readonly openedBy: number;
  readonly bookingId: string | null;
  readonly ward: string;
  readonly out: End;
  revision: number;
  back: End | null;
}

interface Taker {
  /** Why the step cannot be taken; null when it was. */
  take(event: StoryEvent, id: string): string | null;
}

export const createOutings = (): Taker & { readonly all: ReadonlyMap<string, OutingState> } => {
  const all = new Map<string, OutingState>();
  /** Bookings whose holder is out. */
  const out = new Set<string>();
  const wentOut = ({ seq, at, body }: StoryEvent, id: string): string | null => {
    const told = body as { bookingId: string | null; ward: string; out: End };
    if (all.has(id)) return 'it is there already';
    if (told.bookingId !== null && out.has(told.bookingId)) return 'whoever holds this code was out already';
    if (told.out.at > at) return 'it tells of what had not happened yet';
    all.set(id, { ...told, openedBy: seq, revision: seq, back: null });
    if (told.bookingId !== null) out.add(told.bookingId);
    return null;
  };
  const cameBack = ({ seq, at, body }: StoryEvent, id: string): string | null => {
    const { back } = body as { back: End };
    const outing = all.get(id);
    if (outing === undefined) return 'nothing opened it';
    if (outing.back !== null) return 'they were back already';
    if (back.at < outing.out.at) return 'they came back before they went';
    if (back.at > at) return 'it tells of what had not happened yet';
    outing.revision = seq;
    outing.back = back;
    if (outing.bookingId !== null) out.delete(outing.bookingId);
    return null;
  };
  return { all, take: (event, id) => (event.type === 'resident.went-out' ? wentOut : cameBack)(event, id) };
};

export const createGifts = (): Taker => {
  const here = new Map<string, boolean>();
  return {
    take({ type }, id) {
      const isHere = here.get(id);
      if (type === 'gift.received') {
        if (isHere !== undefined) return 'it is there already';
        here.set(id, true);
        return null;
      }
      if (isHere === undefined) return 'nothing opened it';
      if (!isHere) return 'it was handed over already';
      here.set(id, false);
      return null;
    },
  };
};

const COLUMNS = ['revision', 'booking_id', 'ward', 'out', 'back'] as const;
const endText = (end: End | null): string | null =>
  end &&
  `{"at":"${end.at}","earliest":"${end.earliest}","evidence":"${end.evidence}","latest":"${end.latest}"}`;

export const judgeKeptOutings = (
  db: Database,
  outings: ReadonlyMap<string, OutingState>,
  findings: Findings,
): void => {
  const seen = new Set<string>();
  const kept = db
    .prepare<[], readonly unknown[]>('SELECT outing_id, revision, booking_id, ward, "out", back FROM outing')
    .raw();
  for (const [id, ...row] of kept.iterate()) {
    const outing = outings.get(String(id));
    seen.add(String(id));
    if (outing === undefined) {
      findings.add(Number(row[0]) || 0, 'kept-outing', 'the list of outings has one that no event opened');
      continue;
    }
    const expected = [
      outing.revision,
      outing.bookingId,
      outing.ward,
      endText(outing.out),
      endText(outing.back),
    ];
    const wrong = COLUMNS.filter((_, at) => row[at] !== expected[at]);
    if (wrong.length > 0)
      findings.add(
        outing.revision,
        'kept-outing',
        `the list of outings says otherwise (${wrong.join(', ')})`,
      );
  }
  for (const [id, { openedBy }] of outings)
    if (!seen.has(id))
      findings.add(openedBy, 'kept-outing', 'the list of outings lacks the outing that it opened');
};
