import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventShapes } from '../../../shared/domain/events.ts';
import { ZONE, KIOSK, openedBody, startProtocol, checkIn } from '../../../test/support/protocol.ts';
import type { TestProtocol } from '../../../test/support/protocol.ts';
import { canonicalJson } from './canonical.ts';
import { eventHash, GENESIS } from './chain.ts';
import { openProtocol } from './open.ts';
import { verdictOf } from '../../../test/support/verdict.ts';

let kiosk: TestProtocol;
beforeEach(() => {
  kiosk = startProtocol();
});
afterEach(() => kiosk.end());

/** An event as a kiosk of the first versions wrote it. */
const writeOld = (type: 'visit.checked-in' | 'pack.activated', body: unknown, visitId: string | null) => {
  const { db, protocol } = kiosk;
  const parsed = eventShapes[type][1].parse(body);
  const last = db
    .prepare<[], { seq: number; hash: Buffer }>('SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1')
    .get() ?? { seq: 0, hash: GENESIS };
  const event = {
    seq: last.seq + 1,
    id: randomUUID(),
    type,
    version: 1,
    at: protocol.now(),
    visitId,
    refersTo: null,
    actor: 'kiosk' as const,
    body: canonicalJson(parsed),
    commitment: null,
    sealedDigest: null,
    prevHash: last.hash.toString('base64url'),
  };
  db.prepare(
    `INSERT INTO event (seq, id, type, version, at, visit_id, actor, body, prev_hash, hash)
     VALUES (@seq, @id, @type, @version, @at, @visitId, @actor, @body, @prev, @hash)`,
  ).run({ ...event, prev: last.hash, hash: eventHash(event) });
  db.prepare('INSERT INTO outbox (seq) VALUES (?)').run(event.seq);
};
const oldOpening = (receipt: string) => {
  const { phase, children, also, callsStaff, ...first } = openedBody(kiosk.protocol.now(), { receipt });
  expect([phase, children, also, callsStaff]).toEqual([null, 0, [], false]);
  return first;
};

const settings = { institution: { zone: ZONE }, kiosk: { id: KIOSK } };

describe('a protocol that an earlier program began', () => {
  it('is read as today’s would say it, goes on in today’s version, and verifies from end to end', async () => {
    const visitId = randomUUID();
    writeOld('visit.checked-in', oldOpening('ACDEFH'), visitId);
    kiosk.protocol.rebuild();
    expect(kiosk.protocol.visit(visitId)).toMatchObject({
      state: 'inside',
      opened: { phase: null, children: 0, also: [], callsStaff: false, receipt: 'ACDEFH' },
    });
    checkIn(kiosk.protocol);
    expect(kiosk.protocol.events(1, 9).map(({ version }) => version)).toEqual([1, 2]);
    expect(await verdictOf(kiosk.file, { secrets: kiosk.secrets })).toMatchObject({
      findings: [],
      length: 2,
    });
  });

  it('still has its visits after the program starts again over it', () => {
    const visitId = randomUUID();
    writeOld('visit.checked-in', oldOpening('ACDEFH'), visitId);
    kiosk.protocol.rebuild();
    const again = openProtocol(kiosk.db, { clock: kiosk.clock, secrets: kiosk.secrets, settings });
    expect(again.visitByReceipt('ACDEFH')?.visitId).toBe(visitId);
    expect(again.history(visitId)).toMatchObject([{ version: 1, body: { children: 0 } }]);
  });

  it('does not take what today’s version says for what the first one said', async () => {
    const visitId = randomUUID();
    writeOld('visit.checked-in', oldOpening('ACDEFH'), visitId);
    kiosk.protocol.rebuild();
    kiosk.db.exec('DROP TRIGGER event_is_never_changed');
    const row = kiosk.protocol.events(1, 1)[0];
    if (!row) throw new Error('no event');
    const body = canonicalJson({ ...(JSON.parse(row.body) as object), children: 0 });
    kiosk.db
      .prepare('UPDATE event SET body = ?, hash = ? WHERE seq = 1')
      .run(body, eventHash({ ...row, body }));
    const result = await verdictOf(kiosk.file);
    expect(result.findings[0]).toMatchObject({ seq: 1, code: 'body' });
  });
});
