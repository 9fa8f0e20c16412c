import type { House } from '../house.ts';
import { SETTINGS } from './institution.ts';
import { RESIDENTS, STAFF } from './people.ts';
import { SLOTS } from './slots.ts';
import { WORDS } from './words.ts';

/** In the week after the Danish rules of 13 May 2020 had to be in practice (S4:124-126). */
export const ENGEN: House = {
  settings: SETTINGS,
  begins: '2020-05-20',
  residents: RESIDENTS,
  slots: SLOTS,
  staff: STAFF,
  words: WORDS,
};
