import { randomBytes } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { JWK } from 'jose';
import { z } from 'zod';
import { personName } from '../../../shared/domain/booking.ts';
import { id as anId } from '../../../shared/domain/ids.ts';
import { pin as aPin, staff as aStaff, type Role, type Staff } from '../../../shared/domain/staff.ts';
import { keyFolderOf, openKeyStore, type Recipient } from '../keys/store.ts';
import { createDayKeys } from '../protocol/daykeys.ts';
import { newRecipientKeys } from '../protocol/keys.ts';
import { recipientOf, unwrapLeadKey, wrapLeadKey } from './lead-key.ts';
import { hashPin, isWeakPin, pinMatches } from './pin.ts';

export interface AccountsOf {
  readonly db: Database;
  /** 32 bytes, from the ports' secrets. */
  readonly kioskKey: Buffer;
  /** The protocol's, where one is open already. */
  readonly addRecipient?: (id: string, publicJwk: JWK, wrapped: Recipient['wrapped']) => Promise<void>;
}

export const ACCOUNT_PROBLEMS = [
  'bad-id',
  'bad-name',
  'bad-pin',
  'weak-pin',
  'id-taken',
  'name-taken',
  'no-such-account',
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

/** A new account; an infection-control lead's comes with a key pair of its own that opens past days (decision 0004). */
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
  // The key before the account: a lead who can sign in can always open past days.
  if (staff.role === 'infection-control') await giveLeadKey(of, id, wanted.pin);
  of.db
    .prepare('INSERT INTO staff (id, name, role, pin_hash) VALUES (?, ?, ?, ?)')
    .run(id, staff.name, staff.role, hash);
  return { ok: true, staff };
};

/**
 * A new PIN, and the end of a lockout. A lead keeps the key to past days only with the old PIN; without it a new key
 * opens what is sealed from now on, and earlier days stay with the municipality's key.
 */
export const setPin = async (
  of: AccountsOf,
  wanted: { id: string; pin: string; oldPin?: string },
): Promise<AccountResult> => {
  const staff = find(of.db, 'id', wanted.id);
  if (staff === null) return refused('no-such-account');
  const weak = pinProblem(wanted.pin);
  if (weak !== null) return refused(weak);
  if (wanted.oldPin !== undefined && !(await pinMatches(wanted.oldPin, pinHashOf(of.db, staff.id))))
    return refused('bad-pin');

  const hash = await hashPin(wanted.pin);
  const rewrapped = staff.role === 'infection-control' ? await rewrap(of, staff.id, wanted) : null;
  of.db
    .prepare('UPDATE staff SET pin_hash = ?, failures = 0, locked_until = NULL WHERE id = ?')
    .run(hash, staff.id);
  if (rewrapped !== null) keepWrapped(of.db, staff.id, rewrapped);
  return { ok: true, staff };
};

const pinHashOf = (db: Database, id: string): string =>
  z.object({ pin_hash: z.string() }).parse(db.prepare('SELECT pin_hash FROM staff WHERE id = ?').get(id))
    .pin_hash;

const giveLeadKey = async (of: AccountsOf, id: string, pin: string): Promise<void> => {
  const { publicJwk, privateJwk } = newRecipientKeys();
  const wrapped = await wrapLeadKey(privateJwk, id, pin, of.kioskKey);
  const add: NonNullable<AccountsOf['addRecipient']> =
    of.addRecipient ?? ((...known) => createDayKeys(of.db, of.kioskKey).addRecipient(...known));
  await add(recipientOf(id), publicJwk, { pin: wrapped });
};

/** The lead's key under the new PIN; null where a new key had to be made. */
const rewrap = async (
  of: AccountsOf,
  id: string,
  wanted: { pin: string; oldPin?: string },
): Promise<string | null> => {
  const wrapped = wrappedLeadKey(of.db, id);
  const key =
    wrapped === null || wanted.oldPin === undefined
      ? null
      : await unwrapLeadKey(wrapped, id, wanted.oldPin, of.kioskKey);
  if (key !== null) return wrapLeadKey(key, id, wanted.pin, of.kioskKey);
  await giveLeadKey(of, id, wanted.pin);
  return null;
};

const leadOf = (db: Database, id: string): Recipient | undefined =>
  openKeyStore(keyFolderOf(db))
    .recipients()
    .find((one) => one.id === recipientOf(id));

const keepWrapped = (db: Database, id: string, pin: string): void => {
  const lead = leadOf(db, id);
  if (lead !== undefined)
    openKeyStore(keyFolderOf(db)).putRecipient({ ...lead, wrapped: { ...lead.wrapped, pin } });
};

export const wrappedLeadKey = (db: Database, id: string): string | null =>
  leadOf(db, id)?.wrapped.pin ?? null;
