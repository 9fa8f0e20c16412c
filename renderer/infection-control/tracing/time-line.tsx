import { useTranslation } from 'react-i18next';
import { dayIn } from '../../../shared/domain/time.ts';
import type { TracedVisit } from '../../../shared/domain/tracing.ts';
import { clockOf, dayOf, momentOf } from '../../components/staff/times.ts';
import { placeOf, segmentsOf, ticksOf, type Segment, type Stretch, type Tick } from './axis.ts';
import { contactsOf, usePersonName, type Traced } from './names.ts';

interface Props {
  readonly traced: Traced;
  readonly zone: string;
  /** Of somebody who is still inside: until now. */
  readonly now: string;
  readonly place: (id: string) => string;
}

/** More rows than these are a wall; the list has all. */
const MOST_ROWS = 24;
/** With more segments only the day is written under each. */
const MOST_TIMES = 4;

const possibleOf = ({ arrived, left }: TracedVisit, now: string): Stretch => ({
  from: Date.parse(arrived.earliest),
  to: Date.parse(left?.latest ?? now),
});
const certainOf = ({ arrived, left }: TracedVisit, now: string): Stretch => ({
  from: Date.parse(arrived.latest),
  to: Date.parse(left?.earliest ?? now),
});
const isOf = ({ visitor, companions, residents }: TracedVisit, key: string): boolean =>
  visitor === key || companions.includes(key) || residents.includes(key);

/** Who was there when: a row for each person, certain and possible told apart by pattern as well as by colour. */
export function TimeLine({ traced, zone, now, place }: Props) {
  const { t, i18n } = useTranslation('staff');
  const nameOf = usePersonName(traced);
  const met = [...contactsOf(traced, 1), ...contactsOf(traced, 2)].map(({ person }) => person.key);
  const keys = [traced.index, ...met].filter((key) => traced.visits.some((visit) => isOf(visit, key)));
  const shown = keys.slice(0, MOST_ROWS);
  const visits = traced.visits.filter((visit) => shown.some((key) => isOf(visit, key)));
  const segments = segmentsOf(visits.map((visit) => possibleOf(visit, now)));
  const ill = traced.visits
    .filter((visit) => isOf(visit, traced.index))
    .map((visit) => possibleOf(visit, now));
  const ticks = segments.length <= MOST_TIMES ? ticksOf(segments) : [];
  if (segments.length === 0) return null;

  const said = (key: string, visit: TracedVisit): string =>
    t('tracing.barSaid', {
      name: nameOf(key),
      from: momentOf(visit.arrived.at, i18n.language, zone),
      to: clockOf(visit.left?.at ?? now, i18n.language, zone),
      place: place(visit.place),
    });
  return (
    <figure className="tracing-line">
      <figcaption>{t('tracing.lineSaid')}</figcaption>
      <Patterns />
      <ul className="tracing-key" aria-hidden="true">
        {(['certain', 'possible', 'index'] as const).map((kind) => (
          <li key={kind}>
            <svg width="32" height="20">
              <rect width="32" height="20" className={`tracing-bar tracing-${kind}`} />
            </svg>
            {t(
              kind === 'certain'
                ? 'tracing.lineCertain'
                : kind === 'possible'
                  ? 'tracing.linePossible'
                  : 'tracing.lineIndex',
            )}
          </li>
        ))}
      </ul>
      <ul className="tracing-rows">
        {shown.map((key) => (
          <li key={key}>
            <span className={key === traced.index ? 'tracing-ill' : undefined}>{nameOf(key)}</span>
            <svg viewBox="0 0 1000 36" preserveAspectRatio="none" aria-hidden="true">
              {segments.map(({ left, width, from }) => (
                <rect
                  key={from}
                  className="tracing-segment"
                  x={left * 1000}
                  width={width * 1000}
                  y="0"
                  height="36"
                />
              ))}
              {ticks.map(({ at, time }) => (
                <line key={time} className="tracing-tick" x1={at * 1000} x2={at * 1000} y1="0" y2="36" />
              ))}
              {ill.map((stretch) => (
                <Bar
                  key={`ill ${stretch.from}`}
                  kind="index"
                  at={placeOf(segments, stretch)}
                  y={0}
                  height={36}
                />
              ))}
              {traced.visits
                .filter((visit) => isOf(visit, key))
                .map((visit) => (
                  <g key={`${visit.visitId} ${visit.leg}`}>
                    <title>{said(key, visit)}</title>
                    <Bar kind="possible" at={placeOf(segments, possibleOf(visit, now))} y={8} height={20} />
                    <Bar kind="certain" at={placeOf(segments, certainOf(visit, now))} y={8} height={20} />
                  </g>
                ))}
            </svg>
            <span className="ds-sr-only">
              {traced.visits
                .filter((visit) => isOf(visit, key))
                .map((visit) => said(key, visit))
                .join('; ')}
            </span>
          </li>
        ))}
      </ul>
      <Axis segments={segments} ticks={ticks} zone={zone} language={i18n.language} />
      {shown.length < keys.length && (
        <p>{t('tracing.lineMore', { shown: shown.length, all: keys.length })}</p>
      )}
    </figure>
  );
}

interface BarProps {
  readonly kind: 'certain' | 'possible' | 'index';
  readonly at: { readonly left: number; readonly width: number } | null;
  readonly y: number;
  readonly height: number;
}

/** Never so narrow that it is not seen. */
function Bar({ kind, at, y, height }: BarProps) {
  if (at === null || at.width <= 0) return null;
  return (
    <rect
      className={`tracing-bar tracing-${kind}`}
      x={at.left * 1000}
      width={Math.max(at.width * 1000, 4)}
      y={y}
      height={height}
    />
  );
}

interface AxisProps {
  readonly segments: readonly Segment[];
  readonly ticks: readonly Tick[];
  readonly zone: string;
  readonly language: string;
}

/** Days and hours under the line; with many days, these alone. */
function Axis({ segments, ticks, zone, language }: AxisProps) {
  return (
    <p className="tracing-axis" aria-hidden="true">
      {segments.map(({ from, left, width }) => (
        <span key={from} style={{ insetInlineStart: `${left * 100}%`, inlineSize: `${width * 100}%` }}>
          {dayOf(dayIn(zone, from), language, 'medium')}
        </span>
      ))}
      {ticks.map(({ at, time }) => (
        <span key={time} className="tracing-hour" style={{ insetInlineStart: `${at * 100}%` }}>
          {clockOf(new Date(time).toISOString(), language, zone)}
        </span>
      ))}
    </p>
  );
}

function Patterns() {
  return (
    <svg width="0" height="0" className="tracing-patterns" aria-hidden="true">
      <defs>
        <pattern id="tracing-possible" width="8" height="8" patternUnits="userSpaceOnUse">
          <rect width="8" height="8" className="tracing-paper" />
          <path d="M0 8 L8 0" className="tracing-hatch" />
        </pattern>
      </defs>
    </svg>
  );
}
