import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Database } from 'better-sqlite3';
import { openDatabase } from '../../core/db/open.ts';
import {
  addStaff,
  listStaff,
  setPin,
  type AccountProblem,
  type AccountResult,
  type AccountsOf,
} from '../../core/reception/accounts.ts';
import { isWeakPin } from '../../core/reception/pin.ts';
import { appPaths } from '../../platform/app-root.ts';
import { clockOf } from '../../platform/clock.ts';
import { EXIT, StartProblem } from '../../platform/problem.ts';
import { openSecrets } from '../../platform/secrets.ts';
import { readSettings } from '../../platform/settings.ts';
import type { Role } from '../../../shared/domain/staff.ts';

const SAID: Record<AccountProblem, string> = {
  'bad-id': 'That is no account id.',
  'bad-name': 'That is no name.',
  'bad-pin': 'That is not the old PIN.',
  'weak-pin': 'That PIN is too easy to guess.',
  'id-taken': 'There is an account with that id.',
  'name-taken': 'There is an account with that name: add something that tells the two apart.',
  'no-such-account': 'There is no such account.',
};

const accounts = async <T>(
  dataDir: string,
  work: (of: AccountsOf, db: Database) => Promise<T>,
): Promise<T> => {
  const clock = clockOf(readSettings(dataDir));
  const { kioskKey } = await openSecrets(dataDir);
  const opened = openDatabase(join(dataDir, 'kiosk.db'), {
    migrationsDir: appPaths().migrations,
    now: () => clock.now(),
  });
  if (!opened.ok) throw new StartProblem(opened.problem.message, EXIT.configuration);
  try {
    return await work({ db: opened.db, kioskKey }, opened.db);
  } finally {
    opened.db.close();
  }
};

/** Six random digits that are not among the easy ones. Never taken from the command line, where others can read it. */
const newPin = (): string => {
  for (;;) {
    const pin = String(randomInt(1_000_000)).padStart(6, '0');
    if (!isWeakPin(pin)) return pin;
  }
};

const say = (result: AccountResult, pin: string): void => {
  if (!result.ok) throw new StartProblem(SAID[result.problem]);
  const { name, role } = result.staff;
  console.log(`${name}, ${role}: the PIN is ${pin}. It is shown this once.`);
};

export const addCommand = async (dataDir: string, name: string, role: Role): Promise<void> => {
  const pin = newPin();
  say(await accounts(dataDir, (of) => addStaff(of, { name, role, pin })), pin);
};

export const listCommand = async (dataDir: string): Promise<void> => {
  const staff = await accounts(dataDir, (_of, db) => Promise.resolve(listStaff(db)));
  for (const { name, role } of staff) console.log(`${name.padEnd(30)} ${role}`);
};

/** Only the old PIN carries a lead's key to past days over to the new one. */
const oldPinOfLead = async (): Promise<string | undefined> => {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const typed = await terminal.question(
    'Old PIN (Enter if it is forgotten: earlier days then open with the municipality’s key only): ',
  );
  terminal.close();
  return typed.trim() === '' ? undefined : typed.trim();
};

/** A new PIN, and the end of a lockout. */
export const pinCommand = async (dataDir: string, name: string): Promise<void> => {
  const pin = newPin();
  const result = await accounts(dataDir, async (of, db) => {
    const found = listStaff(db).find((one) => one.name === name);
    if (found === undefined) throw new StartProblem(SAID['no-such-account']);
    const oldPin = found.role === 'infection-control' ? await oldPinOfLead() : undefined;
    return setPin(of, { id: found.id, pin, ...(oldPin === undefined ? {} : { oldPin }) });
  });
  say(result, pin);
};
