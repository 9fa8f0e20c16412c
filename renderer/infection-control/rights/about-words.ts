import { useTranslation } from 'react-i18next';
import type { AboutRow } from '../../../shared/api/rights.ts';
import type { Overview } from '../../../shared/api/overview.ts';
import { clockOf, dayOf } from '../../components/staff/times.ts';
import { useNames } from '../overview/use-overview.ts';

/** What is kept of an entry, each by its term, in plain words: the same on the screen and on paper. */
export function useAboutWords(overview: Overview | null, zone: string) {
  const { t, i18n } = useTranslation('staff');
  const names = useNames(overview);
  const timesOf = ({ arrived, left }: AboutRow): string =>
    [arrived, left].map((end) => clockOf(end?.at, i18n.language, zone)).join('–');
  const keptOf = ({ kept }: AboutRow): string =>
    kept
      .map(({ kind, until }) => {
        const day = until === null ? t('rights.untilCase') : dayOf(until, i18n.language, 'long');
        return t('rights.keptOf', { kind: t(`retention.kind.${kind}`), day });
      })
      .join('. ');
  return {
    titleOf: (row: AboutRow): string => `${t(`rights.what.${row.what}`)}, ${dayOf(row.day, i18n.language)}`,
    /** On paper, which somebody takes along, another's telephone number and what was written about another are left out. */
    factsOf: (row: AboutRow, where: 'screen' | 'paper' = 'screen'): [string, string][] => {
      const isAnothers = where === 'paper' && !row.as.includes('visitor');
      const places = [row.ward && names.ward(row.ward), row.place && names.place(row.place)].filter(Boolean);
      const facts: [string, string | null][] = [
        [t('rights.term.as'), row.as.map((as) => t(`rights.as.${as}`)).join(', ')],
        [t('rights.term.visitor'), row.visitorName],
        [t('rights.term.companions'), row.companions.join(', ')],
        [t('rights.term.phone'), isAnothers ? null : row.phone],
        [t('rights.term.resident'), row.residentName],
        [t('rights.term.where'), places.join(', ')],
        [t('rights.term.time'), row.arrived === null ? null : timesOf(row)],
        [t('rights.term.outcome'), row.outcome && t(`outcome.${row.outcome}`)],
        [t('rights.term.receipt'), row.receipt],
        [t('rights.term.texts'), isAnothers ? null : row.texts.join(' · ')],
        [t('rights.term.sent'), row.sent ? t('rights.yes') : t('rights.no')],
        [t('rights.term.kept'), keptOf(row)],
      ];
      return facts.flatMap(([term, value]): [string, string][] => (value ? [[term, value]] : []));
    },
  };
}
