import type { z } from 'zod';
import type { Board, taskRow } from '../../../shared/api/staff.ts';
import { addDays, startOfDay, toInstant } from '../../../shared/domain/time.ts';
import { isPrivateHome } from '../checkin/private-home.ts';
import { openTasks, type TaskKind } from '../protocol/tasks.ts';
import type { Visit } from '../protocol/types.ts';
import { expectedBookings, expectedRowOf, today } from './expected.ts';
import { residentsOut } from './outings.ts';
import type { ReceptionParts } from './parts.ts';
import { giftRowOf, visitRow } from './rows.ts';

/** A vigil may last for days; one that is longer is looked up, not listed. */
const LONGEST_DAYS = 31;

/** Visits that ended, were postponed, or were entered or put right afterwards today, whenever they began; the latest first. */
export const endedToday = ({ db, protocol, settings }: ReceptionParts, day: string): Visit[] => {
  const began = toInstant(startOfDay(settings.institution.zone, day));
  const earlier = db
    .prepare<[{ first: string; day: string; began: string }], { visit_id: string }>(
      `SELECT visit.visit_id FROM visit JOIN event ON event.seq = revision WHERE day >= @first AND day < @day
         AND (state = 'left' AND "left" ->> '$.at' >= @began OR event.at >= @began
           AND (state = 'closed' OR state = 'left' AND event.type IN ('visit.entered-late', 'visit.corrected')))`,
    )
    .all({ first: addDays(day, -LONGEST_DAYS), day, began })
    .flatMap(({ visit_id }) => protocol.visit(visit_id) ?? []);
  const whenEnded = (visit: Visit) => visit.left?.at ?? visit.opened.attemptedAt;
  return [...earlier, ...protocol.visitsOfDay(day)]
    .filter(({ state }) => state === 'left' || state === 'closed')
    .sort((one, other) => (whenEnded(one) < whenEnded(other) ? 1 : -1));
};

/** Who fell ill is nobody's business at the desk. */
const OF_THE_LEAD: ReadonlySet<TaskKind> = new Set(['fell-ill']);

const tasks = (parts: ReceptionParts): z.infer<typeof taskRow>[] =>
  openTasks(parts.db)
    .filter(({ kind }) => !OF_THE_LEAD.has(kind))
    .map((task) => {
      const visit = task.visitId === null ? null : parts.protocol.visit(task.visitId);
      return {
        id: task.id,
        kind: task.kind,
        since: task.openedAt,
        visit: visit === null ? null : visitRow(parts, visit),
        gift: task.kind !== 'gift' || task.visitId === null ? null : giftRowOf(parts, task.visitId),
        detail: task.detail,
      };
    });

/** The rules in force, for those who answer for them at the desk. */
const packRow = ({ rulebook }: ReceptionParts): Board['pack'] => {
  const { id, version, title, responsible, lastReviewed, contacts } = rulebook.rules().pack;
  return {
    id,
    version,
    title,
    responsible,
    lastReviewed,
    warnings: rulebook.warnings(),
    contacts: contacts.map(({ topic, phone, hours }) => ({ topic, phone, hours })),
  };
};

const wardRows = ({ rulebook, settings }: ReceptionParts): Board['wards'] => {
  const { phases } = rulebook.rules().pack;
  return settings.wards.map(({ id, name }) => {
    const inEffect = rulebook.phaseFor(id);
    const phase = phases.find((known) => known.id === inEffect.id);
    if (phase === undefined) throw new Error('a phase is in effect that the pack does not have');
    return {
      id,
      name,
      privateHome: isPrivateHome(settings, id),
      phase: { title: phase.title, scope: inEffect.scope },
    };
  });
};

/** All that reception sees, as of one moment. */
export const board = (parts: ReceptionParts): Board => {
  const { protocol, settings } = parts;
  const { institution, places, demo } = settings;
  const row = (visit: Visit) => visitRow(parts, visit);
  return {
    revision: protocol.changes.revision(),
    now: protocol.now(),
    institution: institution.name,
    zone: institution.zone,
    demo,
    language: institution.language,
    jurisdiction: institution.jurisdiction,
    pack: packRow(parts),
    wards: wardRows(parts),
    places: places.map(({ id, ward, name }) => ({ id, ward, name })),
    expected: expectedBookings(parts).map(expectedRowOf),
    waiting: tasks(parts),
    inside: protocol
      .openVisits()
      .filter(({ state }) => state === 'inside')
      .map(row),
    out: residentsOut(parts),
    ended: endedToday(parts, today(parts)).map(row),
  };
};
