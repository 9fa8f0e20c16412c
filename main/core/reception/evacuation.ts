import type { Evacuation } from '../../../shared/api/staff.ts';
import { residentsOut } from './outings.ts';
import type { ReceptionParts } from './parts.ts';

/** Who is in the house and which residents are out, as of now. It stands also where names are erased or can no longer be read. */
export const evacuation = (parts: ReceptionParts): Evacuation => {
  const { protocol, settings } = parts;
  const { name, zone } = settings.institution;
  return {
    now: protocol.now(),
    institution: name,
    zone,
    inside: protocol
      .openVisits()
      .filter(({ state }) => state === 'inside')
      .map((visit) => {
        const personal = protocol.personal(visit.visitId);
        const known = typeof personal === 'string' ? {} : personal;
        return {
          visitorName: known.visitorName ?? null,
          companions: (known.companions ?? []).map((companion) => companion.name),
          partySize: visit.partySize,
          residentName: known.residentName ?? null,
          ward: visit.ward,
          place: visit.place,
          since: visit.arrived?.at ?? visit.opened.attemptedAt,
          receipt: visit.opened.receipt,
        };
      }),
    out: residentsOut(parts),
  };
};
