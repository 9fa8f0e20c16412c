/** A kiosk with eight events, for tests that change them: 1 in, 2 waits, 3 help, 4 let in, 5 out, [head signed], 6 in, 7 corrected, 8 a rejected code. */
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { newRecipientKeys } from '../../main/core/protocol/keys.ts';
import type { NewEvent } from '../../main/core/protocol/types.ts';
import type { VerifyOptions, VerifyResult } from '../../main/verifier/verify.ts';
import { seenAt } from '../../shared/domain/presence.ts';
import { checkIn, startProtocol, type TestProtocol } from './protocol.ts';
import { withWallsDown } from './tampering.ts';
import { verdictOf } from './verdict.ts';

const MINUTE = 60_000;

export interface SmallHouse {
  readonly kiosk: TestProtocol;
  readonly headAtFive: string;
  /** A minute later. Its number. */
  write(event: NewEvent): number;
  visitOf(seq: number): string;
  /** Changes a copy of the database with every wall down, puts the walls up again, and verifies the copy. */
  tampered(change: (raw: Database) => void, extra?: Partial<VerifyOptions>): Promise<VerifyResult>;
  end(): void;
}

export const startSmallHouse = async (): Promise<SmallHouse> => {
  const kiosk = startProtocol();
  const { protocol, clock } = kiosk;
  await protocol.addRecipient('municipality', newRecipientKeys().publicJwk);
  await protocol.ensureDayKey();
  const write = (event: NewEvent): number => {
    clock.advance(MINUTE);
    return protocol.transaction(() => protocol.append(event)).seq;
  };
  const first = checkIn(protocol);
  const second = checkIn(protocol, { outcome: 'wait-for-staff' });
  write({ type: 'help.called', body: { screen: 'attract' }, actor: 'visitor' });
  write({
    type: 'visit.overridden',
    body: {
      from: 'wait-for-staff',
      to: 'admit',
      reason: 'agreed-by-manager',
      arrived: seenAt(protocol.now(), 'seen-by-staff'),
    },
    visitId: second,
    actor: 'staff:kari',
    personal: { reasonText: 'agreed with the ward' },
  });
  write({
    type: 'visit.checked-out',
    body: { left: seenAt(protocol.now(), 'scanned') },
    visitId: first,
    actor: 'visitor',
  });
  const headAtFive = await protocol.signHead();
  const third = checkIn(protocol);
  write({
    type: 'visit.corrected',
    body: { reason: 'wrong-party', changes: { partySize: 3 } },
    visitId: third,
    actor: 'staff:kari',
  });
  write({
    type: 'code.rejected',
    body: { result: 'expired', bookingId: null, via: 'camera' },
    actor: 'kiosk',
  });
  return {
    kiosk,
    headAtFive,
    write,
    visitOf: (seq) => protocol.events(seq, 1)[0]?.visitId ?? '',
    async tampered(change, extra = {}) {
      const copy = join(kiosk.folder, 'copy.db');
      await kiosk.db.backup(copy);
      withWallsDown(copy, change);
      return verdictOf(copy, { secrets: kiosk.secrets, slice: 3, ...extra });
    },
    end: () => kiosk.end(),
  };
};

/** The event and kind of each finding. */
export const told = ({ findings }: VerifyResult): string[] =>
  findings.map(({ seq, code }) => `${seq} ${code}`);
/** In SQL: whose an event is. */
export const VISIT_OF = (seq: number): string => `(SELECT visit_id FROM event WHERE seq = ${seq})`;
