import { z } from 'zod';
import { id } from './ids.ts';
import { personName } from './booking.ts';

export const ROLES = ['reception', 'infection-control', 'admin'] as const;
export const role = z.enum(ROLES);
export type Role = z.infer<typeof role>;

/** What a role may do. The infection-control lead may also do what reception does; an administrator handles no visits. */
export const MAY: Record<Role, ReadonlySet<Role>> = {
  reception: new Set(['reception']),
  'infection-control': new Set(['reception', 'infection-control']),
  admin: new Set(['admin']),
};

export const pin = z.string().regex(/^\d{6}$/, 'six digits');
export const staff = z.strictObject({ id, name: personName, role });
export type Staff = z.infer<typeof staff>;
