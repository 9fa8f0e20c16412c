import type { Booking } from '../../../shared/domain/booking.ts';
import type { EventBody } from '../../../shared/domain/events.ts';
import type { LocalText } from '../../../shared/domain/language.ts';
import type { Place, Settings } from '../../../shared/domain/settings.ts';

export interface Where {
  readonly place: LocalText;
  readonly directions: LocalText;
}

export const placeOf = (settings: Settings, id: string): Place | undefined =>
  settings.places.find((place) => place.id === id);

/** The place and the way to it. A place that is no longer in the settings becomes this kiosk's own entrance. */
export const whereIs = (settings: Settings, placeId: string): Where => {
  const place =
    placeOf(settings, placeId) ?? settings.entrances.find(({ id }) => id === settings.kiosk.entrance);
  if (place === undefined) throw new Error('the settings name no entrance of this kiosk');
  return { place: place.name, directions: place.directions };
};

/** Where one visit to more residents goes after its first place; the ward is the booking's own where the settings no longer know the place. */
export const alsoOf = (settings: Settings, booking: Booking | null): EventBody<'visit.checked-in'>['also'] =>
  (booking?.alsoVisits ?? []).map(({ place }) => ({
    ward: placeOf(settings, place)?.ward ?? booking?.ward ?? place,
    place,
  }));
