/** What is owed after a quick decision: its written reason (F2), and a reason from a person to whoever was told no (F1). */
import type { Database } from 'better-sqlite3';
import type { ReasonGiven } from '../../../shared/api/staff.ts';
import type { Actor } from '../../../shared/domain/events.ts';
import { packsOf, saidOf, type Said } from '../checkin/said.ts';
import { closeTasksOfVisit, openTask, openTasks } from '../protocol/tasks.ts';
import type { Visit } from '../protocol/types.ts';
import { changed } from './changed.ts';
import type { ReceptionParts } from './parts.ts';
import { done, refused, type Outcome } from './refusal.ts';

/** Shorter than this says nothing. */
const SHORTEST_REASON = 3;
export const isReason = (text: string): boolean => text.length >= SHORTEST_REASON;

/** The written reason of this event of a visit is still to come: a task until it is given. Once for each visit. */
export const oweReason = (db: Database, visitId: string, eventSeq: number): void => {
  if (!owesReason(db, visitId)) openTask(db, { kind: 'reason-owed', eventSeq, visitId });
};

export const owesReason = (db: Database, visitId: string): boolean =>
  db
    .prepare(`SELECT 1 FROM task WHERE visit_id = ? AND kind = 'reason-owed' AND closed_at IS NULL`)
    .get(visitId) !== undefined;

/** Names the override that it is about. Throws ProtocolRefusal. */
export const writeReason = (
  parts: ReceptionParts,
  visitId: string,
  reasonText: string,
  by: Actor,
): Outcome<Visit> =>
  parts.protocol.transaction(() => {
    const { protocol, db } = parts;
    if (protocol.visit(visitId) === null) return refused('no-such-visit');
    const task = openTasks(db).find((one) => one.kind === 'reason-owed' && one.visitId === visitId);
    if (task === undefined) return refused('no-reason-owed');
    protocol.append({
      type: 'visit.reason-written',
      visitId,
      refersTo: task.eventSeq,
      actor: by,
      personal: { reasonText },
      body: {},
    });
    closeTasksOfVisit(db, visitId, ['reason-owed'], by, protocol.now());
    return done(changed(parts, visitId));
  });

/** In Denmark nobody can be refused but on a listed ground (D7, S4:114-120); in Norway staff may also lack people or room. */
const mustNameGround = ({ settings }: ReceptionParts): boolean => settings.institution.jurisdiction === 'DK';

/** The rule's own, where one postponed; else the one that staff name, if the pack lists it (D7, S4:114-120). */
const groundFor = ({ ground, grounds, told }: Said, named: string | null): string | null =>
  told === null && ground !== null
    ? ground.id
    : (grounds.find(({ id }) => id === named)?.id ?? ground?.id ?? null);

/** A person has told whoever was told no why, and what they can do instead; once more corrects it. Throws ProtocolRefusal. */
export const giveReason = (
  parts: ReceptionParts,
  visitId: string,
  request: ReasonGiven,
  by: Actor,
): Outcome<Visit> =>
  parts.protocol.transaction(() => {
    const { protocol, db, rulebook } = parts;
    const visit = protocol.visit(visitId);
    if (visit === null) return refused('no-such-visit');
    if (visit.revision !== request.revision) return refused('changed-meanwhile');
    if (visit.outcome !== 'postpone' || visit.undone) return refused('no-reason-owed');
    const { newTime, toldHow, reasonText } = request;
    if (newTime !== null && newTime < protocol.now()) return refused('too-long-ago');
    const { id, version } = visit.opened.pack;
    const offered = packsOf(rulebook.rulesOf(id, version) ?? rulebook.rules()).flatMap(
      (pack) => pack.alternatives,
    );
    const said = saidOf(visit, parts);
    const ground = groundFor(said, request.ground);
    if (ground === null && mustNameGround(parts)) return refused('ground-needed');
    protocol.append({
      type: 'visit.reason-given',
      visitId,
      actor: by,
      personal: { reasonText },
      body: {
        ground,
        newTime,
        alternatives: [...new Set(request.alternatives)].filter((one) =>
          offered.some((known) => known.id === one),
        ),
        toldHow,
      },
    });
    closeTasksOfVisit(db, visitId, ['visitor-waits'], by, protocol.now());
    return done(changed(parts, visitId));
  });
