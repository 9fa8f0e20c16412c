/** Which policy packs the log says were put in force, and what lies in table `policy_pack`. */
import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { EventBody } from '../../../shared/domain/events.ts';

/** A pack as its newest `pack.activated` names it. */
export interface Activation extends EventBody<'pack.activated'> {
  readonly seq: number;
}

interface Row {
  readonly seq: number;
  readonly body: string;
}

/** Of a pack's JSON as it is kept; hexadecimal. */
export const packDigest = (json: string): string => createHash('sha256').update(json).digest('hex');

/** Whether the body is of the right shape is for `verify`; one without a digest is no pack's. */
const named = z.object({ id: z.string(), version: z.string(), sha256: z.string().catch('') });
const activationOf = ({ seq, body }: Row): Activation => ({ seq, ...named.parse(JSON.parse(body)) });

/** The newest activation of each pack, oldest first: the last one is in force. Reads only what was appended since it last read. */
export const createActivations = (db: Database): (() => readonly Activation[]) => {
  const newest = db.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM event').pluck();
  const between = db.prepare<[number, number], Row>(
    `SELECT seq, body FROM event WHERE seq > ? AND seq <= ? AND type = 'pack.activated' ORDER BY seq`,
  );
  let upTo = 0;
  let known: readonly Activation[] = [];
  return () => {
    const end = newest.get() ?? 0;
    const added = end === upTo ? [] : between.all(upTo, end).map(activationOf);
    const all = added.reduce<readonly Activation[]>(
      (list, one) => [...list.filter(({ id, version }) => id !== one.id || version !== one.version), one],
      known,
    );
    // What a transaction reads of itself may still be rolled back.
    if (!db.inTransaction) {
      upTo = end;
      known = all;
    }
    return all;
  };
};

/** The first kept pack that is not the one that was put in force, or pack that was put in force and is not kept; null when all agree. */
export const packFault = (
  db: Database,
  activations: readonly Activation[],
): { seq: number; reason: string } | null => {
  const kept = new Map(
    db
      .prepare<[], { id: string; version: string; json: string }>('SELECT id, version, json FROM policy_pack')
      .all()
      .map((row) => [JSON.stringify([row.id, row.version]), row]),
  );
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
