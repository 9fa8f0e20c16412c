import type { z } from 'zod';
import type { outingRequest, outingRow } from '../../../shared/api/staff.ts';
import type { Actor } from '../../../shared/domain/events.ts';
import { seenAt } from '../../../shared/domain/presence.ts';
import { notBefore } from '../checkin/check-out.ts';
import { newId } from '../protocol/new-id.ts';
import type { Outing } from '../protocol/types.ts';
import { folded } from './folded.ts';
import type { ReceptionParts } from './parts.ts';
import { done, refused, type Outcome } from './refusal.ts';

type OutingRequest = z.infer<typeof outingRequest>;
export type OutingRow = z.infer<typeof outingRow>;

export const outingRowOf = ({ protocol }: Pick<ReceptionParts, 'protocol'>, outing: Outing): OutingRow => {
  const personal = protocol.personal(outing.outingId);
  return {
    outingId: outing.outingId,
    residentName: typeof personal === 'string' ? null : (personal.residentName ?? null),
    ward: outing.ward,
    out: outing.out,
  };
};

/** Residents who are out, longest first. */
export const residentsOut = (parts: Pick<ReceptionParts, 'protocol'>): OutingRow[] =>
  parts.protocol.openOutings().map((outing) => outingRowOf(parts, outing));

const written = (parts: ReceptionParts, outingId: string): Outcome<OutingRow> => {
  const outing = parts.protocol.outing(outingId);
  return outing === null ? refused('no-such-outing') : done(outingRowOf(parts, outing));
};

/** A resident without a code goes out (P9). The same attempt again is the same outing. */
export const goOut = async (
  parts: ReceptionParts,
  { attempt, residentName, ward }: OutingRequest,
  by: Actor,
): Promise<Outcome<OutingRow>> => {
  const { protocol, attempts, settings } = parts;
  await protocol.ensureDayKey();
  return protocol.transaction(() => {
    const before = attempts.visitOf(attempt, 'outing');
    if (before !== null) return written(parts, before);
    if (!settings.wards.some(({ id }) => id === ward)) return refused('unknown-place');
    const isOut = residentsOut(parts).some(
      (row) => row.ward === ward && folded(row.residentName ?? '') === folded(residentName),
    );
    if (isOut) return refused('already-out');
    const outingId = newId(protocol.now());
    protocol.append({
      type: 'resident.went-out',
      visitId: outingId,
      actor: by,
      personal: { residentName },
      body: { bookingId: null, ward, via: 'staff', out: seenAt(protocol.now(), 'seen-by-staff') },
    });
    attempts.keep(attempt, outingId, 'outing');
    return written(parts, outingId);
  });
};

/** Of one with a code, too: whoever comes in by another door is back. */
export const comeBack = (parts: ReceptionParts, outingId: string, by: Actor): Outcome<OutingRow> =>
  parts.protocol.transaction(() => {
    const { protocol } = parts;
    const outing = protocol.outing(outingId);
    if (outing === null) return refused('no-such-outing');
    if (outing.back !== null) return refused('not-out');
    protocol.append({
      type: 'resident.came-back',
      visitId: outingId,
      actor: by,
      body: { via: 'staff', back: notBefore(outing.out, protocol.now(), 'seen-by-staff') },
    });
    return written(parts, outingId);
  });
