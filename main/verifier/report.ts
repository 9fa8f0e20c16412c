/** What the verifier found, for a person and for a program. */
import type { VerifyResult } from './verify.ts';

/** One line: it holds, or the first thing that does not. */
export const verifyLine = ({ length, head, findings, sealed, signatures }: VerifyResult): string => {
  const [first] = findings;
  if (first) {
    const where = first.seq === 0 ? '' : ` at event ${first.seq}`;
    const more = findings.length > 1 ? ` (and ${findings.length - 1} more: --json tells all)` : '';
    return `The visit protocol does not hold${where}: ${first.text}${more}.`;
  }
  const fields = `sealed fields of ${sealed.opened} opened and compared, ${sealed.closed} closed, ${sealed.erased} erased`;
  const signed = signatures ? 'signed heads agree' : 'signatures not checked (no key)';
  return `The visit protocol holds: ${length} events, ${fields}; ${signed}. Newest hash ${head}.`;
};

/** All of it, as JSON. */
export const verifyJson = ({ holds, length, head, findings, sealed, signatures }: VerifyResult): string =>
  JSON.stringify({ holds, length, head, findings, sealed, signatures }, null, 2);
