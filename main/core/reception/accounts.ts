import { randomBytes } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { personName } from '../../../shared/domain/booking.ts';
import { id as anId } from '../../../shared/domain/ids.ts';
import { pin as aPin, staff as aStaff, type Role, type Staff } from '../../../shared/domain/staff.ts';
import { keyFolderOf, openKeyStore } from '../keys/store.ts';
import { findRecipient, recipientOf } from '../lead/recipient.ts';
import { hashPin, isWeakPin } from './pin.ts';

export interface AccountsOf {
  readonly db: Database;
}

export const ACCOUNT_PROBLEMS = [
  'bad-id',
  'bad-name',
  'bad-pin',
  'weak-pin',
  'id-taken',
  'name-taken',
  'no-such-account',
  'key-under-pin',
] as const;
export type AccountProblem = (typeof ACCOUNT_PROBLEMS)[number];
export type AccountResult = { ok: true; staff: Staff } | { ok: false; problem: AccountProblem };

export interface NewStaff {
  /** Made when it is not given. It stands in the protocol and in the log, so it says nothing of the name. */
  readonly id?: string;
  readonly name: string;
  readonly role: Role;
  readonly pin: string;
}

const refused = (problem: AccountProblem): AccountResult => ({ ok: false, problem });

const pinProblem = (pin: string): 'bad-pin' | 'weak-pin' | null => {
  if (!aPin.safeParse(pin).success) return 'bad-pin';
  return isWeakPin(pin) ? 'weak-pin' : null;
};

/** One spelling of a name: the same letters compare equal however they were composed. */
export const tidyName = (name: string): string => name.trim().normalize('NFC');

export const listStaff = (db: Database): Staff[] =>
  z.array(aStaff).parse(db.prepare('SELECT id, name, role FROM staff ORDER BY name').all());

const find = (db: Database, column: 'id' | 'name', value: string): Staff | null => {
  const row = db.prepare(`SELECT id, name, role FROM staff WHERE ${column} = ?`).get(value);
  return row === undefined ? null : aStaff.parse(row);
};

/** A new account. An infection-control lead's own key is set up by the lead, at the first sign-in (main/core/lead). */
export const addStaff = async (of: AccountsOf, wanted: NewStaff): Promise<AccountResult> => {
  const id = wanted.id ?? `s-${randomBytes(5).toString('hex')}`;
  const name = personName.safeParse(tidyName(wanted.name));
  if (!anId.safeParse(id).success) return refused('bad-id');
  if (!name.success) return refused('bad-name');
  const weak = pinProblem(wanted.pin);
  if (weak !== null) return refused(weak);
  if (find(of.db, 'id', id) !== null) return refused('id-taken');
  if (find(of.db, 'name', name.data) !== null) return refused('name-taken');

  const hash = await hashPin(wanted.pin);
  const staff: Staff = { id, name: name.data, role: wanted.role };
  of.db
    .prepare('INSERT INTO staff (id, name, role, pin_hash) VALUES (?, ?, ?, ?)')
    .run(id, staff.name, staff.role, hash);
  return { ok: true, staff };
};

/** Takes an account away; whoever is signed in with it is out. A lead's key still opens until another lead takes it away too. */
export const removeStaff = ({ db }: AccountsOf, id: string): AccountResult => {
  const staff = find(db, 'id', id);
  if (staff === null) return refused('no-such-account');
  db.prepare('DELETE FROM staff WHERE id = ?').run(id);
  return { ok: true, staff };
};

/**
 * A new PIN, and the end of a lockout. The key of a lead who has not yet taken it over from the PIN would be lost with it: that is
 * done only where it is asked for (`giveUpKey`), and the lead then sets up a new one.
 */
export const setPin = async (
  of: AccountsOf,
  wanted: { id: string; pin: string; giveUpKey?: boolean },
): Promise<AccountResult> => {
  const staff = find(of.db, 'id', wanted.id);
  if (staff === null) return refused('no-such-account');
  const weak = pinProblem(wanted.pin);
  if (weak !== null) return refused(weak);
  const store = openKeyStore(keyFolderOf(of.db));
  const isUnderPin = findRecipient(store, recipientOf(staff.id))?.wrapped.pin !== undefined;
  if (isUnderPin && wanted.giveUpKey !== true) return refused('key-under-pin');

  const hash = await hashPin(wanted.pin);
  of.db
    .prepare('UPDATE staff SET pin_hash = ?, failures = 0, locked_until = NULL WHERE id = ?')
    .run(hash, staff.id);
  if (isUnderPin) store.removeRecipient(recipientOf(staff.id));
  return { ok: true, staff };
};
