import type { House } from '../house.ts';
import { EXCEPTIONS } from './exceptions.ts';
import { SETTINGS } from './institution.ts';
import { KIN } from './kin.ts';
import { OTHERS } from './others.ts';
import { RESIDENTS, STAFF } from './people.ts';
import { WORDS } from './words.ts';

/** Today, whatever day it is: the Norwegian recommendations had no last day. */
export const SOLBAKKEN: House = {
  settings: SETTINGS,
  begins: null,
  residents: RESIDENTS,
  slots: [...KIN, ...EXCEPTIONS, ...OTHERS],
  staff: STAFF,
  words: WORDS,
};
