/** Policy packs: those that are kept are those that the events say came and were put in force. */
import type { Database } from 'better-sqlite3';
import { sha256 } from './encoding.ts';
import type { Findings } from './findings.ts';
import type { StoryEvent } from './range.ts';

interface Named {
  readonly seq: number;
  readonly id: string;
  readonly version: string;
  readonly sha256: string;
}

export interface Packs {
  take(event: StoryEvent): void;
  judgeKept(db: Database, findings: Findings): void;
}

const nameOf = ({ id, version }: Pick<Named, 'id' | 'version'>): string => JSON.stringify([id, version]);
const shown = ({ id, version }: Pick<Named, 'id' | 'version'>): string =>
  `the policy pack «${id}» ${version}`;

export const createPacks = (): Packs => {
  const received = new Map<string, Named>();
  const activated = new Map<string, Named>();

  const keptIn = (db: Database, table: 'policy_pack' | 'pack_received') =>
    db
      .prepare<[], readonly unknown[]>(`SELECT id, version, CAST(json AS BLOB) FROM ${table}`)
      .raw()
      .all()
      .map(([id, version, json]) => ({
        id: String(id),
        version: String(version),
        digest: Buffer.isBuffer(json) ? sha256(json).toString('hex') : '',
      }));

  return {
    take({ seq, type, body }) {
      const named = { ...(body as Omit<Named, 'seq'>), seq };
      (type === 'pack.activated' ? activated : received).set(nameOf(named), named);
    },
    judgeKept(db, findings) {
      const kept = new Map(keptIn(db, 'policy_pack').map((pack) => [nameOf(pack), pack]));
      for (const [name, pack] of activated) {
        const there = kept.get(name);
        if (there === undefined)
          findings.add(pack.seq, 'pack', `${shown(pack)} that it put in force is gone`);
        else if (there.digest !== pack.sha256.toLowerCase())
          findings.add(pack.seq, 'pack', `${shown(pack)} is not the one that it put in force`);
        kept.delete(name);
      }
      for (const pack of kept.values())
        findings.add(0, 'pack', `no event put ${shown(pack)} in force that is kept`);
      for (const pack of keptIn(db, 'pack_received')) {
        const came = received.get(nameOf(pack));
        if (came === undefined) findings.add(0, 'pack', `no event says that ${shown(pack)} came that waits`);
        else if (pack.digest !== came.sha256.toLowerCase())
          findings.add(came.seq, 'pack', `${shown(pack)} that waits is not the one that came`);
      }
    },
  };
};
