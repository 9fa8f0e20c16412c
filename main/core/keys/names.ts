/** How keys are called: `2026-11-28.identity`, made anew `2026-11-28.identity.002`, from before there were kinds `2026-11-28`, of a case `case-ID`. */
import type { SealedKind } from '../../../shared/domain/events.ts';

export const dayKeyName = (day: string, kind: SealedKind, generation = 1): string =>
  [day, ...(kind === 'all' ? [] : [kind]), ...(generation === 1 ? [] : [padded(generation)])].join('.');

/** So that names sort as the keys came. */
const padded = (generation: number): string => String(generation).padStart(3, '0');

/** The name of the key that takes the place of another of the same day and kind. */
export const nextKeyName = (name: string): string => {
  const [day = '', ...rest] = name.split('.');
  const last = rest.at(-1);
  const generation = last !== undefined && /^\d+$/.test(last) ? Number(last) : 1;
  const stem = generation === 1 ? [day, ...rest] : [day, ...rest.slice(0, -1)];
  return [...stem, padded(generation + 1)].join('.');
};

export const caseKeyName = (caseId: string): string => `case-${caseId}`;

/** A key's name is a file's name: nothing else is taken for one. */
export const KEY_NAME =
  /^(\d{4}-\d{2}-\d{2}(\.(identity|contact|reason))?(\.\d{3})?|case-[A-Za-z0-9][A-Za-z0-9._-]{0,39})$/;
