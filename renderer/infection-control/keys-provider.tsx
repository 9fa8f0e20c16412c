import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { KeysState } from '../../shared/api/keys.ts';
import type { StaffPage } from '../components/staff/staff-frame.tsx';
import { KeysContext, type Keys } from './keys-context.ts';
import { KeysSetUp } from './keys-set-up.tsx';
import { KeysUnlock } from './keys-unlock.tsx';

interface Asked {
  readonly what: 'unlock';
  readonly then?: (() => void) | undefined;
}
interface Steps {
  readonly what: 'own' | 'recover';
}

/** Around the lead's pages: knows how their key stands, asks for the passphrase over them, and takes their place for a set-up. */
export function KeysProvider({ page, children }: { readonly page: StaffPage; readonly children: ReactNode }) {
  const [state, setState] = useState<KeysState | null>(null);
  const [lost, setLost] = useState(false);
  const [open, setOpen] = useState<Asked | Steps | null>(null);
  const close = useCallback(() => setOpen(null), []);
  const { client, heard } = page;

  useEffect(() => {
    void client.keys().then((reply) => {
      const now = heard(reply);
      setLost(!now.ok);
      if (!now.ok) return;
      setState(now.value);
      // Whoever signs in without a key of their own is led to it first.
      if (now.value.own === 'none' || now.value.own === 'under-pin') setOpen({ what: 'own' });
    });
  }, [client, heard]);

  const keys = useMemo<Keys>(
    () => ({
      state,
      lost,
      unlock: (then) => setOpen(state?.own === 'none' ? { what: 'own' } : { what: 'unlock', then }),
      setUp: (what) => setOpen({ what }),
      changed: setState,
    }),
    [state, lost],
  );

  return (
    <KeysContext value={keys}>
      {open !== null && open.what !== 'unlock' && state !== null ? (
        <KeysSetUp page={page} state={state} how={open.what} changed={setState} close={close} />
      ) : (
        children
      )}
      {open?.what === 'unlock' && (
        <KeysUnlock
          page={page}
          close={close}
          forgotten={() => setOpen({ what: 'recover' })}
          unlocked={(now) => {
            setState(now);
            setOpen(null);
            open.then?.();
          }}
        />
      )}
    </KeysContext>
  );
}
