import { STAFF } from './norway/people.ts';

export type { DemoStaff } from './house.ts';

/** Who may sign in at Solbakken; another house's are in its own folder. */
export const DEMO_STAFF = STAFF;
