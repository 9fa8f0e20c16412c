/** A large house of made-up people for the bench: its folder, keys, settings and clock. */
import { createPrivateKey, type JsonWebKey } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { openDatabase } from '../../../main/core/db/open.ts';
import type { SyncFileOps } from '../../../main/core/keys/files.ts';
import type { Secrets } from '../../../main/core/ports.ts';
import { newRecipientKeys } from '../../../main/core/protocol/keys.ts';
import { openProtocol } from '../../../main/core/protocol/open.ts';
import type { Protocol } from '../../../main/core/protocol/types.ts';
import type { Settings } from '../../../shared/domain/settings.ts';
import { demoSettings } from '../../municipality/demo/institution.ts';
import { MIGRATIONS, newSecrets, testClock, type TestClock } from '../../support/protocol.ts';

export const LEAD = 'lead:bench';
export const FIRST_DAY = '2016-03-01';

export interface House {
  readonly folder: string;
  readonly file: string;
  readonly settings: Settings;
  readonly secrets: Secrets;
  readonly clock: TestClock;
  /** Who may open past days. */
  readonly lead: ReturnType<typeof newRecipientKeys>;
  readonly municipality: ReturnType<typeof newRecipientKeys>;
}

/** Two wards a floor, three floors, ten rooms each: a house in which people meet. */
const wards = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({
  id: `ward-${id}`,
  name: `Avdeling ${id.toUpperCase()}`,
  kind: 'nursing-home' as const,
}));
const inFour = (text: string) => ({ nb: text, nn: text, da: text, en: text });
const places = wards.flatMap(({ id }) =>
  Array.from({ length: 10 }, (_, room) => ({
    id: `${id}-${room}`,
    ward: id,
    name: inFour(`Rom ${room}`),
    entrance: 'main',
    kind: room === 0 ? ('visit-room' as const) : ('own-room' as const),
    capacity: null,
    directions: inFour('Følg skiltene.'),
  })),
);

export const newHouse = (folder: string): House => {
  mkdirSync(folder, { recursive: true });
  const demo = demoSettings('http://127.0.0.1:9');
  return {
    folder,
    file: join(folder, 'kiosk.db'),
    settings: {
      ...demo,
      wards,
      places,
      entrances: [{ id: 'main', name: inFour('Hovedinngangen'), directions: inFour('Rett fram.') }],
      kiosk: { ...demo.kiosk, entrance: 'main' },
    },
    secrets: newSecrets(),
    clock: testClock(`${FIRST_DAY}T07:00:00.000Z`),
    lead: newRecipientKeys(),
    municipality: newRecipientKeys(),
  };
};

const SAVED = 'house.json';
interface Saved {
  readonly kioskKey: string;
  readonly signingKey: JsonWebKey;
  readonly lead: House['lead'];
  readonly municipality: House['municipality'];
  readonly now: number;
  readonly built: unknown;
}

/** With the keys of made-up people, so that a house that took half an hour to build can be measured again. */
export const saveHouse = (house: House, built: unknown): void => {
  const saved: Saved = {
    kioskKey: house.secrets.kioskKey.toString('base64'),
    signingKey: house.secrets.signingKey.export({ format: 'jwk' }),
    lead: house.lead,
    municipality: house.municipality,
    now: house.clock.now(),
    built,
  };
  writeFileSync(join(house.folder, SAVED), JSON.stringify(saved));
};

/** Null where none was saved. */
export const savedHouse = (folder: string): { house: House; built: unknown } | null => {
  if (!existsSync(join(folder, SAVED))) return null;
  const saved = JSON.parse(readFileSync(join(folder, SAVED), 'utf8')) as Saved;
  const house = newHouse(folder);
  house.clock.set(new Date(saved.now).toISOString());
  const secrets = {
    kioskKey: Buffer.from(saved.kioskKey, 'base64'),
    signingKey: createPrivateKey({ key: saved.signingKey, format: 'jwk' }),
  };
  return {
    house: { ...house, secrets, lead: saved.lead, municipality: saved.municipality },
    built: saved.built,
  };
};

/** `keyFiles`: the disk under the files of keys; ten years of days are built without waiting for each of them. */
export const openHouse = (house: House, keyFiles?: SyncFileOps): { db: Database; protocol: Protocol } => {
  const opened = openDatabase(house.file, { migrationsDir: MIGRATIONS, now: () => house.clock.now() });
  if (!opened.ok) throw new Error(opened.problem.message);
  const { db } = opened;
  const { clock, secrets, settings } = house;
  return {
    db,
    protocol: openProtocol(db, { clock, secrets, settings, ...(keyFiles === undefined ? {} : { keyFiles }) }),
  };
};
