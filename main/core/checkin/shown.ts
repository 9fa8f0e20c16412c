import { spokenCode, tidySpokenCode } from '../../../shared/domain/ids.ts';
import type { CheckInRequest } from '../../../shared/api/kiosk.ts';
import { DIGITS_PREFIX, fromDigits } from '../bookings/digits.ts';

export type ShownVia = CheckInRequest['via'];

/** What kind of thing was held to the kiosk, before anything is looked up. */
export type Shown =
  | { readonly kind: 'token'; readonly jws: string }
  /** A word code or a receipt code: they look alike. */
  | { readonly kind: 'spoken'; readonly code: string }
  | { readonly kind: 'not-readable' | 'not-ours' };

/** A JSON object's `{"` in base64url: how every JWS begins, and no address or ticket does. */
const JWS_START = 'eyJ';

/** Never throws. What is typed and of no code's shape was mistyped; what a camera or scanner reads so is somebody else's code. */
export const readShownCode = (text: string, via: ShownVia): Shown => {
  const code = text.trim();
  if (code.slice(0, DIGITS_PREFIX.length).toUpperCase() === DIGITS_PREFIX) {
    // A scanner sends small letters where Caps Lock is on.
    const jws = fromDigits(DIGITS_PREFIX + code.slice(DIGITS_PREFIX.length));
    return jws === null ? { kind: 'not-readable' } : { kind: 'token', jws };
  }
  if (code.startsWith(JWS_START)) return { kind: 'token', jws: code };
  const spoken = spokenCode.safeParse(tidySpokenCode(code));
  if (spoken.success) return { kind: 'spoken', code: spoken.data };
  return { kind: code === '' || via === 'word-code' ? 'not-readable' : 'not-ours' };
};
