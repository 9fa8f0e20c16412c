import { dayIn } from '../../../shared/domain/time.ts';
import { DAY } from './spans.ts';

/** Calendar days from one to another, however long each was. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00.000Z`) - Date.parse(`${from}T00:00:00.000Z`)) / DAY);

/** The same of two instants, in a zone. */
export const daysBetweenInstants = (zone: string, from: string, to: string): number =>
  daysBetween(dayIn(zone, Date.parse(from)), dayIn(zone, Date.parse(to)));

/** The later of two days or instants, where there is one. */
export const latest = (one: string | null, other: string | null): string | null => {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
};
