/** The program is stopped between any two steps of erasing, on the disk of the keys as in the database: the next start finishes what was begun, or begins again. */
import * as fs from 'node:fs';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../main/core/db/open.ts';
import type { SyncFileOps } from '../../main/core/keys/files.ts';
import { recipientOpener } from '../../main/core/protocol/daykeys.ts';
import { newRecipientKeys } from '../../main/core/protocol/keys.ts';
import { openProtocol } from '../../main/core/protocol/open.ts';
import { createForget, createNightly, reconcile } from '../../main/core/retention/index.ts';
import { seenAt } from '../../shared/domain/presence.ts';
import {
  checkIn,
  later,
  MIGRATIONS,
  startProtocol,
  temporaryFolder,
  type TestProtocol,
} from '../support/protocol.ts';
import { KIOSK, ZONE } from '../support/protocol.ts';
import { verdictOf } from '../support/verdict.ts';

const DAY = 86_400_000;
const lead = newRecipientKeys();
const retention = { identityDays: 10, contactDays: 10, reasonDays: 10, why: null };
const settings = { institution: { zone: ZONE }, kiosk: { id: KIOSK }, retention };
const log = { write: () => undefined };

let before: TestProtocol;
let due: string;
let other: string;
const visit = (name: string): string => {
  const { protocol, clock } = before;
  const visitId = checkIn(protocol, {}, name);
  const left = seenAt(later(clock, 1000), 'scanned');
  protocol.transaction(() =>
    protocol.append({ type: 'visit.checked-out', visitId, actor: 'visitor', body: { left } }),
  );
  return visitId;
};
const night = async (): Promise<void> => {
  before.clock.advance(DAY);
  await before.protocol.ensureDayKey();
  before.protocol.closePastDays();
};
beforeAll(async () => {
  before = startProtocol();
  await before.protocol.ensureDayKey();
  await before.protocol.addRecipient('lead:i', lead.publicJwk);
  due = visit('Åse Øverås');
  await night();
  other = visit('Per Ås');
  visit('Ida Bø');
  for (let nights = 0; nights < 10; nights += 1) await night();
  before.db.pragma('wal_checkpoint(TRUNCATE)');
});
afterAll(() => before.end());

class Killed extends Error {}

/** Counts every call that reaches the disk of the keys and every transaction; dies at the nth, before it or after. */
const dying = (nth: number) => {
  let steps = 0;
  let isDead = false;
  const step = (): void => {
    if (isDead) throw new Killed();
    steps += 1;
    if (steps === nth) {
      isDead = true;
      throw new Killed();
    }
  };
  const ops = Object.fromEntries(
    Object.entries(fs).map(([name, call]) => [
      name,
      (...args: unknown[]) => {
        if (/^(open|write|fsync|rename|unlink)/.test(name)) step();
        return Reflect.apply(call as (...all: unknown[]) => unknown, fs, args);
      },
    ]),
  ) as unknown as SyncFileOps;
  return { ops, step, died: () => isDead };
};

const opened = (folder: string, keyFiles?: SyncFileOps) => {
  const result = openDatabase(join(folder, 'kiosk.db'), {
    migrationsDir: MIGRATIONS,
    now: () => before.clock.now(),
  });
  if (!result.ok) throw new Error(result.problem.message);
  const { clock, secrets } = before;
  const protocol = openProtocol(result.db, {
    clock,
    secrets,
    settings,
    ...(keyFiles === undefined ? {} : { keyFiles }),
  });
  return { db: result.db, protocol };
};
type Opened = ReturnType<typeof opened>;

const nightly = ({ db, protocol }: Opened) => createNightly({ db, protocol, settings, log })();
const forget = async ({ db, protocol }: Opened) => {
  const parts = {
    db,
    protocol,
    settings,
    log,
    backUp: () => Promise.resolve(true),
    closePastDays: () => protocol.closePastDays(),
  };
  const opener = recipientOpener(protocol.dayKeys.store, 'lead:i', lead.privateJwk);
  await createForget(parts).forget({ visitId: other, opener, actor: 'staff:i' });
};
const read = ({ protocol }: Opened, visitId: string) =>
  protocol.personalWith(visitId, recipientOpener(protocol.dayKeys.store, 'lead:i', lead.privateJwk));

it.each([
  ['at night', nightly, () => due],
  ['on request', forget, () => other],
] as const)(
  '%s',
  async (_when, work, whom) => {
    for (let nth = 1; ; nth += 1) {
      const folder = temporaryFolder();
      try {
        cpSync(before.folder, folder, { recursive: true });
        const death = dying(nth);
        const first = opened(folder, death.ops);
        const mortal = {
          ...first.protocol,
          transaction: <T>(inside: () => T): T => {
            death.step();
            const result = first.protocol.transaction(inside);
            death.step();
            return result;
          },
        };
        await work({ db: first.db, protocol: mortal }).catch((thrown: unknown) => {
          if (!(thrown instanceof Killed)) throw thrown;
        });
        first.db.close();
        if (!death.died()) {
          expect(nth).toBeGreaterThan(15);
          return;
        }
        const second = opened(folder);
        expect(reconcile({ db: second.db, protocol: second.protocol, settings, log })).toMatchObject({
          ok: true,
        });
        await second.protocol.ensureDayKey();
        second.protocol.closePastDays();
        await work(second);
        expect(await read(second, whom())).toBe('erased');
        for (const visitId of [due, other])
          if (visitId !== whom())
            expect(await read(second, visitId)).toMatchObject({ residentName: 'Ola Li' });
        const { secrets, clock } = before;
        const { findings } = await verdictOf(join(folder, 'kiosk.db'), { secrets, now: () => clock.now() });
        expect(findings, `stopped at step ${nth}`).toEqual([]);
        second.db.close();
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }
  },
  240_000,
);
