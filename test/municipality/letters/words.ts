import type { PermitClass } from '../../../shared/domain/outcome.ts';

/** The permit class as a letter to a visitor says it. */
export const PERMIT_WORDS: Record<PermitClass, string> = {
  ordinary: 'Vanlig besøk',
  'fixed-visitor': 'Fast besøkende',
  'end-of-life': 'Besøk ved livets slutt',
  vigil: 'Våking',
  child: 'Besøk med barn',
  'long-stay': 'Besøk ved langt opphold',
  'birth-partner': 'Følge ved fødsel',
  volunteer: 'Frivillig',
  provider: 'Helsepersonell utenfra',
  service: 'Tjeneste (frisør og lignende)',
  'day-user': 'Bruker av dagtilbud',
};
