/** A situation made of the values that were tried. */
import { addDays } from '../domain/time.ts';
import type { FactType, Pack } from './pack.ts';
import type { Situation } from './situation.ts';
import type { Assignment, Value } from './values.ts';

const NOBODY: Situation = {
  permitClass: 'ordinary',
  wardKind: 'nursing-home',
  jurisdiction: 'NO',
  phase: '',
  place: 'elsewhere',
  placeKind: 'own-room',
  visitsInPlace: 0,
  placeCapacity: null,
  direction: 'arriving',
  partySize: 1,
  agreedPartySize: 1,
  children: 0,
  minutesFromStart: null,
  minutesToEnd: null,
  agreedMinutes: null,
  minuteOfDay: 720,
  today: '2020-06-01',
  visitsThisWeek: null,
  daysSinceLastVisit: null,
  duringStay: null,
  stoppedToday: false,
  contactLimited: false,
  indoorAgreed: null,
  credentialsComplete: null,
  answers: {},
};

/** The type of a fact in the first of the packs that declares it. */
export const typeIn = (packs: readonly Pack[], fact: string): FactType | undefined =>
  packs.map(({ facts }) => facts[fact]).find((type) => type !== undefined);

/** The situation that an assignment describes; what it leaves open is as everyday as can be. */
export const situationOf = (packs: readonly Pack[], assignment: Assignment): Situation => {
  const [pack] = packs;
  const fields: Record<string, unknown> = {
    ...NOBODY,
    ...(pack && { jurisdiction: pack.jurisdiction, phase: pack.defaultPhase, today: pack.validFrom }),
  };
  const answers: Record<string, boolean | number | string | string[]> = {};
  const entries = Object.entries(assignment);
  for (const [name, value] of entries) if (!name.startsWith('answers.')) fields[name] = value;
  for (const [name, value] of entries) {
    const linkId = name.slice('answers.'.length);
    if (!name.startsWith('answers.') || value === null || linkId.includes('@')) continue;
    const type = typeIn(packs, name);
    if (type === 'strings') answers[linkId] = codesIn(entries, name);
    // Days since a date are counted back from today.
    else if (type !== 'number' && typeof value === 'number')
      answers[linkId] = addDays(String(fields.today), -value);
    else answers[linkId] = value;
  }
  return { ...(fields as unknown as Situation), answers };
};

const codesIn = (entries: readonly (readonly [string, Value])[], name: string): string[] => {
  const codes = entries.filter(([key, value]) => key.startsWith(`${name}@`) && value === true);
  return codes.length > 0 ? codes.map(([key]) => key.slice(name.length + 1)) : ['#another'];
};
