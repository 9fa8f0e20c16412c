import type { z } from 'zod';
import type { expectedRow, outingRow, SweptAnswer, taskRow, VisitRow } from '../../shared/api/staff.ts';
import type { Outcome } from '../../shared/domain/outcome.ts';
import type { Reply } from '../components/staff/client.ts';

export type ExpectedRow = z.infer<typeof expectedRow>;
export type OutingRow = z.infer<typeof outingRow>;
export type TaskRow = z.infer<typeof taskRow>;

/** What the rows and cards can ask the page to do. */
export interface Doing {
  show(visit: VisitRow): void;
  override(visit: VisitRow, suggestion: Outcome): void;
  /** At once, without a dialog: the written reason is then owed (F2, S2:181-197). */
  letIn(visit: VisitRow): Promise<Reply<unknown>>;
  writeReason(visit: VisitRow): void;
  giveReason(visit: VisitRow): void;
  checkIn(row: ExpectedRow): void;
  checkOut(visit: VisitRow): void;
  isBack(outing: OutingRow): void;
  closeTask(id: number): void;
  answerSwept(id: number, answer: SweptAnswer): Promise<Reply<unknown>>;
}
