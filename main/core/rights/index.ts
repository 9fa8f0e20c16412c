/** The visitor's own rights. Who served whom how is in the protocol, never whom by name. */
import type { About, CorrectAboutWish, FindWish, ForgetAnswer, IdCheck } from '../../../shared/api/rights.ts';
import type { EventBody } from '../../../shared/domain/events.ts';
import type { Visit } from '../protocol/types.ts';
import { correct } from '../reception/records.ts';
import { done, type Outcome } from '../reception/refusal.ts';
import { lookedUp } from '../tracing/index.ts';
import { createFind } from './find.ts';
import { keysAtHand } from './keys-at-hand.ts';
import type { RightsParts, Server } from './parts.ts';

export type { RightsParts } from './parts.ts';

export interface RightsDesk {
  find(wish: FindWish, server: Server): Promise<About>;
  printed(idCheck: IdCheck, visits: number, server: Server): void;
  /** Also of days that only the lead's key opens. Throws ProtocolRefusal, `key-closed` where nothing opens the day. */
  correct(visitId: string, wish: CorrectAboutWish, server: Server): Promise<Outcome<Visit>>;
  forget(visitId: string, idCheck: IdCheck, server: Server): Promise<ForgetAnswer>;
}

export const createRightsDesk = (parts: RightsParts): RightsDesk => {
  const { db, protocol } = parts;
  const find = createFind(parts);
  const actorOf = ({ staff }: Server) => `staff:${staff.id}` as const;
  /** Inside a transaction. */
  const served = (server: Server, body: EventBody<'rights.served'>): void => {
    protocol.append({ type: 'rights.served', actor: actorOf(server), body });
  };

  return {
    async find({ idCheck, by }, server) {
      const answer = await find(by, server.opener);
      const rows = answer.rows.length;
      // Before a name is shown.
      protocol.transaction(() => {
        const what = by.kind === 'receipt' ? 'receipt' : 'person';
        lookedUp(protocol, actorOf(server), { purpose: 'own-rights', what, rows });
        served(server, { what: 'shown', idCheck, visits: rows });
      });
      return answer;
    },
    printed: (idCheck, visits, server) =>
      protocol.transaction(() => served(server, { what: 'printed', idCheck, visits })),
    async correct(visitId, { idCheck, revision, reasonText, changes }, server) {
      const keys = await keysAtHand(db, protocol.dayKeys, server.opener);
      const request = { revision, reason: 'other', reasonText, changes } as const;
      return protocol.transaction(() => {
        const result = protocol.dayKeys.lend(keys, () => correct(parts, visitId, request, actorOf(server)));
        if (!result.ok) return result;
        served(server, { what: 'corrected', idCheck, visits: 1 });
        return done(result.value);
      });
    },
    async forget(visitId, idCheck, server) {
      const result = await parts.forget.forget({ visitId, opener: server.opener, actor: actorOf(server) });
      if (!result.ok) {
        const { not } = result;
        return { kind: 'not', not: { why: not.why, cases: not.why === 'held' ? [...not.cases] : [] } };
      }
      protocol.transaction(() => served(server, { what: 'erased', idCheck, visits: 1 }));
      return { kind: 'forgotten', backedUp: result.backedUp };
    },
  };
};
