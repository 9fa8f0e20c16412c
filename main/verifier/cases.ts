/** Tracing cases: what the events say of them, what is kept of them, and which visits they held when. */
import type { Database } from 'better-sqlite3';
import { sha256 } from './encoding.ts';
import type { Findings } from './findings.ts';
import type { StoryEvent } from './range.ts';

interface Case {
  readonly openedBy: number;
  readonly sealedDigest: string;
  closedBy: number | null;
  readonly held: Set<string>;
}
interface Hold {
  readonly of: Case;
  readonly since: number;
}

export interface Cases {
  take(event: StoryEvent, findings: Findings): void;
  /** Visits that a case ever held. */
  everHeld(): Iterable<string>;
  /** Whether a case that was open at an event held the visit then. */
  heldAt(visitId: string, seq: number): boolean;
  judgeKept(db: Database, findings: Findings): void;
}

export const createCases = (): Cases => {
  const cases = new Map<string, Case>();
  const holds = new Map<string, Hold[]>();

  const opened = ({ seq, body }: StoryEvent, findings: Findings): void => {
    const { caseId, sealedDigest } = body as { caseId: string; sealedDigest: string };
    if (cases.has(caseId)) findings.add(seq, 'case', `the case «${caseId}» was opened before`);
    else cases.set(caseId, { openedBy: seq, sealedDigest, closedBy: null, held: new Set() });
  };
  const held = (one: Case, { seq, body }: StoryEvent): void => {
    for (const visitId of (body as { visitIds: string[] }).visitIds) {
      one.held.add(visitId);
      holds.set(visitId, [...(holds.get(visitId) ?? []), { of: one, since: seq }]);
    }
  };

  return {
    take(event, findings) {
      if (event.type === 'case.opened') {
        opened(event, findings);
        return;
      }
      const { caseId } = event.body as { caseId: string };
      const one = cases.get(caseId);
      if (one?.closedBy !== null) findings.add(event.seq, 'case', `the case «${caseId}» is not open`);
      else if (event.type === 'case.held') held(one, event);
      else one.closedBy = event.seq;
    },
    everHeld: () => holds.keys(),
    heldAt: (visitId, seq) =>
      (holds.get(visitId) ?? []).some(
        ({ of, since }) => since < seq && (of.closedBy === null || seq < of.closedBy),
      ),
    judgeKept(db, findings) {
      judgeTable(db, cases, findings);
      judgeHeldKeys(db, cases, findings);
    },
  };
};

const judgeTable = (db: Database, cases: ReadonlyMap<string, Case>, findings: Findings): void => {
  const seen = new Set<string>();
  const kept = db
    .prepare<[], readonly unknown[]>('SELECT case_id, opened_by, closed_by, sealed FROM tracing_case')
    .raw();
  for (const [name, openedBy, closedBy, sealed] of kept.iterate()) {
    const caseId = String(name);
    const one = cases.get(caseId);
    seen.add(caseId);
    if (one === undefined) {
      findings.add(Number(openedBy) || 0, 'case', `no event opened the case «${caseId}» that is kept`);
      continue;
    }
    if (openedBy !== one.openedBy || closedBy !== one.closedBy)
      findings.add(one.closedBy ?? one.openedBy, 'case', `the list of cases says otherwise of «${caseId}»`);
    if (Buffer.isBuffer(sealed) && sha256(sealed).toString('base64url') !== one.sealedDigest)
      findings.add(one.openedBy, 'case', `what is sealed of the case «${caseId}» has been changed`);
    if (sealed === null && one.closedBy === null)
      findings.add(one.openedBy, 'case', `what is sealed of the open case «${caseId}» is gone`);
  }
  for (const [caseId, { openedBy }] of cases)
    if (!seen.has(caseId)) findings.add(openedBy, 'case', `the list of cases lacks «${caseId}»`);
};

const judgeHeldKeys = (db: Database, cases: ReadonlyMap<string, Case>, findings: Findings): void => {
  const kept = db.prepare<[], readonly unknown[]>('SELECT DISTINCT case_id, visit_id FROM held_key').raw();
  for (const [name, visitId] of kept.iterate()) {
    const one = cases.get(String(name));
    if (one === undefined) continue;
    if (one.closedBy !== null)
      findings.add(one.closedBy, 'held-key', `the closed case «${String(name)}» still holds keys`);
    else if (!one.held.has(String(visitId)))
      findings.add(
        one.openedBy,
        'held-key',
        `the case «${String(name)}» holds a key of a visit that no event names`,
      );
  }
};
