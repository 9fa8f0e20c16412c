import { createPublicKey } from 'node:crypto';
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../../main/core/db/open.ts';
import { openProtocol } from '../../../main/core/protocol/open.ts';
import { recipientOf } from '../../../main/core/lead/recipient.ts';
import { addStaff, listStaff } from '../../../main/core/reception/accounts.ts';
import { appPaths } from '../../../main/platform/app-root.ts';
import type { Secrets } from '../../../main/core/ports.ts';
import { ensureDataDir } from '../../../main/platform/ports.ts';
import { openSecrets } from '../../../main/platform/secrets.ts';
import { settings as settingsShape, type Settings } from '../../../shared/domain/settings.ts';
import { giveLeadKey } from '../../support/lead-key.ts';
import { openStore } from '../store.ts';
import type { Country, DemoStaff } from './house.ts';
import { HOUSES } from './houses.ts';
import { DEMO_TOKEN, demoSettings } from './institution.ts';

/** The file of the reference municipality, beside the demo kiosk's own. */
export const municipalityFile = (dataDir: string): string => join(dataDir, 'municipality.db');

export interface PreparedDemo {
  readonly settings: Settings;
  readonly staff: readonly DemoStaff[];
}

export interface Wanted {
  readonly municipalityUrl: string;
  readonly country?: Country;
  /** What the machine's clock says. */
  readonly now?: number;
  /** The browser host's; the house's own unless told. */
  readonly port?: number;
  /** How far the demo's clock stands from the machine's. */
  readonly clockOffsetMs?: number | undefined;
}

const writeSettings = (dataDir: string, settings: Settings): void => {
  const file = join(dataDir, 'settings.json');
  writeFileSync(`${file}.new`, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
};

/**
 * Makes `dataDir` a demo kiosk of a country's house: settings, keys, database and staff. Done again it only tells the kiosk where its
 * municipality answers now, and how its clock stands.
 */
export const prepareDemo = async (
  dataDir: string,
  { municipalityUrl, country = 'NO', now = Date.now(), port, clockOffsetMs }: Wanted,
): Promise<PreparedDemo> => {
  ensureDataDir(dataDir);
  const secrets = await openSecrets(dataDir);
  const house = HOUSES[country];
  const packKeys = enrolAtMunicipality(dataDir, house.settings.kiosk.id, secrets);
  const wanted = demoSettings(municipalityUrl, { country, packKeys });
  const settings = settingsShape.parse({
    ...wanted,
    kiosk: { ...wanted.kiosk, port: port ?? wanted.kiosk.port },
    ...(clockOffsetMs === undefined ? {} : { clockOffsetMs }),
  });
  writeSettings(dataDir, settings);

  const clock = { now: () => now + (clockOffsetMs ?? 0) };
  const opened = openDatabase(join(dataDir, 'kiosk.db'), {
    migrationsDir: appPaths().migrations,
    now: () => clock.now(),
  });
  if (!opened.ok) throw new Error(opened.problem.message);
  const { db } = opened;
  try {
    const protocol = openProtocol(db, { clock, secrets, settings });
    const there = new Set(listStaff(db).map((one) => one.id));
    for (const { id, name, role, pin } of house.staff.filter((one) => !there.has(one.id))) {
      const added = await addStaff({ db }, { id, name, role, pin });
      if (!added.ok) throw new Error(`the demo's ${role} could not be added: ${added.problem}`);
    }
    const keyed = new Set(
      protocol.dayKeys.store
        .recipients()
        .flatMap(({ id, wrapped }) => (wrapped.passphrase === undefined ? [] : id)),
    );
    for (const { id, passphrase } of house.staff)
      if (passphrase !== undefined && !keyed.has(recipientOf(id)))
        await giveLeadKey((...known) => protocol.addRecipient(...known), id, passphrase);
  } finally {
    db.close();
  }
  return { settings, staff: house.staff };
};

/** What an administrator does with a real kiosk: its public key goes to the municipality, the municipality's key for packs comes back. */
const enrolAtMunicipality = (
  dataDir: string,
  kiosk: string,
  secrets: Secrets,
): Settings['municipality']['packKeys'] => {
  if (!existsSync(municipalityFile(dataDir))) return [];
  const { x } = createPublicKey(secrets.signingKey).export({ format: 'jwk' });
  if (x === undefined) throw new Error('an Ed25519 key has x');
  const store = openStore(municipalityFile(dataDir));
  try {
    store.enrol({
      id: kiosk,
      token: DEMO_TOKEN,
      publicKey: { kty: 'OKP', crv: 'Ed25519', kid: kiosk.slice(0, 16), x },
    });
    const { kid, jwk } = store.keys.packs;
    return [{ kty: 'OKP', crv: 'Ed25519', kid, x: jwk.x }];
  } finally {
    store.db.close();
  }
};
