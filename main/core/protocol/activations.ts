/** Which policy packs the log says came and were put in force, and what lies in the tables `policy_pack` and `pack_received`. */
import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { EventBody, EventType } from '../../../shared/domain/events.ts';
import { createFollowed, type FollowedRow } from './followed.ts';

/** A pack as its newest event names it. */
export interface NamedPack {
  readonly seq: number;
  readonly id: string;
  readonly version: string;
  readonly sha256: string;
  readonly signedBy: string | null;
}
export interface Activation extends NamedPack {
  /** Null: from before it was said. */
  readonly why: EventBody<'pack.activated'>['why'] | null;
}

/** Of a pack's JSON as it is kept; hexadecimal. */
export const packDigest = (json: string): string => createHash('sha256').update(json).digest('hex');

/** Whether the body is of the right shape is for `verify`; one without a digest is no pack's. */
const named = z.object({
  id: z.string(),
  version: z.string(),
  sha256: z.string().catch(''),
  signedBy: z.string().nullable().catch(null),
  why: z.enum(['start', 'activated', 'went-back']).nullable().catch(null),
});

const newestOfEach =
  <T extends NamedPack>(all: () => readonly T[]) =>
  (): readonly T[] =>
    all().filter(
      (one, index, list) =>
        !list.some((other, at) => at > index && other.id === one.id && other.version === one.version),
    );

const packsOf = (db: Database, type: EventType) => {
  const read = ({ seq, body }: FollowedRow): Activation => ({ seq, ...named.parse(JSON.parse(body)) });
  return newestOfEach(createFollowed(db, [type], read));
};

/** The newest activation of each pack, oldest first: the last one is in force. */
export const createActivations = (db: Database): (() => readonly Activation[]) =>
  packsOf(db, 'pack.activated');

/** The newest coming of each pack, oldest first. */
export const createReceived = (db: Database): (() => readonly NamedPack[]) => packsOf(db, 'pack.received');

interface Kept {
  readonly id: string;
  readonly version: string;
  readonly json: string;
}
const keptIn = (db: Database, table: 'policy_pack' | 'pack_received'): Map<string, Kept> =>
  new Map(
    db
      .prepare<[], Kept>(`SELECT id, version, json FROM ${table}`)
      .all()
      .map((row) => [JSON.stringify([row.id, row.version]), row]),
  );

type PackFault = { seq: number; reason: string } | null;

/** The first kept pack that is not the one that was put in force, or pack that was put in force and is not kept; null when all agree. */
export const packFault = (db: Database, activations: readonly Activation[]): PackFault => {
  const kept = keptIn(db, 'policy_pack');
  for (const { seq, id, version, sha256 } of activations) {
    const key = JSON.stringify([id, version]);
    const row = kept.get(key);
    if (row === undefined)
      return { seq, reason: `the policy pack «${id}» ${version} that it put in force is gone` };
    if (packDigest(row.json) !== sha256)
      return { seq, reason: `the policy pack «${id}» ${version} is not the one that it put in force` };
    kept.delete(key);
  }
  for (const { id, version } of kept.values())
    return { seq: 0, reason: `no event put the policy pack «${id}» ${version} in force that is kept` };
  return null;
};

/** The first waiting pack that is not the one that came; null when all are. One that came need not wait any more. */
export const receivedFault = (db: Database, received: readonly NamedPack[]): PackFault => {
  for (const { id, version, json } of keptIn(db, 'pack_received').values()) {
    const came = received.find((one) => one.id === id && one.version === version);
    if (came === undefined)
      return { seq: 0, reason: `no event says that the policy pack «${id}» ${version} came that waits` };
    if (packDigest(json) !== came.sha256)
      return {
        seq: came.seq,
        reason: `the policy pack «${id}» ${version} that waits is not the one that came`,
      };
  }
  return null;
};
