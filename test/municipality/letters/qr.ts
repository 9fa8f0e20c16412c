import QRCode, { type QRCodeSegment } from 'qrcode';
import { DIGITS_PREFIX } from '../../../main/core/bookings/digits.ts';

/** How a code lies in the QR: prefix as alphanumeric, the rest as digits, which is its smallest form. */
export const segments = (code: string): QRCodeSegment[] =>
  code.startsWith(DIGITS_PREFIX)
    ? [
        { data: DIGITS_PREFIX, mode: 'alphanumeric' },
        { data: code.slice(DIGITS_PREFIX.length), mode: 'numeric' },
      ]
    : [{ data: Buffer.from(code), mode: 'byte' }];

/** An SVG element with the quiet zone of four modules that the standard asks for. */
export const qrSvg = (code: string): Promise<string> =>
  QRCode.toString(segments(code), { type: 'svg', errorCorrectionLevel: 'M', margin: 4 });
