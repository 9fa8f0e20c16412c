import type { ErrorCode } from '../../../shared/api/error.ts';
import { ProtocolRefusal } from '../protocol/refusal.ts';

/**
 * Why reception's wish is not carried out. Nothing is written then. The sentences are for staff, in bokmål as everything that the
 * core says to staff (a pack's `staffText` too).
 */
export const REFUSALS = {
  'no-such-visit': ['not-found', 'Besøket finnes ikke.'],
  'no-such-booking': ['not-found', 'Besøksavtalen finnes ikke, eller den er avlyst.'],
  'no-such-task': ['not-found', 'Oppgaven finnes ikke, eller noen har alt gjort den.'],
  /** Somebody else decided in between. */
  'changed-meanwhile': ['conflict', 'Noen andre har nettopp endret dette besøket.'],
  'already-here': ['conflict', 'Noen med denne avtalen venter eller er inne alt.'],
  'not-inside': ['conflict', 'Den besøkende er ikke inne.'],
  /** D4, S4:71: a standing decision comes before everything. */
  'contact-limited': ['bad-request', 'Et vedtak begrenser kontakten. Snakk med lederen på avdelingen.'],
  /** P8, S0:103-125. */
  'private-home': ['bad-request', 'I omsorgsbolig er det bare beboeren som kan si nei til besøk.'],
  'not-a-private-home': ['bad-request', 'Dette utfallet gjelder bare omsorgsbolig.'],
  /** P1, S0:347-352. */
  'end-of-life': [
    'bad-request',
    'Ved livets slutt utsettes et besøk bare etter en faglig vurdering. Velg følge av personalet i stedet.',
  ],
  'inside-already': ['bad-request', 'Den besøkende er inne. Registrer utgang i stedet.'],
  'visit-over': ['bad-request', 'Besøket er slutt.'],
  'same-outcome': ['bad-request', 'Besøket har dette utfallet fra før.'],
  'still-waiting': ['bad-request', 'Den besøkende venter fortsatt. Bestem hva som skal skje først.'],
  'never-arrived': ['bad-request', 'Den besøkende har ikke vært inne.'],
  'left-before-arrived': ['bad-request', 'Utgang kan ikke være før ankomst.'],
  'in-the-future': ['bad-request', 'Tidspunktet er ikke kommet ennå.'],
  'unknown-place': ['bad-request', 'Stedet finnes ikke.'],
  'too-many': ['bad-request', 'Følget kan ikke være på mer enn ti til sammen.'],
} as const satisfies Record<string, readonly [ErrorCode, string]>;
export type Refusal = keyof typeof REFUSALS;

export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };
export const done = <T>(value: T): Outcome<T> => ({ ok: true, value });
export const refused = (refusal: Refusal): { ok: false; refusal: Refusal } => ({ ok: false, refusal });

/** What the protocol itself would not write: it stands otherwise than the screen believed. */
export const isProtocolRefusal = (thrown: unknown): thrown is ProtocolRefusal =>
  thrown instanceof ProtocolRefusal;
