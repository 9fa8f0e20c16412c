/** Who was here has fallen ill (T2, S0:489-490): told by the receipt code, to reception or at the kiosk. The lead sees to it. */
import type { IllnessWish, TracingState } from '../../../shared/api/tracing.ts';
import type { Actor } from '../../../shared/domain/events.ts';
import { addDays, dayIn } from '../../../shared/domain/time.ts';
import { readBody } from '../protocol/rows.ts';
import { closeTask, openTask, openTasks } from '../protocol/tasks.ts';
import type { Visit } from '../protocol/types.ts';
import type { TracingParts } from './parts.ts';
import { refused, type Refused } from './refusal.ts';

type Parts = Pick<TracingParts, 'db' | 'protocol' | 'settings'>;

/** Symptoms that began earlier are another illness, or a slip of the fingers. */
const LONGEST_AGO_DAYS = 60;

const isTold = ({ db }: Parts, visitId: string, symptomsFrom: string): boolean =>
  db
    .prepare(
      `SELECT 1 FROM event JOIN task ON task.event_seq = event.seq
       WHERE event.visit_id = ? AND type = 'visit.illness-reported' AND body ->> '$.symptomsFrom' = ? AND closed_at IS NULL`,
    )
    .get(visitId, symptomsFrom) !== undefined;

/** Whether a day can be when symptoms began. */
export const symptomsProblem = ({ protocol, settings }: Parts, symptomsFrom: string): Refused | null => {
  const today = dayIn(settings.institution.zone, Date.parse(protocol.now()));
  if (symptomsFrom > today) return refused('in-the-future');
  return symptomsFrom < addDays(today, -LONGEST_AGO_DAYS) ? refused('too-far-back') : null;
};

export const reportIllness = (
  parts: Parts,
  { receipt, symptomsFrom }: IllnessWish,
  of: { by: Actor; via: 'screen' | 'staff' },
): Visit | Refused =>
  parts.protocol.transaction(() => {
    const { db, protocol } = parts;
    const problem = symptomsProblem(parts, symptomsFrom);
    if (problem !== null) return problem;
    const visit = protocol.visitByReceipt(receipt);
    if (visit === null) return refused('no-such-visit');
    if (visit.arrived === null && visit.legs.length === 0) return refused('never-arrived');
    const { visitId } = visit;
    // Said twice is once: the lead has one thing to see to.
    if (isTold(parts, visitId, symptomsFrom)) return visit;
    const told = protocol.append({
      type: 'visit.illness-reported',
      visitId,
      actor: of.by,
      body: { symptomsFrom, via: of.via },
    });
    openTask(db, { kind: 'fell-ill', eventSeq: told.seq, visitId });
    return protocol.visit(visitId) ?? visit;
  });

/** Reports that nobody has looked into yet, oldest first. */
export const illnessReports = ({ db, protocol }: Parts): TracingState['reports'] =>
  openTasks(db).flatMap(({ id, kind, visitId, eventSeq }) => {
    const visit = kind === 'fell-ill' && visitId !== null ? protocol.visit(visitId) : null;
    const event = protocol.events(eventSeq, 1)[0];
    if (visit === null || event?.type !== 'visit.illness-reported') return [];
    const { symptomsFrom, via } = readBody('visit.illness-reported', event.version, event.body);
    return [{ taskId: id, receipt: visit.opened.receipt, symptomsFrom, reportedAt: event.at, via }];
  });

/** The lead has looked, and there is nothing more to do. */
export const settleReport = ({ db, protocol }: Parts, taskId: number, by: Actor): Refused | { done: true } =>
  protocol.transaction(() => {
    if (!openTasks(db).some(({ id, kind }) => id === taskId && kind === 'fell-ill'))
      return refused('no-such-task');
    closeTask(db, taskId, by, protocol.now());
    return { done: true };
  });
