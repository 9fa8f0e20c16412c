import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { createCore } from '../../core/app.ts';
import { openDatabase } from '../../core/db/open.ts';
import {
  addStaff,
  listStaff,
  removeStaff,
  setPin,
  type AccountProblem,
  type AccountResult,
  type AccountsOf,
} from '../../core/reception/accounts.ts';
import { isWeakPin } from '../../core/reception/pin.ts';
import { appPaths } from '../../platform/app-root.ts';
import { clockOf } from '../../platform/clock.ts';
import { openPorts } from '../../platform/ports.ts';
import { EXIT, StartProblem } from '../../platform/problem.ts';
import { readSettings } from '../../platform/settings.ts';
import type { Role, Staff } from '../../../shared/domain/staff.ts';

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

const named = (db: Database, name: string): Staff => {
  const found = listStaff(db).find((one) => one.name === name);
  if (found === undefined) throw new StartProblem(SAID['no-such-account']);
  return found;
};

/** A new PIN, and the end of a lockout. A lead's passphrase stays as it is. */
export const pinCommand = async (dataDir: string, name: string, giveUpKey: boolean): Promise<void> => {
  const pin = newPin();
  const result = await accounts(dataDir, (of, db) => setPin(of, { id: named(db, name).id, pin, giveUpKey }));
  say(result, pin);
};

export const removeCommand = async (dataDir: string, name: string): Promise<void> => {
  const { role } = await accounts(dataDir, (of, db) => {
    const found = named(db, name);
    removeStaff(of, found.id);
    return Promise.resolve(found);
  });
  console.log(`${name} has no account any more.`);
  if (role === 'infection-control')
    console.log('Their key still opens past days: another lead takes it away, under «Nøkler».');
};

/** For a lead who has lost both passphrase and recovery key, where no other lead can remove them. */
export const newKeyCommand = async (dataDir: string, name: string): Promise<void> => {
  const { id } = await accounts(dataDir, (_of, db) => Promise.resolve(named(db, name)));
  const created = await createCore(await openPorts(dataDir));
  if (!created.ok) throw new StartProblem(created.problem.message, EXIT.configuration);
  const { core } = created;
  const keys = core.forgetLeadKey(id);
  await core.close();
  if (keys === null) throw new StartProblem(`${name} has no key.`);
  console.log(
    `${name} makes a new key at the next sign-in. It opens what is sealed from then on; what theirs opened (${keys} keys) only others open now.`,
  );
};
