/** What is promised of every decision at the door, whatever pack decides. */
import { LANGUAGES } from '../../shared/domain/language.ts';
import { LETS_IN, type PermitClass } from '../../shared/domain/outcome.ts';
import type { Pack, Rule, Situation } from '../../shared/policy/index.ts';

export interface Decided {
  readonly situation: Situation;
  readonly rule: Rule;
}
interface Claim {
  readonly holds: (decided: Decided, pack: Pack) => boolean;
}

const NEVER_POSTPONED: Readonly<Record<Pack['jurisdiction'], readonly PermitClass[]>> = {
  NO: ['end-of-life', 'vigil', 'critical-situation'],
  DK: ['end-of-life', 'vigil', 'critical-situation', 'child', 'dementia'],
};
const NOT_VISITORS: Readonly<Record<Pack['jurisdiction'], readonly PermitClass[]>> = {
  NO: [],
  DK: ['employee', 'delivery', 'service'],
};
const isPrivateHome = ({ situation: { wardKind } }: Decided, { jurisdiction }: Pack) =>
  jurisdiction === 'NO' && wardKind === 'care-housing';
const isResident = ({ situation: { permitClass } }: Decided) => permitClass === 'resident';
const meetsStaff = ({ rule: { outcome } }: Decided) =>
  outcome === 'wait-for-staff' || outcome === 'escorted-route';
/** Relatives and friends, where an answer can stop a visit. */
const isCalledFor = (decided: Decided, pack: Pack): boolean =>
  RELATIVES.has(decided.situation.permitClass) &&
  !isPrivateHome(decided, pack) &&
  !EXEMPT.has(decided.situation.wardKind);
const RELATIVES: ReadonlySet<PermitClass> = new Set([
  'ordinary',
  'fixed-visitor',
  'critical-situation',
  'end-of-life',
  'vigil',
  'child',
  'dementia',
  'long-stay',
  'birth-partner',
]);

export const CLAIMS: Readonly<Record<string, Claim>> = {
  'has a citation of its own country’s documents': {
    holds: ({ rule: { citation } }, { jurisdiction }) =>
      (jurisdiction === 'DK' ? /^S4:\d/ : /^S[0-3]:\d/).test(citation.source) && citation.printed.length > 0,
  },
  'has words for the visitor and for staff in every language': {
    holds: ({ rule: { text, staffText } }) =>
      LANGUAGES.every((language) => text[language].length > 0 && staffText[language].length > 0),
  },
  'never ends in postpone at the end of life, in a vigil or in a critical situation (P1, P2, D3)': {
    holds: ({ rule, situation }, { jurisdiction }) =>
      !(NEVER_POSTPONED[jurisdiction].includes(situation.permitClass) && rule.outcome === 'postpone'),
  },
  'is never a postponement for those who are no visitors in Denmark (D2)': {
    holds: ({ rule, situation }, { jurisdiction }) =>
      !(NOT_VISITORS[jurisdiction].includes(situation.permitClass) && rule.outcome === 'postpone'),
  },
  'in care housing is a right of access and nothing else (P8); a resident’s own way is open too': {
    holds: (decided, pack) => {
      const { outcome } = decided.rule;
      if (!isPrivateHome(decided, pack)) return outcome !== 'right-of-access';
      return isResident(decided) ? LETS_IN.has(outcome) : outcome === 'right-of-access';
    },
  },
  'never stops a resident who goes out or comes back (P9)': {
    holds: (decided) => !isResident(decided) || LETS_IN.has(decided.rule.outcome),
  },
  'postpones only on a listed ground, with something else to offer (D7, F1)': {
    holds: ({ rule: { outcome, ground, alternatives } }, { postponeGrounds }) =>
      outcome === 'postpone'
        ? postponeGrounds.some(({ id }) => id === ground) && alternatives.length > 0
        : ground === undefined,
  },
  'postpones in Denmark on the two grounds of the letter only (D7, S4:114-116)': {
    holds: ({ rule: { ground } }, { jurisdiction }) =>
      jurisdiction === 'NO' ||
      ground === undefined ||
      ['cannot-be-done-safely', 'risk-group-exposed'].includes(ground),
  },
  'always reaches staff when a decision limits contact (D4)': {
    holds: (decided, pack) => {
      if (!decided.situation.contactLimited || isResident(decided)) return true;
      return isPrivateHome(decided, pack)
        ? decided.rule.callsStaff === true
        : decided.rule.outcome === 'wait-for-staff';
    },
  },
  'meets a larger party than agreed with staff, never at an open door': {
    holds: (decided, pack) =>
      decided.situation.partySize <= decided.situation.agreedPartySize ||
      !isCalledFor(decided, pack) ||
      !LETS_IN.has(decided.rule.outcome),
  },
  'sends whom an answer stopped today to staff, whatever is answered now': {
    holds: (decided, pack) =>
      !decided.situation.stoppedToday || !isCalledFor(decided, pack) || meetsStaff(decided),
  },
};

/** The Danish offers that the ban does not cover (S4:155): no answer stops anybody there. */
const EXEMPT: ReadonlySet<string> = new Set([
  'dk-acute-offer',
  'dk-drug-treatment',
  'dk-sheltered-work',
  'dk-activity-offer',
]);
