/** Whether a pack can decide here: a sentence for each thing that is in the way (English, for whoever wrote it). */
import type { Settings } from '../../../shared/domain/settings.ts';
import { mismatches, standingOn, strictnessProblems, type Pack } from '../../../shared/policy/index.ts';
import type { Questionnaire } from '../../../shared/questions/index.ts';
import type { Library } from './library.ts';

interface Here {
  readonly settings: Settings;
  readonly questionnaires: ReadonlyMap<string, Questionnaire>;
  readonly library: Library;
}

/** Country, kinds of ward, questions. */
const misplaced = ({ settings, questionnaires }: Here, pack: Pack): string[] => {
  const { jurisdiction } = settings.institution;
  const kinds = new Set(settings.wards.map((ward) => ward.kind));
  const uncovered = [...kinds].filter((kind) => !pack.kinds.includes(kind));
  return [
    ...(pack.jurisdiction === jurisdiction
      ? []
      : [`It is made for ${pack.jurisdiction}, this institution is in ${jurisdiction}.`]),
    ...(uncovered.length === 0
      ? []
      : [`It does not decide for ${uncovered.join(', ')}, which this institution has.`]),
    ...mismatches(pack, [...questionnaires.values()]),
  ];
};

const baseOf = ({ library }: Here, { buildsOn }: Pack): Pack | null =>
  buildsOn === null ? null : (library.find(buildsOn.id, buildsOn.version)?.pack ?? null);

/** What is in the way of deciding here, whatever day it is. Quick: asked at every start. */
export const unfit = (here: Here, pack: Pack): string[] => {
  const { buildsOn } = pack;
  const isAlone = buildsOn !== null && baseOf(here, pack) === null;
  return [
    ...misplaced(here, pack),
    ...(isAlone ? [`It builds on «${buildsOn.id}» ${buildsOn.version}, which is not here.`] : []),
  ];
};

/** By pack and base: trying every combination takes a while, and the same two always give the same for a day. */
const tried = new WeakMap<Pack, WeakMap<Pack, { readonly today: string; readonly problems: string[] }>>();
export const againstBase = (here: Here, pack: Pack, today: string): string[] => {
  const base = baseOf(here, pack);
  if (base === null) return [];
  const ofPack = tried.get(pack) ?? new WeakMap<Pack, { today: string; problems: string[] }>();
  tried.set(pack, ofPack);
  const known = ofPack.get(base);
  if (known?.today === today) return known.problems;
  const problems = strictnessProblems(pack, base, today);
  ofPack.set(base, { today, problems });
  return problems;
};

/** What will not come right by itself: such a pack need not be kept. `today` is the calendar day at the institution. */
export const lasting = (here: Here, pack: Pack, today: string): string[] => {
  const found = [...(standingOn(pack, today) === 'expired' ? [over(pack)] : []), ...misplaced(here, pack)];
  return found.length > 0 ? found : againstBase(here, pack, today);
};

/** Everything that is in the way of deciding here from today on; the base is tried only where nothing else is. */
export const unfitOn = (here: Here, pack: Pack, today: string): string[] => {
  const standing = standingOn(pack, today);
  const found = [
    ...(standing === 'not-yet' ? [`It holds from ${pack.validFrom} on.`] : []),
    ...(standing === 'expired' ? [over(pack)] : []),
    ...unfit(here, pack),
  ];
  return found.length > 0 ? found : againstBase(here, pack, today);
};

const over = ({ validTo }: Pack): string => `It held until ${validTo ?? 'an earlier day'}.`;
