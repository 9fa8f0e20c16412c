import type { Board, Evacuation } from '../../shared/api/staff.ts';

/** The evacuation list from what the screen knows already, for when the kiosk does not answer: late is worse than a minute old. */
export const fromBoard = ({ now, institution, zone, inside, out }: Board): Evacuation => ({
  now,
  fromMemory: false,
  institution,
  zone,
  out,
  inside: inside.map((visit) => ({
    visitorName: visit.visitorName,
    companions: visit.companions,
    partySize: visit.partySize,
    residentName: visit.residentName,
    ward: visit.ward,
    place: visit.place,
    since: visit.arrived?.at ?? visit.attemptedAt,
    receipt: visit.receipt,
  })),
});
