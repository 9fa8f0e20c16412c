import type { z } from 'zod';
import type { expectedRow, VisitRow } from '../../shared/api/staff.ts';
import type { Outcome } from '../../shared/domain/outcome.ts';

export type ExpectedRow = z.infer<typeof expectedRow>;

/** What the rows and cards can ask the page to do. */
export interface Doing {
  show(visit: VisitRow): void;
  override(visit: VisitRow, suggestion: Outcome): void;
  checkIn(row: ExpectedRow): void;
  checkOut(visit: VisitRow): void;
  closeTask(id: number): void;
}
