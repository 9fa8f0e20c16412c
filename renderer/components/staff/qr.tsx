import QRCode from 'qrcode';

interface Props {
  readonly text: string;
  /** For whoever does not see it. */
  readonly label: string;
}

/** Modules of white around it that the standard asks for. */
const QUIET = 4;

/** A QR code as one path: prints sharp at any size, and needs nothing that the content-security policy forbids. */
export function Qr({ text, label }: Props) {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const { size, data } = modules;
  const dark = Array.from(data, (bit, index) =>
    bit === 0 ? '' : `M${(index % size) + QUIET} ${Math.floor(index / size) + QUIET}h1v1h-1z`,
  ).join('');
  const whole = size + 2 * QUIET;
  return (
    <svg
      className="paper-qr"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${whole} ${whole}`}
      shapeRendering="crispEdges"
    >
      <rect width={whole} height={whole} fill="white" />
      <path d={dark} fill="black" />
    </svg>
  );
}
