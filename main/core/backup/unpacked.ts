/** What is inside a backup, written to a folder that nobody else has. */
import { createReadStream } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { BackupHeader } from '../../../shared/domain/backup.ts';
import { ageIdentity, decrypted } from '../keys/age.ts';
import { NotABackup, readHeader, splitLine, unpack } from './container.ts';
import type { OpeningKey } from './opening-key.ts';

const secretsShape = z.strictObject({ kioskKey: z.base64().length(44), signingKey: z.base64() });
export type PortableSecrets = z.infer<typeof secretsShape>;

/** Says what a file is, without opening it. Throws {@link NotABackup}. */
export const headerOf = async (file: string): Promise<BackupHeader> => {
  const source = createReadStream(file, { highWaterMark: 64 * 1024 });
  try {
    return readHeader((await splitLine(source as AsyncIterable<Buffer>)).line);
  } finally {
    source.destroy();
  }
};

const collected = async (content: AsyncIterable<Uint8Array>): Promise<string> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
};

const toFile = async (path: string, content: AsyncIterable<Uint8Array>): Promise<void> => {
  const handle = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of content) await handle.writeFile(chunk);
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Database and settings as files; the kiosk's own keys are given back, to be kept as this machine keeps them. Throws {@link NotABackup}. */
export const unpackInto = async (
  file: string,
  folder: string,
  { recipient, privateJwk }: OpeningKey,
): Promise<{ header: BackupHeader; secrets: PortableSecrets }> => {
  const source = createReadStream(file, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>;
  const { line, rest } = await splitLine(source);
  const header = readHeader(line);
  const identity = ageIdentity(privateJwk);
  const inside = identity === null ? null : await decrypted(identity, rest);
  if (inside === null)
    throw new NotABackup(
      `This key (${recipient}) does not open the backup. It opens for: ${header.recipients.join(', ')}.`,
    );
  const found: PortableSecrets[] = [];
  try {
    await unpack(inside, header, async (name, content) => {
      if (name === 'kiosk.db') await toFile(join(folder, name), content);
      else if (name === 'settings.json')
        await writeFile(join(folder, name), await collected(content), { flag: 'wx', mode: 0o600 });
      else found.push(secretsShape.parse(JSON.parse(await collected(content))));
    });
  } catch (thrown) {
    if (thrown instanceof NotABackup || isOfDisk(thrown)) throw thrown;
    throw new NotABackup('The backup was cut or changed: it does not open to its end.', { cause: thrown });
  }
  const [secrets] = found;
  if (secrets === undefined) throw new NotABackup('The kiosk’s own keys are not in the backup.');
  return { header, secrets };
};

const isOfDisk = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && /^E[A-Z]+$/.test(String(thrown.code));
