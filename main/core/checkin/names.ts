/** Who came and whom they visit: what is sealed with a visit. */
import type { CheckInRequest } from '../../../shared/api/kiosk.ts';
import { wholeName, type Booking } from '../../../shared/domain/booking.ts';
import type { PersonalFields } from '../../../shared/domain/events.ts';
import type { Agreement } from './checks.ts';

/** Names as given at the door; the visitor who gives none is the agreement's. Where neither is known, nobody's. */
export const personalOf = ({ booking }: Agreement, { party, phone }: CheckInRequest): PersonalFields => {
  const [visitor, ...others] = party;
  const agreedName = booking === null ? null : wholeName(booking.visitor);
  const visitorName = visitor?.name ?? agreedName;
  const number = phone ?? booking?.visitor.phone;
  const companions = companionsOf(booking, others);
  return {
    ...(visitorName === null ? {} : { visitorName }),
    ...(number === undefined ? {} : { phone: number }),
    ...(companions.length === 0 ? {} : { companions }),
    ...(booking === null ? {} : residentsOf(booking)),
  };
};

/** Whom a booking is to. */
export const residentsOf = ({ resident, alsoVisits }: Booking): PersonalFields => ({
  residentName: resident.name,
  residentId: resident.id,
  ...(alsoVisits === undefined || alsoVisits.length === 0
    ? {}
    : { alsoResidents: alsoVisits.map(({ resident: { id, name } }) => ({ id, name })) }),
});

/**
 * Companions who gave a name; whoever gave none stays unnamed, and is nobody of the agreement. The screen knows the agreement's companions
 * by first name: each first name given stands for one of them, with the whole name.
 */
const companionsOf = (
  booking: Booking | null,
  others: CheckInRequest['party'],
): NonNullable<PersonalFields['companions']> => {
  const agreed = [...(booking?.companions ?? [])];
  return others.flatMap(({ name, child }) => {
    if (name === null) return [];
    const at = agreed.findIndex((companion) => firstNameOf(companion.name) === name);
    const [known] = at === -1 ? [] : agreed.splice(at, 1);
    return [{ name: known?.name ?? name, ...(child ? { child } : {}) }];
  });
};

/** What is said and written on the screen: the first of the names. */
export const firstNameOf = (name: string): string => name.split(/\s+/u)[0] ?? name;
