/** Brings the file of an order to its folder (decision 0010): nothing stands there under its name that the protocol does not know of, or that was not read again. */
import type { KeyObject } from 'node:crypto';
import * as disk from 'node:fs/promises';
import { join } from 'node:path';
import type { Actor, EventBody } from '../../../shared/domain/events.ts';
import type { Protocol } from '../protocol/types.ts';
import { manifestText, signManifest, type Manifest } from './manifest.ts';
import type { Order, Produced } from './order.ts';
import { TOO_LONG } from './produce.ts';
import { diskProblem, isStill, type Folder, type TargetProblem } from './target.ts';
import {
  clearUnfinished,
  codeOf,
  digestOf,
  discard,
  flushFolder,
  hiddenPath,
  isFree,
  writeWhole,
  type FileOps,
} from './whole-file.ts';

export interface Delivery {
  readonly folder: Folder;
  readonly removable: boolean;
  /** How the file is to be called, without number and ending. */
  readonly name: string;
  /** `.csv`, `.csv.age` … */
  readonly ending: string;
  readonly by: Actor;
  readonly eventOf: (produced: Produced) => EventBody<'export.written'>;
  readonly manifestOf: (produced: Produced, name: string, head: string) => Manifest;
  /** Writes the hidden file. */
  readonly write: (path: Order['path']) => Promise<Produced>;
  readonly signal: AbortSignal;
}

export interface DeliveryParts {
  readonly protocol: Pick<Protocol, 'transaction' | 'append' | 'signHead'>;
  readonly signingKey: KeyObject;
  readonly files?: FileOps | undefined;
}

export type DeliveryProblem = TargetProblem | 'read-back-differs' | 'too-many-for-paper';
export type Delivered =
  { ok: true; file: string; produced: Produced } | { ok: false; problem: DeliveryProblem };

/** What goes with a file, in the order in which they get their names: the file itself comes last. */
const COMPANIONS = ['.manifest.json', '.manifest.jws'] as const;

export const deliver = async (parts: DeliveryParts, delivery: Delivery): Promise<Delivered> => {
  const { protocol, files } = parts;
  const { folder, signal } = delivery;
  const stands = new Set<string>();
  const hidden = (): string => {
    const path = hiddenPath(folder.path);
    stands.add(path);
    return path;
  };
  const show = async (path: string, name: string): Promise<void> => {
    await (files ?? disk).rename(path, join(folder.path, name));
    stands.delete(path);
    stands.add(join(folder.path, name));
  };
  try {
    await clearUnfinished(folder.path, files);
    const table = hidden();
    const produced = await delivery.write(table);
    if (!(await isStill(folder, files)))
      return await nothing(stands, delivery.removable ? 'stick-missing' : 'not-writable', files);
    signal.throwIfAborted();
    protocol.transaction(() =>
      protocol.append({ type: 'export.written', actor: delivery.by, body: delivery.eventOf(produced) }),
    );
    const head = await protocol.signHead();
    const name = await freeName(delivery, files);
    const text = manifestText(delivery.manifestOf(produced, name, head));
    const companions = [hidden(), hidden()] as const;
    const texts = [text, `${await signManifest(text, parts.signingKey)}\n`];
    for (const [index, path] of companions.entries())
      await writeWhole(path, [Buffer.from(texts[index] ?? '', 'utf8')], files);
    for (const [index, path] of companions.entries()) await show(path, name + (COMPANIONS[index] ?? ''));
    // A stick keeps no order among names: after a power cut the file could stand there alone.
    await flushFolder(folder.path, files);
    await show(table, name);
    await flushFolder(folder.path, files);
    const again = await digestOf(join(folder.path, name), files);
    if (again.sha256 !== produced.sha256 || again.size !== produced.size)
      return await nothing(stands, 'read-back-differs', files);
    return { ok: true, file: name, produced };
  } catch (thrown) {
    const problem = codeOf(thrown) === TOO_LONG ? 'too-many-for-paper' : diskProblem(thrown);
    if (problem === null) {
      await nothing(stands, 'not-writable', files);
      throw thrown;
    }
    const isThere = await isStill(folder, files).catch(() => false);
    return nothing(stands, isThere || !delivery.removable ? problem : 'stick-missing', files);
  }
};

/** The file goes before what stands beside it, as it came after it. */
const nothing = async (
  stands: ReadonlySet<string>,
  problem: DeliveryProblem,
  files?: FileOps,
): Promise<Delivered> => {
  for (const path of [...stands].reverse()) await discard(path, files);
  return { ok: false, problem };
};

/** `…`, `…-2`, `…-3`: what was exported before is never written over. */
const freeName = async ({ folder, name, ending }: Delivery, files?: FileOps): Promise<string> => {
  for (let number = 1; ; number += 1) {
    const candidate = `${number === 1 ? name : `${name}-${number}`}${ending}`;
    const free = await Promise.all(
      ['', ...COMPANIONS].map((end) => isFree(join(folder.path, candidate + end), files)),
    );
    if (free.every(Boolean)) return candidate;
  }
};
