/** What goes between kiosk and municipality every night (resources/docs/sync.openapi.yaml is the same in OpenAPI). */
import { z } from 'zod';
import { booking } from './booking.ts';
import { sealedKind, storedEvent } from './events.ts';
import { id, visitId } from './ids.ts';
import { instant } from './time.ts';

/** The sealed fields of one kind of an event; binary as base64url. `ciphertext` (nonce, ciphertext and tag) is null once it is erased: the digest stays while other kinds are there. */
export const sealedPart = z.strictObject({
  kind: sealedKind,
  commitment: z.string(),
  digest: z.string(),
  ciphertext: z.string().nullable(),
});

/** An event with its sealed fields, which only the keys beside it open; none where there never were, or all are erased. */
export const sentEvent = storedEvent.extend({ sealed: z.array(sealedPart) });

/** POST /v1/kiosks/{kiosk}/batches with `Idempotency-Key`: the same key and bytes give the same answer. */
export const batch = z.strictObject({
  kiosk: id,
  events: z.array(sentEvent).max(500),
  /** Keys of the visits named in these events, wrapped under the day key of that name; base64url. A newer one of the same visit and kind takes the place of the older. */
  visitKeys: z.array(z.strictObject({ visitId, kind: sealedKind, key: z.string(), wrapped: z.string() })),
  /** Day keys by name as compact JWE to the municipality's key. */
  dayKeys: z.array(z.strictObject({ name: z.string(), jwe: z.string() })),
  /** Signed head of the protocol when the batch was made. */
  head: z.string(),
});
export type Batch = z.infer<typeof batch>;

/** One verdict an event. `duplicate` counts as received. `refused` waits for a person at the kiosk; it is never deleted. */
export const batchAnswer = z.strictObject({
  verdicts: z.array(
    z.strictObject({
      seq: z.int().positive(),
      verdict: z.enum(['accepted', 'duplicate', 'refused']),
      reason: z.string().optional(),
    }),
  ),
});
export type BatchAnswer = z.infer<typeof batchAnswer>;

const okpKey = z.looseObject({
  kty: z.literal('OKP'),
  crv: z.enum(['Ed25519', 'X25519']),
  kid: z.string().min(1).max(16),
  x: z.string(),
});

/** GET /v1/kiosks/{kiosk}/inbound?since=CURSOR: everything changed since then. */
export const inbound = z.strictObject({
  cursor: z.string().max(100),
  bookings: z.array(booking),
  /** `jti` of cancelled tokens, also of bookings never sent here. */
  cancelled: z.array(id),
  /** Keys that sign booking tokens (Ed25519). All that hold now: overlapping keys stand side by side. */
  jwks: z.strictObject({ keys: z.array(okpKey) }),
  /** The municipality's key for sealed day keys (X25519). */
  recipient: okpKey,
  /**
   * Policy packs (resources/policies/pack.schema.json) that the lead may put in force: each a compact JWS by one of
   * the keys in the settings; a bare object is unsigned, and taken in a demo only. */
  packs: z.array(z.union([z.string().max(2_000_000), z.record(z.string(), z.unknown())])).max(20),
  /** Phases that the municipality sets for all of it (F6). */
  phases: z.array(z.strictObject({ phase: id, from: instant, until: instant.nullable() })).max(50),
});
export type Inbound = z.infer<typeof inbound>;

/** As the kiosk reads it: each booking is judged by itself, so that one that is wrong keeps no other out, and no cancellation. */
export const receivedInbound = inbound.extend({ bookings: z.array(z.unknown()) });
export type ReceivedInbound = z.infer<typeof receivedInbound>;
