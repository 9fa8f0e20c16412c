import type { Settings } from '../../../shared/domain/settings.ts';

/** A flat in care housing: only the resident limits visits (P8, S0:103-125). */
export const isPrivateHome = ({ wards }: Settings, wardId: string): boolean =>
  wards.find(({ id }) => id === wardId)?.kind === 'care-housing';
