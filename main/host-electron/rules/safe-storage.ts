/**
 * The kiosk's keys under Windows' DPAPI. Nowhere else: on Linux Electron falls back to a fixed password without a desktop's keyring, and a kiosk
 * under cage has none.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SafeStorage } from 'electron';
import { z } from 'zod';
import type { Protector } from '../../platform/secrets/protector.ts';

/** Chromium keeps the key that DPAPI protects among its own things: until that file is written a power cut would lose it. */
const localState = z.looseObject({ os_crypt: z.looseObject({ encrypted_key: z.string().min(1) }) });

const holdsKey = (file: string): boolean => {
  if (!existsSync(file)) return false;
  try {
    return localState.safeParse(JSON.parse(readFileSync(file, 'utf8'))).success;
  } catch {
    return false;
  }
};

/** After `ready`, and once `userData` is the kiosk's. Null where Windows does not protect. */
export const dpapiOf = async (
  safeStorage: Pick<SafeStorage, 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'>,
  userData: string,
  platform: NodeJS.Platform = process.platform,
): Promise<Protector | null> => {
  if (platform !== 'win32' || !(await safeStorage.isAsyncEncryptionAvailable())) return null;
  return {
    kind: 'dpapi',
    isKept: () => holdsKey(join(userData, 'Local State')),
    protect: (text) => safeStorage.encryptStringAsync(text),
    open: async (bytes) => (await safeStorage.decryptStringAsync(bytes)).result,
  };
};
