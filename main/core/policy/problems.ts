import { dayIn } from '../../../shared/domain/time.ts';
import { unvouched } from './authentic.ts';
import { unfitOn } from './fitness.ts';
import type { KnownPack } from './library.ts';
import type { OpenPolicy } from './rulebook.ts';

/** Everything that is in the way of putting a pack in force today, a sentence each (English, for whoever wrote it). */
export const problemsOf = async (policy: OpenPolicy, known: KnownPack): Promise<string[]> => {
  const { settings, clock } = policy;
  const nobody = await unvouched(settings, known);
  const today = dayIn(settings.institution.zone, clock.now());
  return [...(nobody === null ? [] : [nobody]), ...unfitOn(policy, known.pack, today)];
};
