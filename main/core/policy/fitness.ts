/** Whether a pack can decide here: a sentence for each thing that is in the way (English, for whoever wrote it). */
import type { Settings } from '../../../shared/domain/settings.ts';
import { mismatches, type Pack } from '../../../shared/policy/index.ts';
import type { Questionnaire } from '../../../shared/questions/index.ts';
import type { Library } from './library.ts';

interface Here {
  readonly settings: Settings;
  readonly questionnaires: ReadonlyMap<string, Questionnaire>;
  readonly library: Library;
}

/** What does not pass by itself: country, kinds of ward, questions. */
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

const baseProblems = ({ library }: Here, { buildsOn }: Pack): string[] => {
  if (buildsOn === null) return [];
  const { id, version } = buildsOn;
  const base = library.find(id, version);
  if (base === null) return [`It builds on «${id}» ${version}, which is not here.`];
  return base.pack.buildsOn === null
    ? []
    : [`It builds on «${id}» ${version}, which builds on another itself: a pack has one under it at most.`];
};

/** What will not come right by itself: such a pack need not be kept. `today` is the calendar day at the institution. */
export const lasting = (here: Here, pack: Pack, today: string): string[] => [
  ...misplaced(here, pack),
  ...(pack.validTo !== null && pack.validTo < today ? [`It held until ${pack.validTo}.`] : []),
];

/** What is in the way of deciding here, whatever day it is. Quick: asked at every start. */
export const unfit = (here: Here, pack: Pack): string[] => [
  ...misplaced(here, pack),
  ...baseProblems(here, pack),
];
