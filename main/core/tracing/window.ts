/** Between when the search looks, and whether it can. */
import { DEFAULT_HOURS_BEFORE, type SearchWish } from '../../../shared/api/tracing.ts';
import type { Settings } from '../../../shared/domain/settings.ts';
import { dayIn, startOfDay } from '../../../shared/domain/time.ts';
import { DAY, HOUR, spanOf, type Span } from './spans.ts';
import { refused, type Refused } from './refusal.ts';

/** Further back nobody looks: what is older is erased, save for what a case keeps. */
const LONGEST_BACK = 366 * DAY;

type Asked = Pick<SearchWish, 'window' | 'symptomsFrom' | 'index'>;

const fromUnlessTold = ({ symptomsFrom, index }: Asked, settings: Settings, now: number): number => {
  const { zone } = settings.institution;
  if (symptomsFrom !== null) return startOfDay(zone, symptomsFrom) - DEFAULT_HOURS_BEFORE * HOUR;
  if (index.kind === 'staff') return Date.parse(index.from);
  return now - settings.retention.identityDays * DAY;
};

/** Until now at the latest: what has not happened is in no protocol. */
export const windowOf = (wish: Asked, settings: Settings, now: number): Span | Refused => {
  const { window, symptomsFrom, index } = wish;
  if (symptomsFrom !== null && symptomsFrom > dayIn(settings.institution.zone, now))
    return refused('in-the-future');
  if (index.kind === 'staff') {
    if (!settings.wards.some(({ id }) => id === index.ward)) return refused('unknown-place');
    if (index.to <= index.from) return refused('ends-before-it-begins');
    if (Date.parse(index.from) >= now) return refused('in-the-future');
  }
  const from = window === null ? fromUnlessTold(wish, settings, now) : Date.parse(window.from);
  if (from >= now) return refused('in-the-future');
  if (now - from > LONGEST_BACK) return refused('too-far-back');
  return (
    spanOf(from, window === null ? now : Math.min(Date.parse(window.to), now)) ??
    refused('ends-before-it-begins')
  );
};
