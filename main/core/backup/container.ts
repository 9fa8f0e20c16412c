/** A backup file: a line in the clear, and behind it, encrypted to all who may open it, what is inside. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import {
  backupHeader,
  backupInside,
  type BackupHeader,
  type BackupInside,
} from '../../../shared/domain/backup.ts';

/** One of the files inside: as bytes, or where it lies. */
export interface Packed {
  readonly name: BackupInside['files'][number]['name'];
  readonly content: Buffer | { readonly file: string; readonly size: number };
}

const bytesOf = (content: Packed['content']): AsyncIterable<Buffer> | Iterable<Buffer> =>
  Buffer.isBuffer(content)
    ? [content]
    : (createReadStream(content.file, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>);

const described = async ({ name, content }: Packed): Promise<BackupInside['files'][number]> => {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of bytesOf(content)) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { name, size, sha256: hash.digest('hex') };
};

/** What is to be encrypted: a line that says what follows, then the bytes. */
export async function* packed(header: BackupHeader, content: readonly Packed[]): AsyncGenerator<Uint8Array> {
  const files = [];
  for (const one of content) files.push(await described(one));
  yield Buffer.from(`${JSON.stringify({ header, files } satisfies BackupInside)}\n`);
  for (const one of content) yield* bytesOf(one.content);
}

export const headerLine = (header: BackupHeader): Buffer => Buffer.from(`${JSON.stringify(header)}\n`);

/** Somebody else's file, or one that was cut or changed. `message` is a sentence for an administrator. */
export class NotABackup extends Error {
  override readonly name = 'NotABackup';
}

const LONGEST_LINE = 64 * 1024;
const NEWLINE = 0x0a;

/** The first line of a stream of bytes, and the rest of it. */
export const splitLine = async (
  source: AsyncIterable<Uint8Array>,
): Promise<{ line: string; rest: AsyncGenerator<Uint8Array> }> => {
  const chunks = source[Symbol.asyncIterator]();
  let before = Buffer.alloc(0);
  for (;;) {
    const next = await chunks.next();
    if (next.done === true) throw new NotABackup('The file is no backup of a kiosk: it has no first line.');
    before = Buffer.concat([before, next.value]);
    const end = before.indexOf(NEWLINE);
    if (end >= 0) {
      const left = before.subarray(end + 1);
      return { line: before.subarray(0, end).toString('utf8'), rest: continued(left, chunks) };
    }
    if (before.length > LONGEST_LINE) throw new NotABackup('The file is no backup of a kiosk.');
  }
};

async function* continued(first: Buffer, chunks: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (first.length > 0) yield first;
  for (;;) {
    const next = await chunks.next();
    if (next.done === true) return;
    yield next.value;
  }
}

const parsedLine = <T>(line: string, shape: { parse(value: unknown): T }): T => {
  try {
    return shape.parse(JSON.parse(line));
  } catch (cause) {
    throw new NotABackup('The file is no backup that this program reads.', { cause });
  }
};
export const readHeader = (line: string): BackupHeader => parsedLine(line, backupHeader);

/**
 * Gives each file inside to `take`, in order, as its bytes come. Throws {@link NotABackup} where something is missing, changed, or another
 * backup's than the first line says.
 */
export const unpack = async (
  inside: AsyncIterable<Uint8Array>,
  header: BackupHeader,
  take: (name: Packed['name'], content: AsyncGenerator<Uint8Array>) => Promise<void>,
): Promise<void> => {
  const { line, rest } = await splitLine(inside);
  const said = parsedLine(line, backupInside);
  if (JSON.stringify(said.header) !== JSON.stringify(header))
    throw new NotABackup('The first line of the file is another backup’s.');
  let left: Uint8Array = Buffer.alloc(0);
  for (const { name, size, sha256 } of said.files) {
    const hash = createHash('sha256');
    let wanted = size;
    const content = async function* (): AsyncGenerator<Uint8Array> {
      while (wanted > 0) {
        if (left.length === 0) {
          const next = await rest.next();
          if (next.done === true) throw new NotABackup('The file ends too early.');
          left = next.value;
        }
        const some = left.subarray(0, wanted);
        left = left.subarray(some.length);
        wanted -= some.length;
        hash.update(some);
        yield some;
      }
    };
    await take(name, content());
    if (wanted > 0 || hash.digest('hex') !== sha256)
      throw new NotABackup(`«${name}» in the backup is not as it was put there.`);
  }
};
