/**
 * The receiver's own reading of resources/docs/sync.openapi.yaml («The chain»), in few lines and with nothing of the
 * kiosk's code: two programs that agree are worth more than one that agrees with itself.
 */
import { createHash } from 'node:crypto';
import type { StoredEvent } from '../../shared/domain/events.ts';
import type { Batch } from '../../shared/domain/sync.ts';

type SentEvent = Batch['events'][number];

/** What the first event has for a predecessor: 32 zero bytes. */
export const GENESIS = Buffer.alloc(32).toString('base64url');

const uint = (value: number, size: 4 | 8): Buffer => {
  const bytes = Buffer.alloc(size);
  if (size === 8) bytes.writeBigUInt64BE(BigInt(value));
  else bytes.writeUInt32BE(value);
  return bytes;
};
const NULL = Buffer.alloc(5);
const field = (bytes: Buffer): Buffer => Buffer.concat([Buffer.of(1), uint(bytes.length, 4), bytes]);
const text = (value: string | null): Buffer => (value === null ? NULL : field(Buffer.from(value, 'utf8')));
const number = (value: number | null): Buffer => (value === null ? NULL : field(uint(value, 8)));
const binary = (value: string | null): Buffer =>
  value === null ? NULL : field(Buffer.from(value, 'base64url'));

const hashOf = (event: StoredEvent): string =>
  createHash('sha256')
    .update(text('besoksvert/event/1'))
    .update(number(event.seq))
    .update(text(event.id))
    .update(text(event.type))
    .update(number(event.version))
    .update(text(event.at))
    .update(text(event.visitId))
    .update(number(event.refersTo))
    .update(text(event.actor))
    .update(text(event.body))
    .update(binary(event.commitment))
    .update(binary(event.sealedDigest))
    .update(binary(event.prevHash))
    .digest('base64url');

/**
 * Why an event does not stand between the hash `before` and the next event's `prevHash`, or null. Undefined where that one has not come:
 * a kiosk goes on after an event that was turned away whole.
 */
export const chainProblem = (
  event: SentEvent,
  before: string | undefined,
  next: string | undefined,
): string | null => {
  if (event.prevHash !== (before ?? event.prevHash) || event.hash !== (next ?? event.hash))
    return 'it does not continue the chain';
  if (event.hash !== hashOf(event)) return 'its hash is not the hash of what came';
  return sealedProblem(event);
};

const KINDS = ['identity', 'contact', 'reason'] as const;

/** The parts that came must be those that the chain covers, and their bytes those of their digests. */
const sealedProblem = ({ sealed, sealedDigest, commitment }: SentEvent): string | null => {
  if (sealed.length === 0) return null;
  const together = (label: string, member: 'digest' | 'commitment'): string => {
    const hash = createHash('sha256').update(text(label));
    for (const kind of KINDS)
      hash.update(binary(sealed.find((part) => part.kind === kind)?.[member] ?? null));
    return hash.digest('base64url');
  };
  const [only] = sealed;
  const [digest, committed] =
    only?.kind === 'all'
      ? [only.digest, only.commitment]
      : [
          together('besoksvert/sealed-digests/1', 'digest'),
          together('besoksvert/commitments/1', 'commitment'),
        ];
  const areThose = sealed.every(
    (part) =>
      part.ciphertext === null ||
      createHash('sha256').update(Buffer.from(part.ciphertext, 'base64url')).digest('base64url') ===
        part.digest,
  );
  return areThose && digest === sealedDigest && committed === commitment
    ? null
    : 'its sealed fields are not those that the chain covers';
};
