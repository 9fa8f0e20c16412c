/** The keys of visits, outings and gifts: those that are gone are accounted for, those that are not lie under a key that is there. */
import type { Database } from 'better-sqlite3';
import { BODIES } from './bodies.ts';
import { isInstant } from './calendar.ts';
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

const KINDS = ['all', 'identity', 'contact', 'reason'] as const;

/**
 * Keys that have to be looked at: of no visit, under a name that is not there or of another kind or destroyed, or erased without that the
 * newest erasure of their kind up to a day accounts for it at a glance. All others, in a house of ten years nearly all, are passed over by SQLite.
 */
const UNUSUAL = `
  SELECT k.visit_id, k.kind, k.key_name, k.wrapped IS NULL, n.kind, n.day, n.destroyed_at IS NOT NULL, v.visit_id IS NOT NULL
  FROM visit_key AS k LEFT JOIN visit AS v ON v.visit_id = k.visit_id LEFT JOIN key_name AS n ON n.name = k.key_name
  WHERE k.visit_id >= @from AND k.visit_id < @to AND (
    v.visit_id IS NULL OR n.kind IS NOT k.kind OR CASE WHEN k.wrapped IS NULL
      THEN v.last_day > ${newestBy('UpTo')} OR v.revision > ${newestBy('Seq')}
      ELSE n.destroyed_at IS NOT NULL END)`;
function newestBy(what: 'UpTo' | 'Seq'): string {
  return `CASE k.kind ${KINDS.map((kind) => `WHEN '${kind}' THEN @${kind}${what}`).join(' ')} END`;
}
const OF_VISIT = `
  SELECT k.visit_id, k.kind, k.key_name, k.wrapped IS NULL, n.kind, n.day, n.destroyed_at IS NOT NULL, v.visit_id IS NOT NULL
  FROM visit_key AS k LEFT JOIN visit AS v ON v.visit_id = k.visit_id LEFT JOIN key_name AS n ON n.name = k.key_name
  WHERE k.visit_id = ?`;

/** Judges the keys of visits whose ids are from one text on and before another. */
export const createKeyJudge = ({ db, calendar, lastDayBefore }: Parts) => {
  const { erasures, cases } = readErasing(db, calendar);
  const unusual = db.prepare<[Record<string, string | number>], Raw>(UNUSUAL).raw();
  const ofVisit = db.prepare<[string], Raw>(OF_VISIT).raw();
  const newestEvent = db
    .prepare<[string], number | null>('SELECT max(seq) FROM event WHERE visit_id = ?')
    .pluck();
  const hasSealed = db.prepare<[string]>(
    'SELECT 1 FROM event WHERE visit_id = ? AND commitment IS NOT NULL LIMIT 1',
  );
  const isHeld = db.prepare<[string, string]>('SELECT 1 FROM held_key WHERE visit_id = ? AND kind = ?');
  const newest: Record<string, string | number> = Object.fromEntries(
    KINDS.flatMap((kind): [string, string | number][] => {
      const erasure = erasures.newestOf(kind);
      return [
        [`${kind}UpTo`, erasure?.upTo ?? ''],
        [`${kind}Seq`, erasure?.seq ?? 0],
      ];
    }),
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

  const judge = (raw: Raw, findings: Findings): void => {
    const [id, ofKind, keyName, erased, nameKind, day, destroyed, isVisit] = raw;
    const visitId = String(id);
    const kind = String(ofKind);
    const seq = (): number => newestEvent.get(visitId) ?? 0;
    const which = `the key of its visit («${kind}»)`;
    if (isVisit !== 1 && hasSealed.get(visitId) === undefined)
      findings.add(
        seq(),
        'key-extra',
        `there is a key («${kind}») for «${visitId}», of which no event has sealed fields`,
      );
    if (nameKind !== kind)
      findings.add(
        seq(),
        'key-name',
        `${which} lies under «${String(keyName)}», which is no key of that kind`,
      );
    if (erased !== 1) {
      if (destroyed === 1)
        findings.add(
          seq(),
          'key-destroyed',
          `${which} is not erased, but «${String(keyName)}» under which it lies was destroyed`,
        );
      return;
    }
    if (isHeld.get(visitId, kind) !== undefined) return;
    const accounted = isAccounted(visitId, kind, isVisit === 1 ? null : String(day));
    if (accounted === 'held')
      findings.add(seq(), 'erased-while-held', `${which} was erased while a case held it`);
    else if (!accounted)
      findings.add(seq(), 'erased-unaccounted', `${which} is gone, and no event says that it was erased`);
  };

  return (from: string, to: string, findings: Findings): void => {
    for (const row of unusual.all({ from, to, ...newest })) judge(row, findings);
    for (const visitId of cases.everHeld())
      if (visitId >= from && visitId < to) for (const row of ofVisit.all(visitId)) judge(row, findings);
  };
};
