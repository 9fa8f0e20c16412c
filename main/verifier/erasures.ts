/** What the events say was erased, and whether it accounts for a key that is gone. */
import type { Calendar } from './calendar.ts';
import { daysBetween } from './calendar.ts';
import type { Findings } from './findings.ts';
import type { StoryEvent } from './range.ts';

interface ErasedBody {
  readonly why: 'retention' | 'request' | 'case-closed' | 'restored';
  readonly kind: string;
  readonly upTo: string | null;
  readonly days: number | null;
  readonly visitIds: readonly string[];
}
export interface Erasure {
  readonly seq: number;
  readonly kind: string;
  /** Of every visit up to this last day; null: of the named ones alone. */
  readonly upTo: string | null;
}

export interface Erasures {
  take(event: StoryEvent, findings: Findings): void;
  /** The newest that reaches everybody up to a day, of this kind. */
  newestOf(kind: string): { readonly seq: number; readonly upTo: string } | null;
  /** All that may have reached a visit, oldest first: those that name it, and those up to a day. */
  of(visitId: string, kind: string): readonly Erasure[];
}

const isOf =
  (kind: string) =>
  (one: Erasure): boolean =>
    one.kind === kind || one.kind === 'all';

export const createErasures = (calendar: Calendar): Erasures => {
  const general: Erasure[] = [];
  const named = new Map<string, Erasure[]>();

  /** Why the event cannot have erased anything up to its day. */
  const fault = ({ why, upTo, days }: ErasedBody, at: string): string | null => {
    if (why !== 'retention' && why !== 'restored') return null;
    if (upTo === null) return 'it does not say up to which day it erased';
    if (why === 'restored') return null;
    if (days === null) return 'it does not say after how many days it erased';
    return daysBetween(upTo, calendar.dayOf(at)) > days
      ? null
      : `it erased what ended on ${upTo} before ${days} days had gone by`;
  };

  return {
    take({ seq, at, body }, findings) {
      const erased = body as ErasedBody;
      const early = fault(erased, at);
      if (early !== null) findings.add(seq, 'erased-early', early);
      const isGeneral = erased.why === 'retention' || erased.why === 'restored';
      // One that was early is told of by itself; what it took is not told of again key by key.
      const one: Erasure = { seq, kind: erased.kind, upTo: isGeneral ? erased.upTo : null };
      if (one.upTo !== null) general.push(one);
      for (const visitId of erased.visitIds)
        named.set(visitId, [...(named.get(visitId) ?? []), { ...one, upTo: null }]);
    },
    newestOf(kind) {
      const newest = general.findLast(isOf(kind));
      return newest === undefined || newest.upTo === null ? null : { seq: newest.seq, upTo: newest.upTo };
    },
    of: (visitId, kind) =>
      [...(named.get(visitId) ?? []), ...general]
        .filter(isOf(kind))
        .sort((one, other) => one.seq - other.seq),
  };
};
