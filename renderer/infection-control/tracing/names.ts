import { useTranslation } from 'react-i18next';
import type { Exposure, TracedPerson, TracedVisit } from '../../../shared/domain/tracing.ts';

/** What a search and a case have in common. */
export interface Traced {
  readonly index: string;
  readonly people: readonly TracedPerson[];
  readonly visits: readonly TracedVisit[];
  readonly exposures: readonly Exposure[];
  readonly window: { readonly from: string; readonly to: string };
  readonly unopened: number;
}

/** What a person is called on the screen: somebody whose name does not open, by the receipt code of their visit. */
export function usePersonName({
  people,
  visits,
}: Pick<Traced, 'people' | 'visits'>): (key: string) => string {
  const { t } = useTranslation('staff');
  return (key) => {
    const name = people.find((person) => person.key === key)?.name ?? null;
    if (name !== null) return name;
    const visit = visits.find(({ visitor }) => visitor === key);
    return visit === undefined
      ? t('tracing.unknownPerson')
      : t('tracing.unknown', { receipt: visit.receipt });
  };
}

/** People to ring, each with their closest exposure: the certain ones before, and who was longest together first. */
export const contactsOf = (
  traced: Traced,
  generation: 1 | 2,
): { person: TracedPerson; exposures: Exposure[] }[] => {
  const weight = ({ certainMinutes, possibleMinutes }: Exposure): number =>
    certainMinutes * 10_000 + possibleMinutes;
  return traced.people
    .flatMap((person) => {
      const exposures = traced.exposures
        .filter((one) => one.to === person.key && one.generation === generation)
        .sort((one, other) => weight(other) - weight(one));
      return person.generation === generation && exposures.length > 0 ? [{ person, exposures }] : [];
    })
    .sort((one, other) => weight(other.exposures[0] ?? NONE) - weight(one.exposures[0] ?? NONE));
};
const NONE = { certainMinutes: 0, possibleMinutes: 0 } as Exposure;
