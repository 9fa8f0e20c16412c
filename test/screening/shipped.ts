/** The packs that the program brings, each as it would be in force. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { appPaths } from '../../main/platform/app-root.ts';
import { loadPack, type Pack, type PackInForce } from '../../shared/policy/index.ts';

const folder = join(appPaths().resources, 'policies');

const read = (file: string): Pack => {
  const loaded = loadPack(JSON.parse(readFileSync(join(folder, file), 'utf8')));
  if (!loaded.ok) throw new Error(`${file} is refused:\n${loaded.problems.join('\n')}`);
  return loaded.pack;
};

const packs = readdirSync(folder)
  .filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json'))
  .map(read);

export const shippedPacks: readonly PackInForce[] = packs.map((pack) => ({
  pack,
  base:
    packs.find(({ id, version }) => id === pack.buildsOn?.id && version === pack.buildsOn.version) ?? null,
}));
