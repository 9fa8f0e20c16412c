import { dayIn } from '../../../shared/domain/time.ts';
import { standingOn } from '../../../shared/policy/index.ts';
import { unvouched } from './authentic.ts';
import { unfit } from './fitness.ts';
import type { KnownPack } from './library.ts';
import type { OpenPolicy } from './rulebook.ts';

/** Everything that is in the way of putting a pack in force today, a sentence each (English, for whoever wrote it). */
export const problemsOf = async (policy: OpenPolicy, known: KnownPack): Promise<string[]> => {
  const { settings, clock } = policy;
  const { pack } = known;
  const standing = standingOn(pack, dayIn(settings.institution.zone, clock.now()));
  const nobody = await unvouched(settings, known);
  return [
    ...(nobody === null ? [] : [nobody]),
    ...(standing === 'not-yet' ? [`It holds from ${pack.validFrom} on.`] : []),
    ...(standing === 'expired' && pack.validTo !== null ? [`It held until ${pack.validTo}.`] : []),
    ...unfit(policy, pack),
  ];
};
