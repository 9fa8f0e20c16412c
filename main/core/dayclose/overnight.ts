import type { PermitClass } from '../../../shared/domain/outcome.ts';

/**
 * Whose visit does not end because the house closes: who keeps watch goes in and out day and night (P2, S0:354-355), relatives stay by
 * a death bed (P1) or in a critical situation (D3, S4:61-69), a partner at a birth, and whoever comes to live here for some days (P10, S0:552-592).
 * To write of these that they went would be a guess; staff check them out, and until then they stand on the evacuation list.
 */
const STAYS: ReadonlySet<PermitClass> = new Set([
  'vigil',
  'end-of-life',
  'critical-situation',
  'birth-partner',
  'respite',
]);

export const staysOvernight = (permitClass: PermitClass): boolean => STAYS.has(permitClass);
