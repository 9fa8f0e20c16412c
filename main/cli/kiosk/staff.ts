import { randomInt } from 'node:crypto';
import { join } from 'node:path';
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
import { readSettings } from '../../platform/settings.ts';
import type { Role } from '../../../shared/domain/staff.ts';

const SAID: Record<AccountProblem, string> = {
  'bad-id': 'That is no account id.',
  'bad-name': 'That is no name.',
  'bad-pin': 'A PIN is six digits.',
  'weak-pin': 'That PIN is too easy to guess.',
  'id-taken': 'There is an account with that id.',
  'name-taken': 'There is an account with that name: add something that tells the two apart.',
  'no-such-account': 'There is no such account.',
  'key-under-pin':
    'This lead’s key to past days still lies under the old PIN, and a new PIN would lose it. Let them sign in with the old one and set up a passphrase first. If the old PIN is forgotten: the same command with --give-up-key; earlier days then open with the municipality’s key only.',
};

const accounts = async <T>(
  dataDir: string,
  work: (of: AccountsOf, db: Database) => Promise<T>,
): Promise<T> => {
  const clock = clockOf(readSettings(dataDir));
  const opened = openDatabase(join(dataDir, 'kiosk.db'), {
    migrationsDir: appPaths().migrations,
    now: () => clock.now(),
  });
  if (!opened.ok) throw new StartProblem(opened.problem.message, EXIT.configuration);
  try {
    return await work({ db: opened.db }, opened.db);
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
  if (role === 'infection-control')
    console.log(
      'At the first sign-in the lead chooses a passphrase of their own and prints a recovery key: these, not the PIN, open past days.',
    );
};

export const listCommand = async (dataDir: string): Promise<void> => {
  const staff = await accounts(dataDir, (_of, db) => Promise.resolve(listStaff(db)));
  for (const { name, role } of staff) console.log(`${name.padEnd(30)} ${role}`);
};

/** A new PIN, and the end of a lockout. A lead's passphrase stays as it is. */
export const pinCommand = async (dataDir: string, name: string, giveUpKey: boolean): Promise<void> => {
  const pin = newPin();
  const result = await accounts(dataDir, async (of, db) => {
    const found = listStaff(db).find((one) => one.name === name);
    if (found === undefined) throw new StartProblem(SAID['no-such-account']);
    return setPin(of, { id: found.id, pin, giveUpKey });
  });
  say(result, pin);
};
