import { useTranslation } from 'react-i18next';
import type { DayFigures, RowsQuery } from '../../../shared/api/overview.ts';
import { OUTCOMES, type Outcome } from '../../../shared/domain/outcome.ts';
import { dayOf } from '../../components/staff/times.ts';

export type OpenRows = (query: Partial<RowsQuery> & Pick<RowsQuery, 'of'>, title: string) => void;

interface Props {
  readonly days: readonly DayFigures[];
  readonly open: OpenRows;
}

/** More bars than these are narrower than a finger: then the days are opened from the table. */
const MOST_BUTTONS = 7;
const HEIGHT = 220;
const WIDTH = 1000;
const BASE = HEIGHT - 2;

/** Tens, hundreds …: the smallest round number that is not below. */
const ceiling = (most: number): number => {
  if (most <= 5) return 5;
  const step = 10 ** Math.floor(Math.log10(most));
  return Math.ceil(most / step) * step;
};

/** Bars from the bottom up, a layer for each outcome: told apart by pattern as well as by colour. */
const layersOf = (day: DayFigures, most: number) => {
  let below = 0;
  return OUTCOMES.flatMap((outcome) => {
    const count = day.outcomes[outcome];
    if (count === 0) return [];
    const height = (count / most) * (BASE - 10);
    below += height;
    return [{ outcome, y: BASE - below, height }];
  });
};

/** A bar a day, made of its outcomes. Few bars are buttons that open the day's rows; what is seen can be had as a table, too. */
export function DayChart({ days, open }: Props) {
  const { t, i18n } = useTranslation('staff');
  const most = ceiling(Math.max(...days.map(({ visits }) => visits), 1));
  const width = WIDTH / Math.max(days.length, 1);
  const present = OUTCOMES.filter((outcome) => days.some((day) => day.outcomes[outcome] > 0));
  const total = days.reduce((sum, { visits }) => sum + visits, 0);
  return (
    <figure className="overview-chart">
      <figcaption>
        {t('overview.chart', { count: total })}{' '}
        {t(days.length <= MOST_BUTTONS ? 'overview.pressBar' : 'overview.seeTable')}
      </figcaption>
      <div className="overview-plot">
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          <Patterns />
          <line x1="0" x2={WIDTH} y1={BASE} y2={BASE} className="overview-axis" />
          <line x1="0" x2={WIDTH} y1="10" y2="10" className="overview-axis" strokeDasharray="4 6" />
          {days.map((day, index) =>
            layersOf(day, most).map(({ outcome, y, height }) => (
              <rect
                key={`${day.day} ${outcome}`}
                x={index * width + width * 0.15}
                width={width * 0.7}
                y={y}
                height={height}
                className={`overview-bar overview-${outcome}`}
                fill={`url(#pattern-${outcome})`}
              />
            )),
          )}
        </svg>
        <span className="overview-most" aria-hidden="true">
          {most}
        </span>
        {days.length <= MOST_BUTTONS && (
          <div className="overview-bars">
            {days.map((day) => {
              const name = t('overview.dayBar', {
                day: dayOf(day.day, i18n.language, 'long'),
                count: day.visits,
              });
              return (
                <button
                  key={day.day}
                  type="button"
                  title={name}
                  aria-label={name}
                  onClick={() =>
                    open({ of: 'all', from: day.day, to: day.day }, dayOf(day.day, i18n.language))
                  }
                />
              );
            })}
          </div>
        )}
      </div>
      <p className="overview-ends" aria-hidden="true">
        <span>{dayOf(days[0]?.day ?? '2000-01-01', i18n.language, 'medium')}</span>
        <span>{dayOf(days.at(-1)?.day ?? '2000-01-01', i18n.language, 'medium')}</span>
      </p>
      <ul className="overview-key">
        {present.map((outcome) => (
          <li key={outcome}>
            <button type="button" onClick={() => open({ of: 'outcome', outcome }, t(`outcome.${outcome}`))}>
              <Swatch outcome={outcome} />
              {t('overview.keyed', {
                name: t(`outcome.${outcome}`),
                count: days.reduce((sum, day) => sum + day.outcomes[outcome], 0),
              })}
            </button>
          </li>
        ))}
      </ul>
    </figure>
  );
}

function Swatch({ outcome }: { readonly outcome: Outcome }) {
  return (
    <svg width="24" height="24" aria-hidden="true">
      <rect
        width="24"
        height="24"
        className={`overview-bar overview-${outcome}`}
        fill={`url(#pattern-${outcome})`}
      />
    </svg>
  );
}

/** One mark for each outcome, so that they are told apart in grey, too. */
const MARKS: Record<Outcome, string> = {
  admit: '',
  'admit-with-conditions': 'M0 10 L10 0',
  'wait-for-staff': 'M0 5 H10',
  'escorted-route': 'M5 0 V10',
  postpone: 'M0 0 L10 10 M0 10 L10 0',
  'right-of-access': 'M5 5 h0.01',
};

function Patterns() {
  return (
    <defs>
      {OUTCOMES.map((outcome) => (
        <pattern key={outcome} id={`pattern-${outcome}`} width="10" height="10" patternUnits="userSpaceOnUse">
          <rect width="10" height="10" className={`overview-fill overview-${outcome}`} />
          <path d={MARKS[outcome]} className="overview-mark" />
        </pattern>
      ))}
    </defs>
  );
}
