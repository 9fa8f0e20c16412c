import type { z } from 'zod';
import type { evidence } from '../../../shared/domain/presence.ts';
import type { overrideReason, via } from '../../../shared/domain/events.ts';
import type { Outcome, PermitClass } from '../../../shared/domain/outcome.ts';
import type { Visit } from '../protocol/types.ts';

interface Words {
  readonly outcome: Record<Outcome, string>;
  readonly permitClass: Record<PermitClass, string>;
  readonly evidence: Record<z.infer<typeof evidence> | 'none', string>;
  readonly reason: Record<z.infer<typeof overrideReason>, string>;
  readonly via: Record<z.infer<typeof via>, string>;
  readonly state: Record<Visit['state'], string>;
}

/** The closed lists as a daily log says them. The log is a Norwegian document: one language, whatever the screen speaks. */
export const WORDS: Words = {
  outcome: {
    admit: 'slippes inn',
    'admit-with-conditions': 'slippes inn med vilkår',
    'wait-for-staff': 'venter på personalet',
    'escorted-route': 'følges av personalet',
    postpone: 'utsatt',
    'right-of-access': 'fri adgang (omsorgsbolig)',
  },
  permitClass: {
    ordinary: 'vanlig besøk',
    'fixed-visitor': 'fast besøkende',
    'end-of-life': 'livets slutt',
    vigil: 'våking',
    child: 'barn',
    'long-stay': 'langtidsopphold',
    'birth-partner': 'fødselspartner',
    volunteer: 'frivillig',
    provider: 'ekstern helsetjeneste',
    service: 'annen tjeneste',
    'day-user': 'dagsenterbruker',
  },
  evidence: {
    scanned: 'skannet',
    'seen-by-staff': 'sett av personalet',
    'booked-end': 'avtalt slutt',
    swept: 'opprydding ved stengetid',
    paper: 'papir',
    unknown: 'ukjent',
    none: '',
  },
  reason: {
    'end-of-life': 'livets slutt',
    'clinical-assessment': 'faglig vurdering',
    'agreed-by-manager': 'avtalt med leder',
    'misunderstood-question': 'misforstått spørsmål',
    'new-symptoms-seen': 'nye symptomer sett',
    'no-capacity': 'ikke kapasitet',
    other: 'annet',
  },
  via: { camera: 'kamera', scanner: 'skanner', 'word-code': 'ordkode', staff: 'personalet' },
  state: { waiting: 'venter', inside: 'inne', left: 'gått', closed: 'avsluttet uten opphold' },
};
