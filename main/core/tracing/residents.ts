/** Who has had visits, and who has not (P4, S0:229 373-378): residents are known by visits and by bookings. */
import type { ResidentsAnswer } from '../../../shared/api/tracing.ts';
import { addDays, dayIn } from '../../../shared/domain/time.ts';
import { bookedResidents } from './booked.ts';
import { daysBetween, latest } from './days.ts';
import { openPeople } from './opened.ts';
import type { Looker } from './look-ups.ts';
import type { TracingParts } from './parts.ts';

import { peopleOf } from './people.ts';
import { NOT_UNDONE } from '../protocol/undone.ts';

/** Days in a row of the charts. */
const CHARTED = 14;

interface VisitDay {
  readonly visit_id: string;
  readonly day: string;
  readonly wasInside: 0 | 1;
  readonly postponed: number;
}

type Row = ResidentsAnswer['residents'][number];

/** Visits from a day on, whether anybody was inside, and how often they were told no. */
const visitsSince = ({ db }: TracingParts, day: string): VisitDay[] =>
  db
    .prepare<[string], VisitDay>(
      `SELECT visit_id, day, arrived IS NOT NULL OR legs <> '[]' AS wasInside,
         (SELECT count(*) FROM event WHERE event.visit_id = visit.visit_id
            AND (body ->> '$.outcome' = 'postpone' OR type = 'visit.overridden' AND body ->> '$.to' = 'postpone')) AS postponed
       FROM visit WHERE day >= ? AND ${NOT_UNDONE} ORDER BY opened_by`,
    )
    .all(day);

const counted = (days: readonly string[], of: readonly string[]): number[] =>
  days.map((day) => of.filter((one) => one === day).length);

export const residentsAnswer = async (
  parts: TracingParts,
  opener: Looker['opener'],
): Promise<ResidentsAnswer> => {
  const { protocol, settings } = parts;
  const today = dayIn(settings.institution.zone, Date.parse(protocol.now()));
  const days = Array.from({ length: CHARTED }, (_, at) => addDays(today, at - CHARTED + 1));
  const visits = visitsSince(parts, days[0] ?? today);
  const opened = await openPeople(
    parts,
    visits.map(({ visit_id }) => visit_id),
    opener,
  );
  const { people, parties, resident } = peopleOf(opened);
  const wards = new Map(opened.map(({ visitId, ward }) => [visitId, ward]));

  const rows = new Map<string, Omit<Row, 'daysSince' | 'perDay'> & { visitDays: string[] }>();
  for (const { visit_id, day, wasInside, postponed } of visits)
    for (const key of parties.get(visit_id)?.residents ?? []) {
      const known = rows.get(key);
      rows.set(key, {
        name: people.get(key)?.name ?? '',
        ward: wards.get(visit_id) ?? '',
        lastVisit: latest(known?.lastVisit ?? null, wasInside === 1 ? day : null),
        postponements: (known?.postponements ?? 0) + postponed,
        next: null,
        visitDays: [...(known?.visitDays ?? []), ...(wasInside === 1 ? [day] : [])],
      });
    }
  for (const booked of bookedResidents(parts)) {
    const key = resident(booked.id) ?? booked.id;
    const known = rows.get(key);
    rows.set(key, {
      name: known?.name ?? booked.name,
      ward: known?.ward ?? booked.ward,
      lastVisit: latest(known?.lastVisit ?? null, booked.lastVisit),
      postponements: known?.postponements ?? 0,
      next: booked.next,
      visitDays: known?.visitDays ?? [],
    });
  }
  const residents = [...rows.values()].map(({ visitDays, ...row }): Row => ({
    ...row,
    daysSince: row.lastVisit === null ? null : Math.max(0, daysBetween(row.lastVisit, today)),
    perDay: counted(days, visitDays),
  }));
  const inside = visits.filter(({ wasInside }) => wasInside === 1).map(({ day }) => day);
  return {
    days,
    perDay: counted(days, inside),
    // Whoever has waited longest first; of whom nothing is known before all.
    residents: residents.sort(
      (one, other) =>
        (other.daysSince ?? Infinity) - (one.daysSince ?? Infinity) || one.name.localeCompare(other.name),
    ),
    unopened: opened.filter(({ personal }) => typeof personal === 'string').length,
    locked: opened.some(({ personal }) => personal === 'closed'),
  };
};
