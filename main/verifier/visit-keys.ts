/** The keys of visits, outings and gifts: those that are gone are accounted for, those that are not lie under a key that is there. */
import type { Database } from 'better-sqlite3';
import { BODIES } from './bodies.ts';
import { daysBetween, isInstant } from './calendar.ts';
import type { Calendar } from './calendar.ts';
import { parsed } from './canonical.ts';
import { createCases } from './cases.ts';
import type { Cases } from './cases.ts';
import { createErasures } from './erasures.ts';
import type { Erasures } from './erasures.ts';
import { createFindings } from './findings.ts';
import type { Findings } from './findings.ts';

interface Parts {
  readonly db: Database;
  readonly calendar: Calendar;
  /** The last day of a visit as it stood before an event; null where nothing opened it before. */
  readonly lastDayBefore: (visitId: string, seq: number) => string | null;
}
type Raw = readonly unknown[];

const OF_ERASING = `SELECT seq, type, version, at, body FROM event
  WHERE type IN ('fields.erased', 'case.opened', 'case.held', 'case.closed') AND visit_id IS NULL ORDER BY seq`;

/** What was erased and held, without a word about it: the events themselves are judged in their order. */
const readErasing = (db: Database, calendar: Calendar): { erasures: Erasures; cases: Cases } => {
  const erasures = createErasures(calendar);
  const cases = createCases();
  const unsaid = createFindings();
  for (const [seq, type, version, at, body] of db.prepare<[], Raw>(OF_ERASING).raw().iterate()) {
    const content = parsed(String(body));
    if (!isInstant(at) || BODIES[String(type)]?.[Number(version)]?.matches(content) !== true) continue;
    const event = { seq: Number(seq), type: String(type), at, visitId: null, body: content };
    if (event.type === 'fields.erased') erasures.take(event, unsaid);
    else cases.take(event, unsaid);
  }
  return { erasures, cases };
};

/** Of a visit, an outing or a gift. */
export interface VisitKey {
  readonly visitId: string;
  readonly kind: string;
  readonly keyName: string;
  /** It is wrapped no more. */
  readonly isGone: boolean;
  /** It is gone, but a case has it. */
  readonly isHeld: boolean;
}
const COLUMNS = `k.visit_id, k.kind, k.key_name, CASE WHEN k.wrapped IS NOT NULL THEN 'there'
  WHEN EXISTS (SELECT 1 FROM held_key AS h WHERE h.visit_id = k.visit_id AND h.kind = k.kind) THEN 'held' ELSE 'gone' END`;
/** In the order of their visits, of those from one id on and before another. */
export const KEYS = `SELECT ${COLUMNS} FROM visit_key AS k WHERE k.visit_id >= ? AND k.visit_id < ? ORDER BY k.visit_id`;
const KEYS_OF_ONE = `SELECT ${COLUMNS} FROM visit_key AS k WHERE k.visit_id = ?`;
export const keyOf = ([visitId, kind, keyName, state]: Raw): VisitKey => ({
  visitId: String(visitId),
  kind: String(kind),
  keyName: String(keyName),
  isGone: state !== 'there',
  isHeld: state === 'held',
});

/** What the list of visits says of the visit of a key. */
export interface VisitOfKey {
  readonly day: string;
  readonly lastDay: string;
  readonly revision: number;
}
/** Judges a key; `visit` is null where the list of visits has none. Whether the kiosk may still open its day. */
export type KeyJudge = (key: VisitKey, visit: VisitOfKey | null, findings: Findings) => boolean;

export const visitOfKey = ([day, lastDay, revision]: Raw): VisitOfKey => ({
  day: String(day),
  lastDay: String(lastDay),
  revision: Number(revision),
});

interface KeyName {
  readonly kind: string;
  readonly day: string;
  readonly isClosed: boolean;
  readonly isDestroyed: boolean;
}
const readNames = (db: Database): ReadonlyMap<string, KeyName> =>
  new Map(
    db
      .prepare<[], Raw>(
        `SELECT name, kind, day, closed_at IS NOT NULL, destroyed_at IS NOT NULL FROM key_name`,
      )
      .raw()
      .all()
      .map(([name, kind, day, closed, destroyed]) => [
        String(name),
        { kind: String(kind), day: String(day), isClosed: closed === 1, isDestroyed: destroyed === 1 },
      ]),
  );

/** The day in a name of a key. */
const dayIn = (keyName: string): string => keyName.slice(0, 'YYYY-MM-DD'.length);
/** After every day. */
const NEVER = '\u{10FFFF}';

/** Judges keys one by one, and those of visits that cases held. */
export const createKeyJudge = ({
  db,
  calendar,
  lastDayBefore,
}: Parts): { judge: KeyJudge; judgeHeld: (findings: Findings) => void } => {
  const { erasures, cases } = readErasing(db, calendar);
  const names = readNames(db);
  const ofOne = db.prepare<[string], Raw>(KEYS_OF_ONE).raw();
  const inList = db
    .prepare<[string], Raw>('SELECT day, last_day, revision FROM visit WHERE visit_id = ?')
    .raw();
  const newestEvent = db
    .prepare<[string], number | null>('SELECT max(seq) FROM event WHERE visit_id = ?')
    .pluck();
  const hasSealed = db.prepare<[string]>(
    'SELECT 1 FROM event WHERE visit_id = ? AND commitment IS NOT NULL LIMIT 1',
  );
  const newest = new Map(
    ['all', 'identity', 'contact', 'reason'].map((kind) => [kind, erasures.newestOf(kind)]),
  );

  /** Of outings and gifts it counts from the day of their key. */
  const isAccounted = (visitId: string, kind: string, keyDay: string | null): true | 'held' | false => {
    let whileHeld = false;
    for (const { seq, upTo } of erasures.of(visitId, kind)) {
      const lastDay = upTo === null ? '' : (keyDay ?? lastDayBefore(visitId, seq));
      if (upTo !== null && (lastDay === null || lastDay > upTo)) continue;
      if (!cases.heldAt(visitId, seq)) return true;
      whileHeld = true;
    }
    return whileHeld ? 'held' : false;
  };

  const look = (
    key: VisitKey,
    name: KeyName | undefined,
    visit: VisitOfKey | null,
    findings: Findings,
  ): void => {
    const { visitId, kind, keyName } = key;
    const seq = (): number => newestEvent.get(visitId) ?? 0;
    const which = `the key of its visit («${kind}»)`;
    if (visit === null && hasSealed.get(visitId) === undefined)
      findings.add(
        seq(),
        'key-extra',
        `there is a key («${kind}») for «${visitId}», of which no event has sealed fields`,
      );
    if (name?.kind !== kind)
      findings.add(seq(), 'key-name', `${which} lies under «${keyName}», which is no key of that kind`);
    // The days of a house that moved to another zone may be one later than their keys are called.
    else if (visit !== null && daysBetween(dayIn(keyName), visit.day) > 1)
      findings.add(seq(), 'key-name', `${which} lies under «${keyName}», the key of a day before its visit`);
    if (!key.isGone) {
      if (name?.isDestroyed === true)
        findings.add(
          seq(),
          'key-destroyed',
          `${which} is not erased, but «${keyName}» under which it lies was destroyed`,
        );
      return;
    }
    if (key.isHeld) return;
    const accounted = isAccounted(visitId, kind, visit !== null ? null : (name?.day ?? NEVER));
    if (accounted === 'held')
      findings.add(seq(), 'erased-while-held', `${which} was erased while a case held it`);
    else if (!accounted)
      findings.add(seq(), 'erased-unaccounted', `${which} is gone, and no event says that it was erased`);
  };

  /** The newest erasure of its kind up to a day accounts for it at a glance, as for nearly all in a house of ten years. */
  const isAccountedAtGlance = (kind: string, { lastDay, revision }: VisitOfKey): boolean => {
    const erasure = newest.get(kind);
    return erasure != null && lastDay <= erasure.upTo && revision <= erasure.seq;
  };

  return {
    judge(key, visit, findings) {
      const name = names.get(key.keyName);
      const isUsual =
        visit !== null &&
        name?.kind === key.kind &&
        dayIn(key.keyName) >= visit.day &&
        (key.isGone ? isAccountedAtGlance(key.kind, visit) : !name.isDestroyed);
      if (!isUsual) look(key, name, visit, findings);
      return !key.isGone && name?.isClosed !== true && name?.isDestroyed !== true;
    },
    judgeHeld(findings) {
      for (const visitId of cases.everHeld())
        for (const row of ofOne.all(visitId)) {
          const key = keyOf(row);
          const visit = inList.get(visitId);
          look(key, names.get(key.keyName), visit ? visitOfKey(visit) : null, findings);
        }
    },
  };
};
