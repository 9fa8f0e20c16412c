/** Appends for as long as it lives, and prints the sequence number of every event once its transaction is committed. */
import { readFileSync } from 'node:fs';
import { createPrivateKey, randomUUID } from 'node:crypto';
import { openDatabase } from '../../main/core/db/open.ts';
import { openProtocol } from '../../main/core/protocol/open.ts';
import { closeTasksOfVisit, openTask } from '../../main/core/protocol/tasks.ts';
import { seenAt } from '../../shared/domain/presence.ts';
import { KIOSK, MIGRATIONS, ZONE, openedBody } from '../support/protocol.ts';

const [file = '', secretsFile = ''] = process.argv.slice(2);
const kept = JSON.parse(readFileSync(secretsFile, 'utf8')) as { kioskKey: string; signingKey: string };
const opened = openDatabase(file, { migrationsDir: MIGRATIONS, now: Date.now });
if (!opened.ok) throw new Error(opened.problem.message);
const { db } = opened;
const protocol = openProtocol(db, {
  clock: { now: Date.now },
  secrets: {
    kioskKey: Buffer.from(kept.kioskKey, 'base64url'),
    signingKey: createPrivateKey(kept.signingKey),
  },
  settings: { institution: { zone: ZONE }, kiosk: { id: KIOSK } },
});

const confirm = (seq: number) => process.stdout.write(`${seq}\n`);

const letIn = (visitId: string): number =>
  protocol.transaction(() => {
    const { seq } = protocol.append({
      type: 'visit.overridden',
      body: {
        from: 'wait-for-staff',
        to: 'admit',
        reason: 'end-of-life',
        arrived: seenAt(protocol.now(), 'seen-by-staff'),
      },
      visitId,
      actor: 'staff:kari',
    });
    closeTasksOfVisit(db, visitId, ['visitor-waits'], 'staff:kari', protocol.now());
    openTask(db, { kind: 'reason-owed', eventSeq: seq, visitId });
    return seq;
  });

const goOutOrBack = (): number =>
  protocol.transaction(() => {
    const [away] = protocol.openOutings();
    return away === undefined
      ? protocol.append({
          type: 'resident.went-out',
          body: { bookingId: 'r1', ward: 'w1', via: 'camera', out: seenAt(protocol.now(), 'scanned') },
          visitId: randomUUID(),
          actor: 'visitor',
          personal: { residentName: 'Ola Li' },
        }).seq
      : protocol.append({
          type: 'resident.came-back',
          body: { via: 'camera', back: seenAt(protocol.now(), 'scanned') },
          visitId: away.outingId,
          actor: 'visitor',
        }).seq;
  });

for (let turn = 0; ; turn += 1) {
  const visitId = randomUUID();
  const outcome = turn % 3 === 0 ? 'wait-for-staff' : 'admit';
  const type = outcome === 'admit' ? 'visit.checked-in' : 'visit.referred';
  confirm(
    protocol.transaction(() => {
      const event = protocol.append({
        type,
        body: openedBody(protocol.now(), { outcome }),
        visitId,
        actor: 'visitor',
        personal: { visitorName: 'Åse Øverås' },
      });
      if (outcome !== 'admit') openTask(db, { kind: 'visitor-waits', eventSeq: event.seq, visitId });
      return event.seq;
    }),
  );
  if (outcome === 'admit')
    confirm(
      protocol.transaction(
        () =>
          protocol.append({
            type: 'visit.checked-out',
            body: { left: seenAt(protocol.now(), 'scanned') },
            visitId,
            actor: 'visitor',
          }).seq,
      ),
    );
  // Every fourth who waits is let in at once, with the reason to come; every second turn a resident goes out, or comes back.
  if (outcome !== 'admit' && turn % 4 === 0) confirm(letIn(visitId));
  if (turn % 2 === 0) confirm(goOutOrBack());
  if (turn % 5 === 0) await protocol.signHead();
  // Lets the pipe take what was printed.
  await new Promise((resolve) => setImmediate(resolve));
}
