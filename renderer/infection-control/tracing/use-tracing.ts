import { useCallback, useState } from 'react';
import type {
  CaseAnswer,
  CaseOpened,
  CaseRow,
  SearchAnswer,
  SearchWish,
  TracingState,
} from '../../../shared/api/tracing.ts';
import type { LookupPurpose } from '../../../shared/domain/events.ts';
import type { Reply, ReplyError } from '../../components/staff/client.ts';
import type { StaffPage } from '../../components/staff/staff-frame.tsx';
import { useWhenShown } from '../use-when-shown.ts';

/** What a report of illness fills in before anybody has typed. */
export interface Prefilled {
  readonly taskId: number;
  readonly receipt: string;
  readonly symptomsFrom: string;
}
export type View =
  | { readonly at: 'start'; readonly from: Prefilled | null }
  | {
      readonly at: 'found';
      readonly wish: SearchWish;
      readonly answer: SearchAnswer;
      readonly taskId: number | null;
    }
  | { readonly at: 'case'; readonly answer: CaseAnswer; readonly purpose: LookupPurpose };

export interface Tracing {
  readonly state: TracingState | null;
  readonly cases: readonly CaseRow[];
  readonly lost: boolean;
  readonly view: View;
  readonly problem: ReplyError | null;
  /** What was just done, in words. */
  readonly notice: string | null;
  readonly busy: boolean;
  start(from?: Prefilled | null): void;
  search(wish: SearchWish, taskId: number | null): Promise<void>;
  read(caseId: string, purpose: LookupPurpose): Promise<Reply<CaseAnswer>>;
  openCase(note: string): Promise<Reply<CaseOpened>>;
  extend(caseId: string): Promise<Reply<CaseOpened>>;
  say(notice: string | null): void;
  refresh(): void;
}

export function useTracing({ client, heard }: StaffPage, isShown: boolean): Tracing {
  const [state, setState] = useState<TracingState | null>(null);
  const [cases, setCases] = useState<readonly CaseRow[]>([]);
  const [lost, setLost] = useState(false);
  const [view, setView] = useState<View>({ at: 'start', from: null });
  const [problem, setProblem] = useState<ReplyError | null>(null);
  const [notice, say] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const refresh = useCallback(() => {
    void client.tracing().then((reply) => {
      const now = heard(reply);
      setLost(!now.ok);
      if (now.ok) setState(now.value);
    });
    void client.cases().then((reply) => {
      const now = heard(reply);
      if (now.ok) setCases(now.value);
    });
  }, [client, heard]);
  useWhenShown(isShown, refresh);

  const asked = async <T>(call: Promise<Reply<T>>): Promise<Reply<T>> => {
    setBusy(true);
    const reply = heard(await call);
    setBusy(false);
    setProblem(reply.ok ? null : reply.error);
    return reply;
  };

  const read: Tracing['read'] = async (caseId, purpose) => {
    const reply = await asked(client.readCase(caseId, purpose));
    if (reply.ok) setView({ at: 'case', answer: reply.value, purpose });
    return reply;
  };

  return {
    state,
    cases,
    lost,
    view,
    problem,
    notice,
    busy,
    say,
    refresh,
    start(from = null) {
      setProblem(null);
      setView({ at: 'start', from });
      refresh();
    },
    async search(wish, taskId) {
      say(null);
      const reply = await asked(client.searchTracing(wish));
      if (reply.ok) setView({ at: 'found', wish, answer: reply.value, taskId });
    },
    read,
    async openCase(note) {
      if (view.at !== 'found') throw new Error('a case is opened from what was found');
      const { wish, taskId } = view;
      const reply = heard(await client.openCase({ search: wish, note, taskId }));
      if (!reply.ok) return reply;
      refresh();
      await read(reply.value.caseId, wish.purpose);
      return reply;
    },
    extend: (caseId) => asked(client.extendCase(caseId)),
  };
}
