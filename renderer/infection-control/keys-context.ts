import { createContext, useContext } from 'react';
import type { KeysState } from '../../shared/api/keys.ts';

/** The lead's key, for every page of theirs. */
export interface Keys {
  /** Null while it is not known. */
  readonly state: KeysState | null;
  readonly lost: boolean;
  /** Asks for the passphrase; `then` once past days are open. Where there is no key yet it leads to the set-up. */
  readonly unlock: (then?: () => void) => void;
  /** The steps to a key of one's own, in the place of the page; `recover`: with the sheet, for a forgotten passphrase. */
  readonly setUp: (how: 'own' | 'recover') => void;
  /** An answer that says how things stand now. */
  readonly changed: (state: KeysState) => void;
}

export const KeysContext = createContext<Keys | null>(null);

/** Inside the lead's pages only. A page that meets closed rows shows `ClosedRows`, or calls `unlock` itself. */
export function useKeys(): Keys {
  const keys = useContext(KeysContext);
  if (keys === null) throw new Error('only inside the lead’s pages');
  return keys;
}
