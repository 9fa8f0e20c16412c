/**
 * What a power cut may leave of a folder that is written to. Told of each operation before it is done, this keeps, of everything in the folder:
 *
 * - of a file: its bytes as of its last fsync or fdatasync, which are certain, and as each write since then left them. A cut leaves the length
 *   of any of these moments, and every block (of 512 or 4096 bytes) as it was at any of them, whatever becomes of the others; where a file was
 *   made longer, also zeros. What was cut off is gone with the length, not in parts: a log of SQLite's would not bear that.
 * - of a folder: its names as of its own last fsync, and each change since then (a new name, a rename, a name that is gone). A cut leaves each
 *   change made or not: some from the first on, as a journal keeps them, or any of them, as a file system without one does. Stricter than
 *   ext4, the fsync of a new file does not make its name certain, nor that of a folder's contents its own.
 * - `*-shm` is never certain.
 *
 * Not in it: sectors that are damaged though nothing wrote to them, and a disk that says that it flushed and did not.
 */
import { createHash } from 'node:crypto';
import { linkSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { below, oneOf, type Random } from './random.ts';
import type { ShownOperation } from './file-faults/watch.ts';

interface FileNode {
  readonly kind: 'file';
  /** The first is certain. */
  versions: readonly Buffer[];
}
interface FolderNode {
  readonly kind: 'folder';
  certain: ReadonlyMap<string, Node>;
  /** What came since, in order; what is done at once stands together. Null: the name is gone. */
  changes: readonly (readonly (readonly [name: string, node: Node | null])[])[];
  now: ReadonlyMap<string, Node>;
}
type Node = FileNode | FolderNode;

export interface PowerCut {
  /** Before each operation, on which nothing fails. */
  before(operation: Pick<ShownOperation, 'name'>, path: string): void;
  /** When nothing more comes: as `before` the next one. */
  look(): void;
  /** The folder after a cut, by what is certain only or (`random`) with some of the rest. */
  image(random: Random | null): Image;
}

const NOTHING = Buffer.alloc(0);
const SYNCS: ReadonlySet<string> = new Set(['fsync', 'fdatasync', 'fsyncSync', 'sync']);
const isShared = (name: string): boolean => name.endsWith('-shm');

/** All that lies in the folder now is taken as certain. One that is not there yet is empty. */
export const powerCuts = (root: string): PowerCut => {
  let known = new Map<bigint, Node>();
  let touched: string | null = null;
  const top: FolderNode = { kind: 'folder', certain: new Map(), changes: [], now: new Map() };

  const readIfThere = (path: string): Buffer | null => {
    try {
      return readFileSync(path);
    } catch {
      return null;
    }
  };
  const nodeAt = (path: string): Node | null => {
    const way = relative(root, path);
    if (way === '') return top;
    let node: Node | undefined = top;
    for (const name of way.split(sep)) node = node?.kind === 'folder' ? node.now.get(name) : undefined;
    return node ?? null;
  };
  const readAgain = (path: string): void => {
    const node = nodeAt(path);
    const bytes = node?.kind === 'file' ? readIfThere(path) : null;
    if (node?.kind !== 'file' || bytes === null || node.versions.at(-1)?.equals(bytes) === true) return;
    node.versions = [...node.versions, bytes];
  };

  /** Takes in which names came and went. Between two operations there is but one that could have changed them, or a folder that was taken away whole. */
  const walk = (folder: FolderNode, path: string, seen: Map<bigint, Node>): void => {
    const there = new Map<string, Node>();
    for (const name of readdirSync(path)) {
      const way = join(path, name);
      const { ino, ...stat } = lstatSync(way, { bigint: true });
      let node = known.get(ino) ?? seen.get(ino);
      if (node === undefined) {
        const isFolder = (stat.mode & 0o170000n) === 0o040000n;
        node = isFolder
          ? { kind: 'folder', certain: new Map(), changes: [], now: new Map() }
          : { kind: 'file', versions: [NOTHING, readFileSync(way)] };
      }
      seen.set(ino, node);
      there.set(name, node);
      if (node.kind === 'folder') walk(node, way, seen);
      else if (isShared(name)) node.versions = [NOTHING, readFileSync(way)];
    }
    const gone = new Map([...folder.now].filter(([name]) => !there.has(name)));
    const came = [...there].filter(([name, node]) => folder.now.get(name) !== node);
    const changes = came.map(([name, node]) => {
      const from = [...gone].find(([, one]) => one === node)?.[0];
      if (from === undefined) return [[name, node] as const];
      gone.delete(from);
      return [[from, null] as const, [name, node] as const];
    });
    folder.changes = [...folder.changes, ...changes, ...[...gone].map(([name]) => [[name, null] as const])];
    folder.now = there;
  };
  const look = (): void => {
    const seen = new Map<bigint, Node>();
    if (lstatSync(root, { throwIfNoEntry: false }) !== undefined) walk(top, root, seen);
    known = seen;
    if (touched !== null) readAgain(touched);
    touched = null;
  };
  /** What makes certain what a file or folder is now, and nothing that comes after. */
  const settling = (node: Node): (() => void) => {
    if (node.kind === 'file') {
      const before = node.versions.length - 1;
      return () => (node.versions = node.versions.slice(before));
    }
    const { now, changes } = node;
    return () => ([node.certain, node.changes] = [now, node.changes.slice(changes.length)]);
  };

  look();
  for (const node of [top, ...known.values()]) settling(node)();

  let settle: (() => void) | null = null;
  return {
    look() {
      look();
      settle?.();
      settle = null;
    },
    before({ name }, path) {
      this.look();
      touched = path;
      const node = SYNCS.has(name) ? nodeAt(path) : null;
      if (node !== null) settle = settling(node);
    },
    image: (random) => {
      const image: Image = [];
      lay(top, '', random, new Map(), image);
      return image;
    },
  };
};

type Laid =
  | { readonly way: string; readonly bytes: Buffer | null }
  /** Another name of a file that is there. */
  | { readonly way: string; readonly sameAs: string };
/** Folders (null) before what is in them. */
export type Image = Laid[];

const lay = (
  folder: FolderNode,
  above: string,
  random: Random | null,
  laid: Map<FileNode, string>,
  into: Image,
): void => {
  for (const [name, node] of namesOf(folder, random)) {
    const way = join(above, name);
    if (node.kind === 'folder') {
      into.push({ way, bytes: null });
      lay(node, way, random, laid, into);
      continue;
    }
    if (isShared(name) && (random === null || random() < 0.5)) continue;
    const before = laid.get(node);
    if (before === undefined) into.push({ way, bytes: bytesOf(node, random) });
    else into.push({ way, sameAs: before });
    laid.set(node, before ?? way);
  }
};

const namesOf = ({ certain, changes }: FolderNode, random: Random | null): Map<string, Node> => {
  const names = new Map(certain);
  if (random === null) return names;
  const isJournal = random() < 0.5;
  const kept = below(random, changes.length + 1);
  for (const [index, change] of changes.entries()) {
    if (isJournal ? index >= kept : random() < 0.5) continue;
    for (const [name, node] of change)
      if (node === null) names.delete(name);
      else names.set(name, node);
  }
  return names;
};

const bytesOf = ({ versions }: FileNode, random: Random | null): Buffer => {
  const [certain = NOTHING] = versions;
  if (random === null || versions.length === 1) return certain;
  const block = random() < 0.5 ? 512 : 4096;
  // Nearly all or nearly none of it is there as often as half: a single block that is missing is found by other means.
  const [isNewest = 0, isAny = 0] =
    oneOf(random, [
      [0.02, 0.02],
      [0.33, 0.33],
      [0.95, 0.03],
      [0.99, 0.01],
      [1, 0],
    ]) ?? [];
  const chosen = (of: readonly Buffer[]): Buffer => {
    const drawn = random();
    const [oldest = NOTHING, newest = oldest] = [of[0], of.at(-1)];
    if (drawn < isNewest) return newest;
    return drawn < isNewest + isAny ? (oneOf(random, of) ?? oldest) : oldest;
  };
  const longest = chosen(versions);
  const reached = Math.min(...versions.slice(0, versions.indexOf(longest) + 1).map(({ length }) => length));
  const bytes = Buffer.alloc(longest.length);
  for (let at = 0; at < bytes.length; at += block) {
    // Before the file was so long there was nothing here. A file that is shorter now says nothing of what lay here before.
    const been = versions.filter(({ length }) => length > at);
    const from = chosen(at < reached ? been : [NOTHING, ...been]);
    bytes.set(from.subarray(at, Math.min(at + block, bytes.length)), at);
  }
  return bytes;
};

export const writeImage = (image: Image, folder: string): void => {
  mkdirSync(folder, { recursive: true });
  for (const one of image) {
    const path = join(folder, one.way);
    if ('sameAs' in one) linkSync(join(folder, one.sameAs), path);
    else if (one.bytes === null) mkdirSync(path);
    else writeFileSync(path, one.bytes);
  }
};

/** The same for images that are the same. */
export const digestOfImage = (image: Image): string => {
  const hash = createHash('sha256');
  for (const one of image) {
    hash.update(JSON.stringify('sameAs' in one ? one : { way: one.way, size: one.bytes?.length ?? null }));
    if ('bytes' in one && one.bytes !== null) hash.update(one.bytes);
  }
  return hash.digest('base64url');
};
