/** What is kept of one visit, outing or gift, in the words of its own fields. */
import type { AboutRow } from '../../../shared/api/rights.ts';
import type { PersonalFields, SealedKind } from '../../../shared/domain/events.ts';
import { addDays, dayIn } from '../../../shared/domain/time.ts';
import type { ReadEvent } from '../protocol/rows.ts';
import { familyOf } from '../protocol/rows.ts';
import { daysOf } from '../retention/index.ts';
import type { RightsParts } from './parts.ts';

export interface Found {
  readonly visitId: string;
  readonly fields: PersonalFields;
  /** Of all times inside. */
  readonly companions: readonly string[];
  readonly as: AboutRow['as'];
}

const whatOf = (type: ReadEvent['type']): AboutRow['what'] => {
  const family = familyOf(type);
  return family === 'gift' ? 'gift' : family === 'resident' ? 'outing' : 'visit';
};

export const createRows = ({ db, protocol, settings, forget }: RightsParts) => {
  const keysOf = db.prepare<[string], { kind: SealedKind; day: string; own: number }>(
    `SELECT k.kind, n.day, k.wrapped IS NOT NULL AS own FROM visit_key AS k JOIN key_name AS n ON n.name = k.key_name
     WHERE visit_id = ? ORDER BY k.kind`,
  );
  const isSent = db.prepare(
    `SELECT 1 FROM outbox JOIN event USING (seq) WHERE visit_id = ? AND state = 'acknowledged' LIMIT 1`,
  );
  const days = daysOf(settings.retention);

  /** As `fields` are read: with the same keys lent. */
  return ({ visitId, fields, companions, as }: Found): AboutRow | null => {
    const history = protocol.history(visitId);
    const [first] = history;
    if (first === undefined) return null;
    const visit = protocol.visit(visitId);
    const outing = protocol.outing(visitId);
    const not = forget.mayNot(visitId);
    const isHeld = not?.why === 'held';
    return {
      visitId,
      what: whatOf(first.type),
      revision: visit?.revision ?? null,
      receipt: visit?.opened.receipt ?? null,
      day: visit?.day ?? dayIn(settings.institution.zone, Date.parse(first.at)),
      as,
      ward: visit?.ward ?? outing?.ward ?? null,
      place: visit?.place ?? null,
      permitClass: visit?.opened.permitClass ?? null,
      outcome: visit?.outcome ?? null,
      arrived: visit?.arrived ?? outing?.out ?? null,
      left: visit?.left ?? outing?.back ?? null,
      visitorName: fields.visitorName ?? null,
      phone: fields.phone ?? null,
      companions: [...companions],
      residentName: fields.residentName ?? null,
      texts: history.flatMap(({ seq }) => {
        const own = protocol.personalOfEvent(seq);
        return typeof own === 'string' || own.reasonText === undefined ? [] : [own.reasonText];
      }),
      events: history.map(({ at, type }) => ({ at, type })),
      sent: isSent.get(visitId) !== undefined,
      kept: keysOf
        .all(visitId)
        .filter(({ own }) => own === 1 || isHeld)
        .map(({ kind, day }) => ({
          kind,
          until: isHeld ? null : addDays(visit?.lastDay ?? day, days[kind]),
        })),
      not: not && { why: not.why, cases: not.why === 'held' ? [...not.cases] : [] },
    };
  };
};
