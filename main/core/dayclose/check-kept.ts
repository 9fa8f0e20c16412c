import type { Log } from '../ports.ts';
import { openTask, openTasks } from '../protocol/tasks.ts';
import type { DayParts } from './parts.ts';
import { closedLast } from './closed-days.ts';

/**
 * «State rebuilt from events equals state kept», at start: of what is open and what happened since the last day was closed. What was kept
 * otherwise is put right, logged, and told to the lead.
 */
export const checkKept = ({ db, protocol, log }: Pick<DayParts, 'db' | 'protocol'> & { log: Log }): void => {
  const found = protocol.mend(closedLast(db)?.seq ?? 0);
  if (found.visits + found.outings + found.unclear === 0) return;
  log.write({ event: 'state-mended', ...found });
  if (openTasks(db).some(({ kind }) => kind === 'state-mended')) return;
  protocol.transaction(() => openTask(db, { kind: 'state-mended', eventSeq: protocol.length() }));
};
