import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Profile {
  readonly folder: string;
  remove(): void;
}

/** An empty browser profile, in memory where the system offers that ($XDG_RUNTIME_DIR). The one thing it knows: this origin may use the camera, and nobody may use anything else. */
export const freshProfile = (
  origin: string,
  base: string = process.env.XDG_RUNTIME_DIR ?? tmpdir(),
): Profile => {
  const folder = mkdtempSync(join(base, 'besoksvert-browser-'));
  const preferences = {
    profile: {
      content_settings: { exceptions: { media_stream_camera: { [`${origin},*`]: { setting: 1 } } } },
      password_manager_enabled: false,
    },
    credentials_enable_service: false,
    autofill: { enabled: false },
    translate: { enabled: false },
  };
  mkdirSync(join(folder, 'Default'));
  writeFileSync(join(folder, 'Default', 'Preferences'), JSON.stringify(preferences));
  return {
    folder,
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
  };
};
