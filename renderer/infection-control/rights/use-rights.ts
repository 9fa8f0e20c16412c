import { useState } from 'react';
import type { About, FindWish } from '../../../shared/api/rights.ts';
import type { StaffPage } from '../../components/staff/staff-frame.tsx';

/** What was asked and found about somebody: kept while the paper takes the page's place, and no longer than the session. */
export function useRights({ client, heard }: StaffPage) {
  const [wish, setWish] = useState<FindWish | null>(null);
  const [found, setFound] = useState<About | null>(null);
  const [busy, setBusy] = useState(false);
  const [lost, setLost] = useState(false);
  const [notice, setNotice] = useState<string | null>(null);
  const [isPaper, setPaper] = useState(false);

  const find = async (asked: FindWish, said: string | null = null) => {
    setBusy(true);
    const reply = heard(await client.findAbout(asked));
    setBusy(false);
    setLost(!reply.ok);
    if (!reply.ok) return;
    setWish(asked);
    setFound(reply.value);
    setNotice(said);
  };
  return {
    wish,
    found,
    busy,
    lost,
    notice,
    isPaper,
    find,
    /** What is shown has changed: found anew, with a sentence on what was done. */
    again: (said: string | null) => (wish === null ? Promise.resolve() : find(wish, said)),
    print: () => setPaper(true),
    back: () => setPaper(false),
  };
}
export type Rights = ReturnType<typeof useRights>;
