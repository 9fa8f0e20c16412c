import { ENGEN } from './denmark/house.ts';
import type { Country, House } from './house.ts';
import { SOLBAKKEN } from './norway/house.ts';

/** The house of each country; letters, bookings and settings are made of it. */
export const HOUSES: Readonly<Record<Country, House>> = { NO: SOLBAKKEN, DK: ENGEN };
