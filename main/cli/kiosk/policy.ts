/** For authors of policy packs and for the municipality that signs them: schema, check, sign, key. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CompactSign, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import type { Command } from 'commander';
import { z } from 'zod';
import {
  loadPack,
  mismatches,
  strictnessProblems,
  unreachableRules,
  type LoadedPack,
  type Pack,
} from '../../../shared/policy/index.ts';
import { packJsonSchema } from '../../../shared/policy/schema.ts';
import { loadQuestionnaire, type Questionnaire } from '../../../shared/questions/index.ts';
import { appPaths } from '../../platform/app-root.ts';
import { errorCode } from '../../platform/problem.ts';
import { PACK_TYPE } from '../../core/policy/signature.ts';
import { ending, INVALID, printJson, readJson, Unreadable } from './file.ts';

const privateKey = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  kid: z.string().min(1).max(16),
  x: z.string(),
  d: z.string(),
});

/** What the program brings in a folder of its resources; a file that is not as it should be is left out. */
const ownFiles = (folder: string): readonly unknown[] => {
  const path = join(appPaths().resources, folder);
  return readdirSync(path)
    .filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json'))
    .map((name) => readJson(join(path, name)));
};

const questionnairesHere = (files: readonly string[]): Questionnaire[] =>
  [...files.map(readJson), ...ownFiles('questionnaires')].flatMap((json) => {
    const loaded = loadQuestionnaire(json);
    return loaded.ok ? [loaded.questionnaire] : [];
  });

const loadBase = (file: string): Pack => {
  const loaded = loadPack(readJson(file));
  if (!loaded.ok) throw new Unreadable(`${file} is refused itself: ${loaded.problems.join(' ')}`);
  return loaded.pack;
};

/** The pack that another builds on: the one that is given, or the program's own of that name. */
const baseOf = ({ buildsOn }: Pack, file: string | undefined): Pack | null => {
  if (file !== undefined) return loadBase(file);
  if (buildsOn === null) return null;
  const own = ownFiles('policies').flatMap((json) => {
    const loaded = loadPack(json);
    return loaded.ok ? [loaded.pack] : [];
  });
  return own.find(({ id, version }) => id === buildsOn.id && version === buildsOn.version) ?? null;
};

interface CheckOptions {
  readonly base?: string;
  readonly questionnaire: readonly string[];
}

const judged = (loaded: LoadedPack, { base: file, questionnaire }: CheckOptions) => {
  if (!loaded.ok) return { problems: loaded.problems, warnings: [] };
  const { pack, warnings } = loaded;
  const base = baseOf(pack, file);
  const today = new Date().toISOString().slice(0, 10);
  return {
    problems: [
      ...mismatches(pack, questionnairesHere(questionnaire)),
      ...(base === null ? [] : strictnessProblems(pack, base, today)),
    ],
    warnings: [
      ...warnings,
      ...unreachableRules(pack).map(
        ({ id }) => `Rule «${id}» never fires: those above it take everybody it speaks of.`,
      ),
      ...(pack.buildsOn !== null && base === null
        ? [
            `It builds on «${pack.buildsOn.id}» ${pack.buildsOn.version}, which is not here: give it with --base to see whether this one is stricter.`,
          ]
        : []),
    ],
  };
};

const check = (file: string, options: CheckOptions): number => {
  const { problems, warnings } = judged(loadPack(readJson(file)), options);
  for (const problem of problems) console.log(`error: ${problem}`);
  for (const warning of warnings) console.log(`warning: ${warning}`);
  const counts = `${problems.length} error(s), ${warnings.length} warning(s).`;
  console.log(problems.length + warnings.length === 0 ? 'Nothing to remark.' : counts);
  return problems.length === 0 ? 0 : INVALID;
};

const sign = async (file: string, keyFile: string): Promise<number> => {
  const json = readJson(file);
  const key = privateKey.safeParse(readJson(keyFile));
  if (!key.success) throw new Unreadable(`${keyFile} is no private Ed25519 key as «policy key» makes it.`);
  const loaded = loadPack(json);
  if (!loaded.ok) {
    for (const problem of loaded.problems) console.error(`error: ${problem}`);
    console.error('It is not signed.');
    return INVALID;
  }
  const { kid, ...jwk } = key.data;
  const signed = await new CompactSign(new TextEncoder().encode(JSON.stringify(json)))
    .setProtectedHeader({ alg: 'EdDSA', typ: PACK_TYPE, kid })
    .sign(await importJWK(jwk, 'EdDSA'));
  console.log(signed);
  return 0;
};

const key = async (file: string): Promise<number> => {
  const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const { x = '', d = '' }: JWK = await exportJWK(pair.privateKey);
  const open = { kty: 'OKP', crv: 'Ed25519', kid: x.slice(0, 8), x };
  try {
    writeFileSync(file, `${JSON.stringify({ ...open, d }, null, 2)}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw new Unreadable(`${file} cannot be written.`);
    throw new Unreadable(`${file} is there already, and is left as it is.`);
  }
  printJson(open);
  return 0;
};

const collected = (file: string, others: readonly string[]): readonly string[] => [...others, file];

export const addPolicyCommands = (program: Command): void => {
  const policy = program
    .command('policy')
    .description('Policy packs. Exit status 0 fine, 1 refused, 2 a file cannot be read.');
  policy
    .command('schema')
    .description('The JSON Schema of a pack, for editors.')
    .action(() => {
      printJson(packJsonSchema());
    });
  policy
    .command('check <file>')
    .description('What is wrong with a pack, and what its author should look at.')
    .option('--base <file>', 'the pack that it builds on; else the program’s own of that name')
    .option('--questionnaire <file>', 'a questionnaire that it asks, beside the program’s own', collected, [])
    .action((file: string, options: CheckOptions) => ending(() => check(file, options)));
  policy
    .command('sign <file>')
    .description('Prints the pack as the municipality sends it: a compact JWS.')
    .requiredOption('--key <file>', 'the private key, as «policy key» makes it')
    .action((file: string, { key: keyFile }: { key: string }) => ending(() => sign(file, keyFile)));
  policy
    .command('key <file>')
    .description(
      'Makes a pair of keys: the private one into the file, the public one, for a kiosk’s settings, is printed.',
    )
    .action((file: string) => ending(() => key(file)));
};
