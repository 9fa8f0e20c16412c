/** Staff at a test core's desk: an account of each role, and sessions as the routes want them. */
import { scryptSync } from 'node:crypto';
import { addStaff } from '../../main/core/reception/accounts.ts';
import { STAFF_HEADER, signInAnswer } from '../../shared/api/staff.ts';
import type { Role } from '../../shared/domain/staff.ts';
import type { TestCore } from './core.ts';

export const PINS: Record<Role, string> = {
  reception: '402918',
  'infection-control': '730164',
  admin: '518203',
};
const NAMES: Record<Role, string> = { reception: 'Randi', 'infection-control': 'Ivar', admin: 'Aud' };

/** The real thing costs a tenth of a second, and is tested where it belongs. */
const cheapHash = (pin: string): string => {
  const hash = scryptSync(pin, 'salt', 32, { N: 256, r: 8, p: 1 });
  return `scrypt$N=256,r=8,p=1$${Buffer.from('salt').toString('base64url')}$${hash.toString('base64url')}`;
};

/** Makes the account of a role; its id is the role. The infection-control lead's comes with a real key. */
export const addTestStaff = async (core: TestCore, role: Role): Promise<void> => {
  const [name, pin] = [NAMES[role], PINS[role]];
  if (role === 'infection-control') {
    const added = await addStaff(
      { db: core.db, kioskKey: core.ports.secrets.kioskKey },
      { id: role, name, role, pin },
    );
    if (!added.ok) throw new Error(added.problem);
  } else {
    core.db
      .prepare('INSERT INTO staff (id, name, role, pin_hash) VALUES (?, ?, ?, ?)')
      .run(role, name, role, cheapHash(pin));
  }
};

/** Signs in; the header that goes with every call of the session. */
export const signInAs = async (core: TestCore, role: Role): Promise<Record<string, string>> => {
  const response = await core.post('/api/staff/sign-in', { name: NAMES[role], pin: PINS[role] });
  const { session } = signInAnswer.parse(await response.json());
  return { [STAFF_HEADER]: session };
};
