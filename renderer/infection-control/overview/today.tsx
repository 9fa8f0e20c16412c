import { Alert, Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { Overview, RowsQuery } from '../../../shared/api/overview.ts';
import { Facts } from '../../components/staff/facts.tsx';
import { Part } from '../../components/staff/part.tsx';
import { dayOf, momentOf, numberOf } from '../../components/staff/times.ts';
import './overview.css';

interface Props {
  readonly overview: Overview;
  readonly zone: string;
  readonly open: (query: RowsQuery, title: string) => void;
}

type Shown = 'waiting' | 'inside' | 'left' | 'postponed' | 'swept';

/** What is behind each number of today. */
const BEHIND: Record<Shown, Pick<RowsQuery, 'of' | 'outcome'>> = {
  waiting: { of: 'waiting' },
  inside: { of: 'inside' },
  left: { of: 'left' },
  postponed: { of: 'outcome', outcome: 'postpone' },
  swept: { of: 'swept' },
};
const NUMBERS = ['inside', 'waiting', 'left', 'postponed', 'swept'] as const satisfies readonly Shown[];

/** Today in numbers: each opens its rows. Below, the newest of what the lead answers for. */
export function Today({ overview, zone, open }: Props) {
  const { t, i18n } = useTranslation('staff');
  const { today } = overview;
  const moment = (at: string) => momentOf(at, i18n.language, zone);
  const never = t('overview.never');
  const { closed, head, erased, exported } = overview;
  return (
    <>
      {overview.mended !== null && (
        <Alert data-color="warning">{t('overview.mended', { when: moment(overview.mended) })}</Alert>
      )}
      <Part id="today" heading={t('overview.today', { day: dayOf(today, i18n.language) })}>
        <ul className="overview-numbers">
          {NUMBERS.map((each) => (
            <li key={each}>
              <button
                type="button"
                className="overview-number"
                onClick={() => open({ from: today, to: today, ...BEHIND[each] }, t(`overview.of.${each}`))}
              >
                <strong>{numberOf(overview[each], i18n.language)}</strong>
                <span>{t(`overview.of.${each}`)}</span>
              </button>
            </li>
          ))}
        </ul>
        <Paragraph>
          {t('overview.also', {
            expected: overview.expected,
            out: overview.residentsOut,
            tasks: overview.tasks,
            cases: overview.openCases,
          })}
        </Paragraph>
      </Part>
      <Part id="state" heading={t('overview.state')}>
        <Facts
          facts={[
            [
              t('overview.closed'),
              closed === null
                ? never
                : t('overview.closedSaid', {
                    day: dayOf(closed.day, i18n.language, 'long'),
                    visits: closed.visits,
                    swept: closed.swept,
                  }),
            ],
            [
              t('overview.head'),
              head === null
                ? never
                : t('overview.headSaid', {
                    when: moment(head.at),
                    length: numberOf(head.length, i18n.language),
                  }),
            ],
            [
              t('overview.erased'),
              erased === null
                ? never
                : t('overview.erasedSaid', { when: moment(erased.at), count: erased.visits }),
            ],
            [
              t('overview.exported'),
              exported === null
                ? never
                : t('overview.exportedSaid', { when: moment(exported.at), count: exported.rows }),
            ],
          ]}
        />
      </Part>
    </>
  );
}
