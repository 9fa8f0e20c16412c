import { useTranslation } from 'react-i18next';
import { dayOf } from '../../components/staff/times.ts';

interface Props {
  readonly counts: readonly number[];
  readonly days: readonly string[];
  readonly wide?: boolean;
}

/** A bar a day; where there was none, a line at the bottom. Read aloud as its numbers. */
export function Spark({ counts, days, wide = false }: Props) {
  const { t, i18n } = useTranslation('staff');
  const most = Math.max(...counts, 1);
  const width = 1000 / Math.max(counts.length, 1);
  return (
    <svg
      role="img"
      aria-label={t('tracing.chartSaid', { counts: counts.join(', ') })}
      className={wide ? 'tracing-spark tracing-spark-wide' : 'tracing-spark'}
      viewBox="0 0 1000 100"
      preserveAspectRatio="none"
    >
      {counts.map((count, at) => {
        const height = count === 0 ? 4 : 8 + (count / most) * 92;
        return (
          <rect
            key={days[at] ?? at}
            className={count === 0 ? 'tracing-spark-none' : undefined}
            x={at * width + width * 0.1}
            width={width * 0.8}
            y={100 - height}
            height={height}
          >
            <title>{`${dayOf(days[at] ?? '2000-01-01', i18n.language, 'medium')}: ${count}`}</title>
          </rect>
        );
      })}
    </svg>
  );
}
