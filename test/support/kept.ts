/** A real protocol with days to forget: visits that are over, nights that pass, cases that hold, and what of it lies on the disk. */
import { join } from 'node:path';
import { expect } from 'vitest';
import { createCaseClosed } from '../../main/core/retention/index.ts';
import type { RetentionParts } from '../../main/core/retention/parts.ts';
import { recipientOpener } from '../../main/core/protocol/daykeys.ts';
import {
  dayKeyToJwe,
  newRecipientKeys,
  unwrapVisitKey,
  wrapVisitKey,
} from '../../main/core/protocol/keys.ts';
import { digestOf } from '../../main/core/protocol/seal.ts';
import { seenAt } from '../../shared/domain/presence.ts';
import { foundIn } from './on-disk.ts';
import { checkIn, later, startProtocol, ZONE } from './protocol.ts';
import { verdictOf } from './verdict.ts';

const DAY = 86_400_000;
const retention = { identityDays: 10, contactDays: 3, reasonDays: 10, why: null };

export type Kept = Awaited<ReturnType<typeof startKept>>;

export const startKept = async () => {
  const lead = newRecipientKeys();
  const kiosk = startProtocol();
  const parts: RetentionParts = {
    db: kiosk.db,
    protocol: kiosk.protocol,
    settings: { institution: { zone: ZONE }, retention },
    log: { write: () => undefined },
  };
  await kiosk.protocol.ensureDayKey();
  await kiosk.protocol.addRecipient('lead:i', lead.publicJwk);

  /** A visit that is over within the hour. */
  const visit = (name = 'Åse Øverås', phone = '+4799999999'): string => {
    const { protocol, clock } = kiosk;
    const visitId = checkIn(protocol, {}, name);
    protocol.transaction(() => {
      protocol.append({
        type: 'visit.corrected',
        visitId,
        actor: 'staff:k',
        body: { reason: 'other', changes: {} },
        personal: { phone, reasonText: `wrote ${name} wrong` },
      });
      protocol.append({
        type: 'visit.checked-out',
        visitId,
        actor: 'visitor',
        body: { left: seenAt(later(clock, 1000), 'scanned') },
      });
    });
    return visitId;
  };
  /** What staff write about a visit later. */
  const amend = (visitId: string, companion: string): void => {
    kiosk.protocol.transaction(() =>
      kiosk.protocol.append({
        type: 'visit.corrected',
        visitId,
        actor: 'staff:k',
        body: { reason: 'wrong-party', changes: {} },
        personal: {
          companions: [{ name: `with ${companion}` }],
          phone: '+4788888888',
          reasonText: companion || '-',
        },
      }),
    );
  };
  /** So many nights on, as each begins: the day has its key and the days before are closed. */
  const nights = async (count: number): Promise<void> => {
    for (let night = 0; night < count; night += 1) {
      kiosk.clock.advance(DAY);
      await kiosk.protocol.ensureDayKey();
      kiosk.protocol.closePastDays();
    }
  };
  const opener = () => recipientOpener(kiosk.protocol.dayKeys.store, 'lead:i', lead.privateJwk);
  const read = (visitId: string) => kiosk.protocol.personalWith(visitId, opener());
  const erased = () =>
    kiosk.db
      .prepare<[], string>(`SELECT body FROM event WHERE type = 'fields.erased' ORDER BY seq`)
      .pluck()
      .all()
      .map((body) => JSON.parse(body) as Record<string, unknown>);
  const holds = async () => {
    const { secrets, clock } = kiosk;
    expect((await verdictOf(kiosk.file, { secrets, now: () => clock.now() })).findings).toEqual([]);
  };

  /** Everything that lies in the tables of these visits and is erasable: wrapped keys and ciphertexts. */
  const bytesOf = (visitIds: readonly string[]): Buffer[] => {
    const rows = kiosk.db
      .prepare<[string, string], Buffer>(
        `SELECT wrapped FROM visit_key WHERE visit_id = ? AND wrapped IS NOT NULL
         UNION ALL SELECT ciphertext FROM sealed JOIN event ON event.seq = sealed.seq WHERE visit_id = ? AND ciphertext IS NOT NULL`,
      )
      .pluck();
    return visitIds.flatMap((visitId) => rows.all(visitId, visitId));
  };
  const found = (wanted: readonly Buffer[]): number => foundIn(kiosk.folder, wanted);

  const keyFile = (name: string): string => join(kiosk.folder, 'keys', `${name}.json`);

  /** A case with the key of its visits, as tracing makes it. */
  const openCase = async (caseId: string, visitIds: readonly string[]): Promise<void> => {
    const { protocol, db } = kiosk;
    const { dayKeys } = protocol;
    const caseKey = Buffer.alloc(32, 9);
    const name = `case-${caseId}`;
    const sealed = Buffer.from(`who it is about, ${caseId}`);
    dayKeys.store.write({
      name,
      kiosk: null,
      wraps: { 'lead:i': await dayKeyToJwe(caseKey, name, lead.publicJwk) },
    });
    const rows = db
      .prepare<[], { visit_id: string; kind: string; key_name: string; wrapped: Buffer }>(
        'SELECT * FROM visit_key WHERE wrapped IS NOT NULL',
      )
      .all()
      .filter(({ visit_id }) => visitIds.includes(visit_id));
    const keys = new Map<string, Buffer>();
    for (const { key_name } of rows)
      keys.set(key_name, (await opener().open(key_name)) ?? dayKeys.open(key_name) ?? caseKey);
    protocol.transaction(() => {
      const at = protocol.now();
      const body = {
        caseId,
        purpose: 'ill-after-visit',
        from: at,
        to: at,
        minutes: 15,
        sealedDigest: digestOf(sealed).toString('base64url'),
      } as const;
      const { seq } = protocol.append({ type: 'case.opened', actor: 'staff:i', body });
      db.prepare('INSERT INTO tracing_case VALUES (?, ?, NULL, ?)').run(caseId, seq, sealed);
      protocol.append({ type: 'case.held', actor: 'staff:i', body: { caseId, visitIds: [...visitIds] } });
      for (const { visit_id, kind, key_name, wrapped } of rows) {
        const key = unwrapVisitKey(keys.get(key_name) ?? caseKey, visit_id, key_name, wrapped);
        if (key === null) throw new Error('no key');
        db.prepare('INSERT INTO held_key VALUES (?, ?, ?, ?)').run(
          caseId,
          visit_id,
          kind,
          wrapVisitKey(caseKey, visit_id, `case-${caseId}`, key),
        );
      }
    });
  };
  const closeCase = (caseId: string): number => {
    const { protocol, db } = kiosk;
    return protocol.transaction(() => {
      const { seq } = protocol.append({
        type: 'case.closed',
        actor: 'staff:i',
        body: { caseId, reason: 'no-further-exposure' },
      });
      db.prepare('UPDATE tracing_case SET closed_by = ? WHERE case_id = ?').run(seq, caseId);
      return createCaseClosed(parts)(caseId, 'staff:i');
    });
  };
  const ciphertexts = (visitId: string): number =>
    kiosk.db
      .prepare<[string], number>(
        'SELECT count(*) FROM sealed JOIN event ON event.seq = sealed.seq WHERE visit_id = ? AND ciphertext IS NOT NULL',
      )
      .pluck()
      .get(visitId) ?? 0;

  return {
    kiosk,
    parts,
    visit,
    amend,
    nights,
    opener,
    read,
    erased,
    holds,
    bytesOf,
    found,
    keyFile,
    openCase,
    closeCase,
    ciphertexts,
    end: () => kiosk.end(),
  };
};
