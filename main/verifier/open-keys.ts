/** The keys that the kiosk itself still opens: kiosk key, day key, visit key. */
import { encode, unseal } from './encoding.ts';
import type { KeyFiles } from './key-files.ts';

/** `closed`: the kiosk does not open it any more, or its own key is not here. `wrong`: it should open and does not. */
export type Opened = Buffer | 'closed' | 'wrong';

export interface OpenKeys {
  /** The key of a day and kind, or of a case. */
  named(name: string): Opened;
  /** The key of a visit, by what it is wrapped under. */
  ofVisit(visitId: string, name: string, wrapped: Buffer): Opened;
}

const KEY_BYTES = 32;

export const createOpenKeys = (files: KeyFiles, kioskKey: Buffer | null): OpenKeys => {
  const known = new Map<string, Opened>();
  const opened = (name: string): Opened => {
    if (kioskKey === null) return 'closed';
    const file = files.get(name);
    // A file that is not there or not a key is told of once, where files are asked about.
    if (typeof file === 'string' || file.kiosk === null) return 'closed';
    const key = unseal(kioskKey, file.kiosk, encode('besoksvert/day-key/1', [name]));
    return key?.length === KEY_BYTES ? key : 'wrong';
  };
  const keys: OpenKeys = {
    named(name) {
      const before = known.get(name);
      if (before !== undefined) return before;
      const key = opened(name);
      known.set(name, key);
      return key;
    },
    ofVisit(visitId, name, wrapped) {
      const key = keys.named(name);
      if (typeof key === 'string') return key;
      const visitKey = unseal(key, wrapped, encode('besoksvert/visit-key/1', [visitId, name]));
      return visitKey?.length === KEY_BYTES ? visitKey : 'wrong';
    },
  };
  return keys;
};
