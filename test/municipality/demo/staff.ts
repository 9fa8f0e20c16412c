import type { Role } from '../../../shared/domain/staff.ts';

export interface DemoStaff {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** The same in every demo, and shown in the terminal: it guards made-up people only. */
  readonly pin: string;
}

export const DEMO_STAFF: readonly DemoStaff[] = [
  { id: 'demo-rita', name: 'Rita Resepsjon', role: 'reception', pin: '271828' },
  { id: 'demo-ivar', name: 'Ivar Smittevern', role: 'infection-control', pin: '314159' },
  { id: 'demo-anne', name: 'Anne Admin', role: 'admin', pin: '161803' },
];
