/** Residents as the bookings around today know them: also those who have had no visit. */
import { addDays, dayIn } from '../../../shared/domain/time.ts';
import { latest } from './days.ts';
import type { TracingParts } from './parts.ts';

/** Days before and after today. */
const BOOKED_DAYS = 14;

export interface BookedResident {
  readonly id: string;
  readonly name: string;
  readonly ward: string;
  /** As far as the municipality knows. */
  readonly lastVisit: string | null;
  /** The next agreed visit. */
  readonly next: string | null;
}

export const bookedResidents = ({ bookings, settings, protocol }: TracingParts): BookedResident[] => {
  const today = dayIn(settings.institution.zone, Date.parse(protocol.now()));
  const found = new Map<
    string,
    { id: string; name: string; ward: string; lastVisit: string | null; next: string | null }
  >();
  for (let day = -BOOKED_DAYS; day <= BOOKED_DAYS; day += 1)
    for (const booking of bookings.ofDay(addDays(today, day))) {
      if (booking.permitClass === 'employee') continue;
      const residents = [booking.resident, ...(booking.alsoVisits ?? []).map(({ resident }) => resident)];
      for (const resident of residents) {
        const known = found.get(resident.id);
        const lastVisit = resident.id === booking.resident.id ? (booking.resident.lastVisit ?? null) : null;
        const isAhead = !booking.cancelled && booking.from > protocol.now();
        const next = isAhead && (known?.next ?? '9999') > booking.from ? booking.from : (known?.next ?? null);
        found.set(resident.id, {
          id: resident.id,
          name: resident.name,
          ward: booking.ward,
          lastVisit: latest(known?.lastVisit ?? null, lastVisit),
          next,
        });
      }
    }
  return [...found.values()];
};
