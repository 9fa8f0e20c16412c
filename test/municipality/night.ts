/** A kiosk's protocol and sync over a real database, and the reference municipality at the other end of a line that can break. */
import { createPublicKey } from 'node:crypto';
import { join } from 'node:path';
import { INBOUND_CURSOR } from '../../main/core/bookings/import.ts';
import type { LogEntry, Ports } from '../../main/core/ports.ts';
import { createFacts } from '../../main/core/sync/facts.ts';
import { MUNICIPALITY } from '../../main/core/sync/index.ts';
import { createSync, type Sync, type SyncParts } from '../../main/core/sync/sync.ts';
import type { Secrets } from '../../main/core/ports.ts';
import { KIOSK, startProtocol, testClock, type TestProtocol } from '../support/protocol.ts';
import { demoSettings } from './demo/institution.ts';
import { startFaultyLine, type FaultyLine } from './faults.ts';
import type { Refuse } from './receive.ts';
import { startMunicipality, type RunningMunicipality } from './server.ts';

export const TOKEN = 'a-token-for-the-tests';

export interface Night {
  readonly kiosk: TestProtocol;
  readonly municipality: RunningMunicipality;
  readonly line: FaultyLine;
  readonly log: LogEntry[];
  readonly sync: Sync;
  /** Another sync over the same database, as after a restart. */
  again(changes?: Partial<SyncParts>): Sync;
  /** From now on these events are refused. */
  refuse(rule: Refuse | null): void;
  end(): Promise<void>;
}

export const syncSettings = (url: string): SyncParts['settings'] => {
  const demo = demoSettings(url);
  return {
    ...demo,
    kiosk: { ...demo.kiosk, id: KIOSK },
    municipality: { ...demo.municipality, url, token: TOKEN },
  };
};

/** Takes in no bookings, only the key that the day keys are wrapped to, and the cursor: enough for what goes out. */
export const importKeyOnly =
  ({ db, protocol }: Pick<TestProtocol, 'db' | 'protocol'>): SyncParts['importInbound'] =>
  async (inbound) => {
    await protocol.addRecipient(MUNICIPALITY, inbound.recipient);
    createFacts(db).set(INBOUND_CURSOR, inbound.cursor);
    return { bookings: inbound.bookings.length, cancelled: inbound.cancelled.length, problems: [] };
  };

const publicKeyOf = ({ signingKey }: Secrets) => {
  const { x = '' } = createPublicKey(signingKey).export({ format: 'jwk' });
  return { kty: 'OKP', crv: 'Ed25519', kid: KIOSK, x } as const;
};

export const startNight = async (fetch: Ports['fetch'] = globalThis.fetch): Promise<Night> => {
  const kiosk = startProtocol({ clock: testClock() });
  let rule: Refuse | null = null;
  const municipality = await startMunicipality({
    file: join(kiosk.folder, 'municipality.db'),
    now: () => kiosk.clock.now(),
    refuse: (event) => rule?.(event) ?? null,
  });
  municipality.store.enrol({ id: KIOSK, token: TOKEN, publicKey: publicKeyOf(kiosk.secrets) });
  const line = await startFaultyLine(municipality.url);
  const log: LogEntry[] = [];
  const parts: SyncParts = {
    db: kiosk.db,
    clock: kiosk.clock,
    protocol: kiosk.protocol,
    settings: syncSettings(line.url),
    log: { write: (entry) => void log.push(entry) },
    fetch,
    importInbound: importKeyOnly(kiosk),
    timeoutMs: 5_000,
  };
  return {
    kiosk,
    municipality,
    line,
    log,
    sync: createSync(parts),
    again: (changes = {}) => createSync({ ...parts, ...changes }),
    refuse: (next) => {
      rule = next;
    },
    end: async () => {
      await line.close();
      await municipality.close();
      kiosk.end();
    },
  };
};
