import type { VisitRow } from '../../../shared/api/staff.ts';
import type { z } from 'zod';
import type { expectedRow } from '../../../shared/api/staff.ts';
import { wholeName, type Booking } from '../../../shared/domain/booking.ts';
import type { Visit } from '../protocol/types.ts';
import type { ReceptionParts } from './parts.ts';

export type ExpectedRow = z.infer<typeof expectedRow>;

/** Why the rules said what they said, in the words of the pack that decided; a rule that it does not know (any more) is named by its id. */
const rulesOf = ({ rulebook }: ReceptionParts, { opened }: Visit): VisitRow['rules'] => {
  const pack = rulebook.packOf(opened.pack.id, opened.pack.version) ?? rulebook.pack();
  return opened.rules.flatMap((id, index) => {
    const rule = [...pack.rules, pack.mixedParty].find((candidate) => candidate.id === id);
    const citation = rule?.citation ?? opened.citations[index] ?? opened.citations[0];
    return citation === undefined ? [] : [{ id, staffText: rule?.staffText ?? id, citation }];
  });
};

/** A visit as reception sees it. Names are null once the kiosk can no longer read that day, or they are erased. */
export const visitRow = (parts: ReceptionParts, visit: Visit): VisitRow => {
  const personal = parts.protocol.personal(visit.visitId);
  const known = typeof personal === 'string' ? {} : personal;
  return {
    visitId: visit.visitId,
    revision: visit.revision,
    state: visit.state,
    visitorName: known.visitorName ?? null,
    phone: known.phone ?? null,
    companions: (known.companions ?? []).map(({ name }) => name),
    residentName: known.residentName ?? null,
    ward: visit.ward,
    place: visit.place,
    permitClass: visit.opened.permitClass,
    partySize: visit.partySize,
    outcome: visit.outcome,
    rules: rulesOf(parts, visit),
    attemptedAt: visit.opened.attemptedAt,
    arrived: visit.arrived,
    left: visit.left,
    receipt: visit.opened.receipt,
    overridden: visit.overridden,
  };
};

export const expectedRowOf = (booking: Booking): ExpectedRow => ({
  bookingId: booking.id,
  visitorName: wholeName(booking.visitor),
  companions: booking.companions.map(({ name }) => name),
  residentName: booking.resident.name,
  ward: booking.ward,
  place: booking.place,
  permitClass: booking.permitClass,
  partySize: booking.partySize,
  from: booking.from,
  to: booking.to,
  approver: booking.approver.name,
  contactLimited: booking.contactLimited,
});
