import { createPublicKey } from 'node:crypto';
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../../main/core/db/open.ts';
import { openProtocol } from '../../../main/core/protocol/open.ts';
import { addStaff, listStaff } from '../../../main/core/reception/accounts.ts';
import { appPaths } from '../../../main/platform/app-root.ts';
import { ensureDataDir } from '../../../main/platform/ports.ts';
import { openSecrets } from '../../../main/platform/secrets.ts';
import { settings as settingsShape, type Settings } from '../../../shared/domain/settings.ts';
import { openStore } from '../store.ts';
import { DEMO_TOKEN, demoSettings, KIOSK } from './institution.ts';
import { DEMO_STAFF, type DemoStaff } from './staff.ts';

/** The file of the reference municipality, beside the demo kiosk's own. */
export const municipalityFile = (dataDir: string): string => join(dataDir, 'municipality.db');

export interface PreparedDemo {
  readonly settings: Settings;
  readonly staff: readonly DemoStaff[];
}

const writeSettings = (dataDir: string, settings: Settings): void => {
  const file = join(dataDir, 'settings.json');
  writeFileSync(`${file}.new`, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
};

/**
 * Makes `dataDir` a demo kiosk of Solbakken sykehjem: settings, keys, database and staff. Done again it only tells the
 * kiosk where its municipality answers now. `port` is the browser host's; 4710 unless told.
 */
export const prepareDemo = async (
  dataDir: string,
  { municipalityUrl, now = Date.now(), port }: { municipalityUrl: string; now?: number; port?: number },
): Promise<PreparedDemo> => {
  ensureDataDir(dataDir);
  const wanted = demoSettings(municipalityUrl);
  const settings = settingsShape.parse({
    ...wanted,
    kiosk: { ...wanted.kiosk, port: port ?? wanted.kiosk.port },
  });
  writeSettings(dataDir, settings);
  const secrets = openSecrets(dataDir);

  const opened = openDatabase(join(dataDir, 'kiosk.db'), {
    migrationsDir: appPaths().migrations,
    now: () => now,
  });
  if (!opened.ok) throw new Error(opened.problem.message);
  const { db } = opened;
  try {
    const protocol = openProtocol(db, { clock: { now: () => now }, secrets, settings });
    const there = new Set(listStaff(db).map((one) => one.id));
    for (const { id, name, role, pin } of DEMO_STAFF.filter((one) => !there.has(one.id))) {
      const added = await addStaff(
        {
          db,
          kioskKey: secrets.kioskKey,
          addRecipient: (recipient, jwk, wrapped) => protocol.addRecipient(recipient, jwk, wrapped),
        },
        { id, name, role, pin },
      );
      if (!added.ok) throw new Error(`the demo's ${role} could not be added: ${added.problem}`);
    }
  } finally {
    db.close();
  }
  enrolAtMunicipality(dataDir, secrets);
  return { settings, staff: DEMO_STAFF };
};

/** What an administrator of the municipality does with a real kiosk's public key. */
const enrolAtMunicipality = (dataDir: string, secrets: ReturnType<typeof openSecrets>): void => {
  if (!existsSync(municipalityFile(dataDir))) return;
  const { x } = createPublicKey(secrets.signingKey).export({ format: 'jwk' });
  if (x === undefined) throw new Error('an Ed25519 key has x');
  const store = openStore(municipalityFile(dataDir));
  try {
    store.enrol({
      id: KIOSK,
      token: DEMO_TOKEN,
      publicKey: { kty: 'OKP', crv: 'Ed25519', kid: KIOSK.slice(0, 16), x },
    });
  } finally {
    store.db.close();
  }
};
