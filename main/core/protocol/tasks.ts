/** What a person must see to. Opened and closed inside the transaction of the event that causes it. */
import type { Database } from 'better-sqlite3';
import type { TASK_KINDS } from '../../../shared/api/staff.ts';

export type TaskKind = (typeof TASK_KINDS)[number];

export interface NewTask {
  readonly kind: TaskKind;
  /** The event that causes it; its instant is the task's beginning. */
  readonly eventSeq: number;
  readonly visitId?: string | null;
  /** For `help` the screen, for `code` the result, for `sync-refused` the receiver's words, for `pack-received` its id and version. Never anything personal. */
  readonly detail?: string | null;
}

export interface Task {
  readonly id: number;
  readonly kind: TaskKind;
  readonly eventSeq: number;
  readonly visitId: string | null;
  readonly openedAt: string;
  readonly detail: string | null;
}

const within = (db: Database): Database => {
  if (!db.inTransaction) throw new Error('a task changes only inside a transaction');
  return db;
};

/** The new task's id. */
export const openTask = (db: Database, task: NewTask): number => {
  const result = within(db)
    .prepare(
      `INSERT INTO task (kind, event_seq, visit_id, opened_at, detail)
       SELECT @kind, seq, @visitId, coalesce(body ->> '$.attemptedAt', at), @detail FROM event WHERE seq = @eventSeq`,
    )
    .run({
      kind: task.kind,
      eventSeq: task.eventSeq,
      visitId: task.visitId ?? null,
      detail: task.detail ?? null,
    });
  if (result.changes !== 1) throw new Error(`no event ${task.eventSeq} for a task`);
  return Number(result.lastInsertRowid);
};

/** False when there is no such open task. `by` is an actor (`staff:ID`, `kiosk` …), `at` an instant. */
export const closeTask = (db: Database, taskId: number, by: string, at: string): boolean =>
  within(db)
    .prepare('UPDATE task SET closed_at = ?, closed_by = ? WHERE id = ? AND closed_at IS NULL')
    .run(at, by, taskId).changes === 1;

/** Those of the kinds that are named. How many were open. */
export const closeTasksOfVisit = (
  db: Database,
  visitId: string,
  kinds: readonly TaskKind[],
  by: string,
  at: string,
): number => {
  const close = within(db).prepare(
    'UPDATE task SET closed_at = ?, closed_by = ? WHERE visit_id = ? AND kind = ? AND closed_at IS NULL',
  );
  return kinds.reduce((closed, kind) => closed + close.run(at, by, visitId, kind).changes, 0);
};

/** Open tasks, oldest first. */
export const openTasks = (db: Database): Task[] =>
  db
    .prepare<[], Task>(
      `SELECT id, kind, event_seq AS eventSeq, visit_id AS visitId, opened_at AS openedAt, detail
       FROM task WHERE closed_at IS NULL ORDER BY opened_at, id`,
    )
    .all();
