/** What is asked of a range of events, from the events before it on: all that needs no more than the range and single rows of elsewhere. */
import type { KeyObject } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { isActor, isUuid } from './bodies.ts';
import { isInstant } from './calendar.ts';
import type { Calendar } from './calendar.ts';
import { canonicalJson, parsed } from './canonical.ts';
import { createEventHash } from './event-hash.ts';
import { isIndexed } from './event-indexes.ts';
import { createFindings } from './findings.ts';
import type { Finding } from './findings.ts';
import type { Glance } from './glance.ts';
import { createHeadsOfRange } from './heads-of-range.ts';
import type { OpenKeys } from './open-keys.ts';
import { shapesOf, standsAlone } from './plain.ts';
import { createRows } from './rows.ts';
import type { EventRow } from './rows.ts';
import { createSealed } from './sealed.ts';
import type { SealedCounts } from './sealed.ts';
import { followVisits } from './visits-at-glance.ts';
import type { AddedUp } from './visits-at-glance.ts';
import { createVisitHistory } from './visit-history.ts';
import { opensVisit } from './visit-steps.ts';

/** An event whose meaning hangs on others of the whole protocol. */
export interface StoryEvent {
  readonly seq: number;
  readonly type: string;
  readonly at: string;
  readonly visitId: string | null;
  readonly body: unknown;
}

export interface RangeReport {
  readonly findings: readonly Finding[];
  readonly story: readonly StoryEvent[];
  readonly sealed: SealedCounts;
  readonly visits: AddedUp;
}

export interface RangeParts {
  readonly db: Database;
  readonly calendar: Calendar;
  readonly keys: OpenKeys;
  readonly kiosk: string;
  readonly publicKey: KeyObject | null;
  readonly glance: Glance;
  readonly salt: string;
}

/** Families whose events are each of one visit, outing or gift. */
const OF_ONE = /^(?:visit|resident|gift)\./;
const OPENS = new Set(['resident.went-out', 'gift.received']);
const opens = (type: string): boolean => opensVisit(type) || OPENS.has(type);

/** `JSON.stringify` writes what it reads as it was, save half a character: that is asked the long way. */
const isCanonical = (body: unknown, text: string): boolean =>
  text.includes('\\ud') ? canonicalJson(body) === text : JSON.stringify(body) === text;

/** Judges the events of one range after the other. */
export const createRangeJudge = (parts: RangeParts): ((from: number, to: number) => RangeReport) => {
  const { db, calendar } = parts;
  const rows = createRows(db);
  const hashOf = createEventHash((seq) => rows.bodyBytes(seq));
  const history = createVisitHistory(rows, calendar);
  const headsOf = createHeadsOfRange(parts);

  return (from, to) => {
    const findings = createFindings();
    const story: StoryEvent[] = [];
    const visits = followVisits({ ...parts, history, findings });
    const sealed = createSealed({ ...parts, findings }, from, to);
    const heads = headsOf(findings, from, to);
    const first = from > 1 ? rows.one(from - 1) : null;
    let expected = from;
    /** Null: it is not there, and that has been said. */
    let before: { readonly hash: string; readonly at: string } | null =
      from === 1 ? { hash: '0'.repeat(64), at: '' } : first;

    const gap = (end: number): void => {
      if (end < expected) return;
      const rest = end > expected ? `, and those up to ${end} are too` : '';
      findings.add(expected, 'missing', `it is missing from the middle${rest}`);
      before = null;
    };

    const reference = (row: EventRow): void => {
      const { seq, refersTo, visitId, type } = row;
      if (refersTo === null) {
        if (visitId !== null && OF_ONE.test(type) && !opens(type))
          findings.add(seq, 'reference', 'it does not say to which event it refers');
        return;
      }
      if (!(refersTo >= 1 && refersTo < seq))
        findings.add(seq, 'reference', `it refers to event ${refersTo}, which is not before it`);
      else if (
        visitId !== null &&
        !opens(type) &&
        !visits.isNewest(visitId, refersTo) &&
        rows.visitOf(refersTo) !== visitId
      )
        findings.add(seq, 'reference', 'it refers to an event of another visit');
    };

    /** The body, or undefined where it is not one of this type and version. */
    const bodyOf = (row: EventRow): unknown => {
      const { seq, type, version } = row;
      const versions = shapesOf(type);
      if (versions === undefined) {
        findings.add(seq, 'unknown-type', `no event is called «${type.slice(0, 40)}»`);
        return undefined;
      }
      const shape = versions.get(version);
      const plain = shape?.read(row.body);
      if (plain !== undefined) return plain;
      const body = parsed(row.body);
      if (shape?.matches(body) === true) {
        if (!isCanonical(body, row.body))
          findings.add(seq, 'not-canonical', 'its body is not canonical JSON');
        return body;
      }
      const isElse = body === undefined || canonicalJson(body) === row.body;
      findings.add(
        seq,
        isElse ? 'body' : 'not-canonical',
        isElse ? `its body is not that of «${type}» version ${version}` : 'its body is not canonical JSON',
      );
      return undefined;
    };

    const link = (row: EventRow, isDated: boolean): void => {
      const { seq } = row;
      if (before !== null && row.prevHash !== before.hash)
        findings.add(
          seq,
          'chain',
          seq === 1
            ? 'it names an event before the first'
            : `it does not continue from event ${seq - 1}: the hash that it names is another`,
        );
      if (hashOf(row) !== row.hash)
        findings.add(seq, 'hash', 'it has been changed: its hash is not that of what it says');
      if (!isDated) findings.add(seq, 'row', 'it is dated by what is no instant');
      else if (before !== null && row.at < before.at)
        findings.add(seq, 'time-back', 'it is dated before the event before it');
      if (!isUuid(row.id)) findings.add(seq, 'row', 'its id is none');
      if (!isActor(row.actor)) findings.add(seq, 'row', 'it was done by nobody');
      // What others refer to that nothing opened is found as a step that cannot be.
      if (row.visitId !== null && opens(row.type) && !isUuid(row.visitId))
        findings.add(seq, 'row', 'the id of its visit is none');
    };

    const indexed = (row: EventRow, openedBy: number | null): void => {
      if (!isIndexed(parts.glance.groups, row, openedBy, rows.visitOf))
        findings.add(row.seq, 'unsound', 'the indexes of the events say otherwise of it than their table');
    };

    const judge = (row: EventRow): void => {
      const { seq, type, visitId } = row;
      const isDated = isInstant(row.at);
      link(row, isDated);
      reference(row);
      heads.take(seq, row.hash);
      // What cannot be dated cannot be put in its place among the others either.
      const body = isDated ? bodyOf(row) : undefined;
      if (visitId === null) {
        if (OF_ONE.test(type)) findings.add(seq, 'visit-id', 'it names no visit');
        if (row.commitment !== null) findings.add(seq, 'visit-id', 'it has sealed fields, but no visit');
      } else if (!OF_ONE.test(type)) {
        findings.add(seq, 'visit-id', 'it names a visit, but is not a visit’s event');
      } else if (type.startsWith('visit.')) {
        if (body === undefined) visits.lose(visitId);
        const openedBy =
          body === undefined
            ? null
            : visits.take({ seq, type, at: row.at, visitId, refersTo: row.refersTo, body });
        sealed.take(row, openedBy);
        indexed(row, openedBy);
        return;
      }
      sealed.take(row, null);
      indexed(row, null);
      if (body !== undefined && !standsAlone(type)) story.push({ seq, type, at: row.at, visitId, body });
    };

    for (const row of rows.between(from, to)) {
      const seq = typeof row === 'number' ? row : row.seq;
      gap(seq - 1);
      expected = seq + 1;
      if (typeof row === 'number') {
        findings.add(seq, 'row', 'it is not as an event is');
        before = null;
        continue;
      }
      judge(row);
      before = row;
    }
    gap(to);
    const sealedCounts = sealed.end();
    heads.end();
    return { findings: findings.all(), story, sealed: sealedCounts, visits: visits.end() };
  };
};
