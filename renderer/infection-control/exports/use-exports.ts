import { useCallback, useEffect, useState } from 'react';
import type { ExportJob, ExportOrder, ExportsOverview } from '../../../shared/api/exports.ts';
import { useProblem } from '../../components/staff/problem.ts';
import type { StaffPage } from '../../components/staff/staff-frame.tsx';
import { useWhenShown } from '../use-when-shown.ts';

/** How often the core is asked how far it is. */
const ASK_AGAIN_MS = 400;

/** The exports as the core has them; one runs at a time, also when it was started before this page was opened. */
export interface ExportsState {
  readonly overview: ExportsOverview | null;
  readonly job: ExportJob | null;
  readonly lost: boolean;
  /** Why it was not even begun. */
  readonly problem: string | null;
  readonly start: (order: ExportOrder) => Promise<void>;
  readonly cancel: () => Promise<void>;
  /** Looks again at which targets are there. */
  readonly look: () => void;
}

export function useExports({ client, heard }: StaffPage, isShown: boolean): ExportsState {
  const wordsOf = useProblem();
  const [overview, setOverview] = useState<ExportsOverview | null>(null);
  const [job, setJob] = useState<ExportJob | null>(null);
  const [lost, setLost] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const look = useCallback(() => {
    void client.exports().then((reply) => {
      const now = heard(reply);
      setLost(!now.ok);
      if (!now.ok) return;
      setOverview(now.value);
      setJob((before) => before ?? (now.value.job?.state === 'running' ? now.value.job : null));
    });
  }, [client, heard]);

  const running = job?.state === 'running' ? job.id : null;
  useEffect(() => {
    if (running === null) return;
    const timer = setInterval(() => {
      void client.exportJob(running).then((reply) => {
        const now = heard(reply);
        setLost(!now.ok);
        if (now.ok) setJob(now.value);
      });
    }, ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [running, client, heard]);
  useWhenShown(isShown && running === null, look);

  return {
    overview,
    job,
    lost,
    problem,
    look,
    start: async (order) => {
      setProblem(null);
      const reply = heard(await client.startExport(order));
      if (reply.ok) setJob(reply.value);
      else {
        setProblem(wordsOf(reply.error));
        look();
      }
    },
    cancel: async () => {
      if (running === null) return;
      const reply = heard(await client.cancelExport(running));
      if (reply.ok) setJob(reply.value);
    },
  };
}
