/** What is done to keys and copies: at night, and by the infection-control lead. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect } from 'vitest';
import { z } from 'zod';
import { keyOfTyped } from '../../../main/core/backup/opening-key.ts';
import { unpackInto } from '../../../main/core/backup/unpacked.ts';
import { openKeyStore } from '../../../main/core/keys/store.ts';
import { caseOpened, type CaseWish } from '../../../shared/api/tracing.ts';
import { toInstant } from '../../../shared/domain/time.ts';
import { PASSPHRASE, signInAs, walkIn } from '../../support/desk.ts';
import { temporaryFolder } from '../../support/protocol.ts';
import { DAY_MS, eventsOf, post, STEPS, type Step } from './steps.ts';
import type { House } from './house.ts';

const BACKUPS = 'backups';
const today = ({ desk }: House): string => toInstant(desk.core.clock.now()).slice(0, 10);

const keyFile = z.object({ kiosk: z.string().nullable(), wraps: z.record(z.string(), z.string()) });
/** What lies in the file of a key: the key, for the kiosk and for each that may open it. */
const wrappingsOf = (folder: string, name: string): { kiosk: string[]; others: string[] } => {
  const { kiosk, wraps } = keyFile.parse(
    JSON.parse(readFileSync(join(folder, 'keys', `${name}.json`), 'utf8')),
  );
  return { kiosk: kiosk === null ? [] : [kiosk], others: Object.values(wraps) };
};
/** No file of the folder holds it. */
const expectGone = (folder: string, words: readonly string[]): void => {
  for (const where of ['.', 'keys'])
    for (const entry of readdirSync(join(folder, where), { withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const bytes = readFileSync(join(folder, where, entry.name));
      for (const word of words) expect(bytes.includes(word), entry.name).toBe(false);
    }
};

/** What has the name of a copy opens to its end. */
const expectWholeCopies = async (folder: string, { folder: living }: House, where: string): Promise<void> => {
  const copies = existsSync(join(folder, BACKUPS)) ? readdirSync(join(folder, BACKUPS)) : [];
  const key = await keyOfTyped(openKeyStore(join(living, 'keys')), PASSPHRASE);
  if (key === null) throw new Error('no key');
  for (const copy of copies.filter((name) => name.endsWith('.backup'))) {
    const into = temporaryFolder();
    await unpackInto(join(folder, BACKUPS, copy), into, key).catch((cause: unknown) => {
      throw new Error(`${where}: ${copy} does not open`, { cause });
    });
    rmSync(into, { recursive: true });
  }
};

/** Somebody came, and went; and so many nights went by. */
const aDayAgo = async (house: House, nights: number): Promise<void> => {
  const { desk } = house;
  await desk.signInAgain();
  const visit = await desk.checkedIn(walkIn());
  await desk.tell(visit, 'check-out', { leftAt: null });
  for (let night = 0; night < nights; night += 1) {
    desk.core.clock.advance(DAY_MS);
    expect(await desk.core.core.closeDays()).toBe(true);
  }
};

const NIGHT_STEPS: readonly Step[] = [
  {
    name: 'the day is closed',
    isLong: true,
    prepare: async (house) => {
      const { core } = house.desk;
      await house.desk.signInAgain();
      const day = today(house);
      await house.desk.fromBooking(core.booking());
      core.clock.advance(DAY_MS);
      const { kiosk } = wrappingsOf(house.folder, `${day}.identity`);
      return async () => {
        const isClosed = await core.core.closeDays();
        return isClosed
          ? {
              what: `close of ${day}`,
              counts: [eventsOf('day.closed', `body ->> '$.day'`, day)],
              check: (folder) => expectGone(folder, kiosk),
            }
          : null;
      };
    },
    always: expectWholeCopies,
  },
  {
    name: 'a day is forgotten, and its keys destroyed',
    isLong: true,
    prepare: async (house) => {
      const { core } = house.desk;
      const day = today(house);
      await aDayAgo(house, core.settings.retention.identityDays);
      core.clock.advance(DAY_MS);
      const { kiosk, others } = wrappingsOf(house.folder, `${day}.identity`);
      expect(others.length).toBeGreaterThan(0);
      return async () => {
        const isClosed = await core.core.closeDays();
        return isClosed
          ? {
              what: `forgetting of ${day}`,
              counts: [
                ['SELECT count(*) FROM key_name WHERE day = ? AND destroyed_at IS NULL', [day], 0],
                [
                  `SELECT count(*) FROM visit_key AS k JOIN visit AS v ON v.visit_id = k.visit_id
                   WHERE k.wrapped IS NOT NULL AND v.last_day <= ?`,
                  [day],
                  0,
                ],
              ],
              check: (folder) => expectGone(folder, [...kiosk, ...others]),
            }
          : null;
      };
    },
  },
  {
    name: 'the infection-control lead opens a case',
    prepare: async (house) => {
      const { desk } = house;
      const { receipt } = await desk.checkedIn(walkIn());
      const headers = await signInAs(desk.core, 'infection-control');
      const wish: CaseWish = {
        search: {
          purpose: 'infection-in-house',
          index: { kind: 'receipt', receipt },
          symptomsFrom: today(house),
          window: null,
          minutes: 15,
          reach: 'same-ward',
          generations: 1,
        },
        note: '',
        taskId: null,
      };
      return async (core) => {
        const heard = await post(core, '/api/infection-control/tracing/cases', wish, headers);
        if (heard === null) return null;
        const { caseId } = caseOpened.parse(heard.body);
        return {
          what: `case ${caseId}`,
          counts: [['SELECT count(*) FROM tracing_case WHERE case_id = ?', [caseId], 1]],
          check: (folder) => expect(openKeyStore(join(folder, 'keys')).names()).toContain(`case-${caseId}`),
        };
      };
    },
  },
  {
    name: 'a backup is made, and the oldest goes',
    isLong: true,
    prepare: async (house) => {
      const { core } = house.desk;
      await house.desk.signInAgain();
      await house.desk.checkedIn(walkIn());
      expect(await core.core.backUp()).toMatchObject({ ok: true });
      core.clock.advance((core.settings.retention.identityDays + 1) * DAY_MS);
      return async () => {
        const done = await core.core.backUp();
        if (!done.ok) return null;
        const { file, length } = done.made;
        return {
          what: `backup of ${length} events`,
          counts: [],
          check: (folder) => expect(readdirSync(join(folder, BACKUPS))).toContain(basename(file)),
        };
      };
    },
    always: expectWholeCopies,
  },
];

export const ALL_STEPS: readonly Step[] = [...STEPS, ...NIGHT_STEPS];
