/** Tracing cases: opened with what was found, held, and closed with a reason. */
import { randomInt } from 'node:crypto';
import type { CaseOpened, CaseWish, SearchWish } from '../../../shared/api/tracing.ts';
import { MOST_IDS, type Actor, type EventBody } from '../../../shared/domain/events.ts';
import { SPOKEN_ALPHABET } from '../../../shared/domain/ids.ts';
import { dayIn, toInstant } from '../../../shared/domain/time.ts';
import { emptyLog } from '../db/empty-log.ts';
import { caseKeyName } from '../keys/names.ts';
import { unwrapDayKey } from '../protocol/keys.ts';
import { digestOf } from '../protocol/seal.ts';
import { closeTask, openTasks } from '../protocol/tasks.ts';
import { createHolding, makeCaseKey, type Holdable } from './case-keys.ts';
import { caseOf, type CaseStored } from './case-list.ts';
import { openDescription, sealDescription } from './description.ts';
import { foundIn, visitIdsOf, type Found } from './found.ts';
import { lookedUp, type Looker } from './look-ups.ts';
import type { TracingParts } from './parts.ts';
import { isRefused, refused, type Refused } from './refusal.ts';
import { search, type Searched } from './search.ts';

export interface CaseParts extends TracingParts {
  /** 32 bytes, from the ports' secrets. */
  readonly kioskKey: Buffer;
  /** Inside the transaction of the `case.closed`, after it: the case's keys of visits go, and what nothing else opens any more. */
  readonly letGo: (caseId: string, by: Actor) => void;
}

/** Short enough to be said on the telephone: `2026-KX7R`. */
const newCaseId = ({ db, protocol, settings }: CaseParts): string => {
  const year = dayIn(settings.institution.zone, Date.parse(protocol.now())).slice(0, 4);
  for (;;) {
    const letters = Array.from({ length: 4 }, () =>
      SPOKEN_ALPHABET.charAt(randomInt(SPOKEN_ALPHABET.length)),
    );
    const caseId = `${year}-${letters.join('')}`;
    if (caseOf(db, caseId) === null && protocol.dayKeys.store.read(caseKeyName(caseId)) === null)
      return caseId;
  }
};

const held = ({ protocol }: CaseParts, caseId: string, visitIds: readonly string[], by: Actor): void => {
  for (let at = 0; at < visitIds.length; at += MOST_IDS)
    protocol.append({
      type: 'case.held',
      actor: by,
      body: { caseId, visitIds: visitIds.slice(at, at + MOST_IDS) },
    });
};

/** What is shown, and whoever it is about. */
const keptOf = (found: Found, { wish, people }: Searched): string[] => {
  const ids = new Set(visitIdsOf(found));
  if (wish.index.kind === 'person') ids.add(wish.index.visitId);
  const index = found.people.find(({ key }) => key === found.index);
  if (index?.source) ids.add(index.source.visitId);
  return [...ids].filter((visitId) => people.parties.has(visitId));
};

const openedBody = (
  caseId: string,
  { wish, window }: Searched,
  sealed: Buffer,
): EventBody<'case.opened'> => ({
  caseId,
  purpose: wish.purpose,
  from: toInstant(window.from),
  to: toInstant(window.to),
  minutes: wish.minutes,
  sealedDigest: digestOf(sealed).toString('base64url'),
});

const answerOf = (caseId: string, wanted: readonly string[], { visitIds }: Holdable): CaseOpened => ({
  caseId,
  kept: visitIds.length,
  notKept: wanted.length - visitIds.length,
});

/** Searches, and keeps exactly what was found. */
export const openCase = async (
  parts: CaseParts,
  { search: wish, note, taskId }: CaseWish,
  { by, opener }: Looker,
): Promise<CaseOpened | Refused> => {
  const { db, protocol, kioskKey } = parts;
  if (taskId !== null && !openTasks(db).some(({ id, kind }) => id === taskId && kind === 'fell-ill'))
    return refused('no-such-task');
  // Whoever cannot open the case again afterwards would have kept it for nobody.
  if (opener === null && protocol.dayKeys.store.recipients().length > 0) return refused('days-locked');
  const searched = await search(parts, wish, opener);
  if (isRefused(searched)) return searched;
  const found = foundIn(parts, searched);
  const wanted = keptOf(found, searched);
  const holding = createHolding(db, protocol);
  const caseId = newCaseId(parts);
  // It stays also where the case does not come about: of a commit that the disk refused nobody knows before the next start whether it is there, and a key
  // of no case opens nothing.
  const key = await makeCaseKey(protocol, kioskKey, caseId);
  const { index, symptomsFrom, reach, generations } = wish;
  const sealed = sealDescription(key, caseId, { index, symptomsFrom, reach, generations, note });
  const holdable = await holding.holdable(wanted, { caseId, key }, opener);
  protocol.transaction(() => {
    const { purpose } = wish;
    const rows = visitIdsOf(found).length;
    lookedUp(protocol, by, { purpose, what: 'exposure', caseId, window: searched.window, rows });
    const opened = protocol.append({
      type: 'case.opened',
      actor: by,
      body: openedBody(caseId, searched, sealed),
    });
    db.prepare('INSERT INTO tracing_case (case_id, opened_by, sealed) VALUES (?, ?, ?)').run(
      caseId,
      opened.seq,
      sealed,
    );
    held(parts, caseId, holdable.visitIds, by);
    holding.keep(caseId, holdable.keys);
    if (taskId !== null) closeTask(db, taskId, by, protocol.now());
  });
  return answerOf(caseId, wanted, holdable);
};

/** The case's key, where this session opens it. */
export const caseKey = async (
  { protocol, kioskKey }: Pick<CaseParts, 'protocol' | 'kioskKey'>,
  caseId: string,
  opener: Looker['opener'],
): Promise<Buffer | null> => {
  const name = caseKeyName(caseId);
  const kept = protocol.dayKeys.store.read(name)?.kiosk ?? null;
  return (await opener?.open(name)) ?? (kept && unwrapDayKey(kioskKey, name, kept));
};

export const descriptionOf = (stored: CaseStored, key: Buffer) =>
  stored.sealed === null ? null : openDescription(key, stored.caseId, stored.sealed);

/** A later search in the same case, as far as until now: what it finds is kept too. */
export const extendCase = async (
  parts: CaseParts,
  caseId: string,
  window: SearchWish['window'],
  { by, opener }: Looker,
): Promise<CaseOpened | Refused> => {
  const { db, protocol } = parts;
  const stored = caseOf(db, caseId);
  if (stored === null) return refused('no-such-case');
  if (stored.closed !== null) return refused('case-closed');
  const key = await caseKey(parts, caseId, opener);
  const description = key && descriptionOf(stored, key);
  if (key === null || description === null) return refused('days-locked');
  const { note: _note, ...asked } = description;
  const { purpose, minutes, from } = stored.opened;
  const wish: SearchWish = { ...asked, purpose, minutes, window: window ?? { from, to: protocol.now() } };
  const searched = await search(parts, wish, opener);
  if (isRefused(searched)) return searched;
  const found = foundIn(parts, searched);
  const holding = createHolding(db, protocol);
  const before = new Set(stored.held);
  const wanted = keptOf(found, searched).filter((visitId) => !before.has(visitId));
  const holdable = await holding.holdable(wanted, { caseId, key }, opener);
  return protocol.transaction(() => {
    if (caseOf(db, caseId)?.closed !== null) return refused('case-closed');
    const rows = visitIdsOf(found).length;
    lookedUp(protocol, by, { purpose, what: 'exposure', caseId, window: searched.window, rows });
    held(parts, caseId, holdable.visitIds, by);
    holding.keep(caseId, holdable.keys);
    return answerOf(caseId, wanted, holdable);
  });
};

/** Its hold ends, its key and what was sealed under it go. What was due to be forgotten meanwhile is forgotten now. */
export const closeCase = (
  parts: CaseParts,
  caseId: string,
  reason: EventBody<'case.closed'>['reason'],
  by: Actor,
): Refused | { readonly done: true } => {
  const { db, protocol, letGo } = parts;
  const result = protocol.transaction(() => {
    const stored = caseOf(db, caseId);
    if (stored === null) return refused('no-such-case');
    if (stored.closed !== null) return refused('case-closed');
    const closed = protocol.append({
      type: 'case.closed',
      actor: by,
      refersTo: stored.openedBy,
      body: { caseId, reason },
    });
    db.prepare('UPDATE tracing_case SET closed_by = ?, sealed = NULL WHERE case_id = ?').run(
      closed.seq,
      caseId,
    );
    letGo(caseId, by);
    return { done: true } as const;
  });
  // After the commit: a key that is gone does not come back with a transaction that is undone.
  if (!isRefused(result)) {
    protocol.dayKeys.store.destroy([{ name: caseKeyName(caseId), at: protocol.now() }]);
    emptyLog(db);
  }
  return result;
};
