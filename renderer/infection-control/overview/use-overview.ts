import { useCallback, useEffect, useState } from 'react';
import type { Overview } from '../../../shared/api/overview.ts';
import { useSay } from '../../components/staff/language.ts';
import type { StaffPage } from '../../components/staff/staff-frame.tsx';

const EVERY_MS = 30_000;

/** Today's numbers, asked for again every half minute. */
export function useOverview({ client, heard }: StaffPage): { overview: Overview | null; lost: boolean } {
  const [overview, setOverview] = useState<Overview | null>(null);
  const [lost, setLost] = useState(false);
  const ask = useCallback(() => {
    void client.overview().then((reply) => {
      const now = heard(reply);
      setLost(!now.ok);
      if (now.ok) setOverview(now.value);
    });
  }, [client, heard]);
  useEffect(() => {
    ask();
    const timer = setInterval(ask, EVERY_MS);
    return () => clearInterval(timer);
  }, [ask]);
  return { overview, lost };
}

/** Names of wards and places by their ids. */
export function useNames(overview: Overview | null) {
  const { say } = useSay();
  return {
    ward: (id: string): string => overview?.wards.find((one) => one.id === id)?.name ?? id,
    place: (id: string): string => {
      const found = overview?.places.find((one) => one.id === id);
      return found === undefined ? id : say(found.name);
    },
  };
}
