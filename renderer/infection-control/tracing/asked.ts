import { DEFAULT_MINUTES, type IndexWish, type Reach, type SearchWish } from '../../../shared/api/tracing.ts';
import type { LookupPurpose } from '../../../shared/domain/events.ts';
import { spokenCode, tidySpokenCode } from '../../../shared/domain/ids.ts';
import { atMoment } from '../../components/staff/times.ts';
import type { Prefilled } from './use-tracing.ts';

export const WHO = ['receipt', 'visitor', 'resident', 'staff'] as const;
export type WhoKind = (typeof WHO)[number];

export interface Moment {
  readonly day: string;
  readonly time: string;
}
const NO_MOMENT: Moment = { day: '', time: '' };

/** What has been filled in so far. */
export interface Asked {
  readonly purpose: LookupPurpose | null;
  readonly kind: WhoKind;
  readonly receipt: string;
  readonly person: { readonly index: IndexWish; readonly name: string } | null;
  readonly staff: {
    readonly name: string;
    readonly ward: string | null;
    readonly from: Moment;
    readonly to: Moment;
  };
  readonly symptomsFrom: string;
  readonly ownWindow: boolean;
  readonly from: Moment;
  readonly to: Moment;
  readonly minutes: string;
  readonly reach: Reach;
  readonly second: boolean;
}

export const nothingAsked = (prefilled: Prefilled | null): Asked => ({
  purpose: prefilled === null ? null : 'ill-after-visit',
  kind: 'receipt',
  receipt: prefilled?.receipt ?? '',
  person: null,
  staff: { name: '', ward: null, from: NO_MOMENT, to: NO_MOMENT },
  symptomsFrom: prefilled?.symptomsFrom ?? '',
  ownWindow: false,
  from: NO_MOMENT,
  to: NO_MOMENT,
  minutes: String(DEFAULT_MINUTES),
  reach: 'same-ward',
  second: true,
});

export type Wrong = 'badPurpose' | 'badReceipt' | 'chooseAbove' | 'badMoment' | 'badStaffName' | 'badMinutes';

const between = (from: Moment, to: Moment, zone: string): { from: string; to: string } | null => {
  const [start, end] = [from, to].map(({ day, time }) => atMoment(day, time, zone));
  return start == null || end == null ? null : { from: start, to: end };
};

const indexOf = ({ kind, receipt, person, staff }: Asked, zone: string): IndexWish | Wrong => {
  switch (kind) {
    case 'receipt': {
      const code = spokenCode.safeParse(tidySpokenCode(receipt));
      return code.success ? { kind: 'receipt', receipt: code.data } : 'badReceipt';
    }
    case 'visitor':
    case 'resident':
      return person === null ? 'chooseAbove' : person.index;
    case 'staff': {
      const shift = between(staff.from, staff.to, zone);
      if (staff.name.trim() === '') return 'badStaffName';
      if (shift === null || staff.ward === null) return 'badMoment';
      return { kind: 'staff', name: staff.name.trim(), ward: staff.ward, ...shift };
    }
  }
};

/** The search that is asked for, or the first of what is missing. */
export const wishFrom = (asked: Asked, zone: string): SearchWish | Wrong => {
  const { purpose, symptomsFrom, ownWindow, reach, second } = asked;
  if (purpose === null) return 'badPurpose';
  const index = indexOf(asked, zone);
  if (typeof index === 'string') return index;
  const minutes = Number(asked.minutes);
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > 1440) return 'badMinutes';
  const window = ownWindow ? between(asked.from, asked.to, zone) : null;
  if (ownWindow && window === null) return 'badMoment';
  return {
    purpose,
    index,
    symptomsFrom: symptomsFrom === '' ? null : symptomsFrom,
    window,
    minutes,
    reach,
    generations: second ? 2 : 1,
  };
};
