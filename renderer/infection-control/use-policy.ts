import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PolicyChange, PolicyState, Rehearsal } from '../../shared/api/policy.ts';
import { useSay } from '../components/staff/language.ts';
import { useProblem } from '../components/staff/problem.ts';
import type { StaffPage } from '../components/staff/staff-frame.tsx';

export interface PackName {
  readonly id: string;
  readonly version: string;
}

/** What takes the place of the tabs. */
export type PolicyOpen =
  | { readonly what: 'reading'; readonly name: PackName }
  | { readonly what: 'rehearsal' | 'call-list'; readonly rehearsed: Rehearsal }
  | null;

/** The rules and phases as the core has them, what the lead looks at, and what was just said about it. */
export interface Policy {
  readonly state: PolicyState | null;
  readonly open: PolicyOpen;
  readonly busy: boolean;
  readonly lost: boolean;
  readonly said: { readonly good: boolean; readonly words: string } | null;
  readonly show: (open: PolicyOpen) => void;
  readonly close: () => void;
  /** Tries a change and shows what it would do; nothing is put in force. */
  readonly rehearse: (change: PolicyChange) => Promise<void>;
  /** Something was changed: say so, and fetch what holds now. */
  readonly changed: (words: string | null) => void;
  /** A pack or phase by its name, in the language of the screen. */
  readonly nameOf: (change: PolicyChange) => string;
}

export function usePolicy({ client, heard }: StaffPage): Policy {
  const { t } = useTranslation('staff');
  const { say } = useSay();
  const wordsOf = useProblem();
  const [state, setState] = useState<PolicyState | null>(null);
  const [open, setOpen] = useState<PolicyOpen>(null);
  const [lost, setLost] = useState(false);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Policy['said']>(null);

  const fetchState = useCallback(() => {
    void client.policy().then((reply) => {
      const now = heard(reply);
      setLost(!now.ok);
      if (now.ok) setState(now.value);
    });
  }, [client, heard]);
  useEffect(fetchState, [fetchState]);

  const nameOf = (change: PolicyChange): string => {
    if (change.kind === 'pack') {
      const pack = state?.packs.find(({ id, version }) => id === change.id && version === change.version);
      return pack === undefined ? change.id : say(pack.title);
    }
    const phase = state?.phases.find(({ id }) => id === change.phase);
    const where = state?.wards.find(({ id }) => id === change.ward)?.name ?? t('phases.house');
    return `${phase === undefined ? change.phase : say(phase.title)} (${where})`;
  };

  return {
    state,
    open,
    busy,
    lost,
    said,
    nameOf,
    show: setOpen,
    close: () => setOpen(null),
    rehearse: async (change) => {
      setBusy(true);
      setSaid(null);
      const reply = heard(await client.rehearse(change));
      setBusy(false);
      if (reply.ok) setOpen({ what: 'rehearsal', rehearsed: reply.value });
      else setSaid({ good: false, words: wordsOf(reply.error) });
    },
    changed: (words) => {
      setOpen(null);
      setSaid(words === null ? null : { good: true, words });
      fetchState();
    },
  };
}
