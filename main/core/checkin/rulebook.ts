import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Settings } from '../../../shared/domain/settings.ts';
import { toInstant } from '../../../shared/domain/time.ts';
import { loadPack, mismatches, type Asking, type Pack } from '../../../shared/policy/index.ts';
import { loadQuestionnaire, type Questionnaire } from '../../../shared/questions/index.ts';
import type { WardKind } from '../../../shared/domain/outcome.ts';
import type { Clock, Log } from '../ports.ts';
import { createActivations, packDigest, packFault } from '../protocol/activations.ts';
import type { Protocol } from '../protocol/types.ts';

const FACT = 'policy-pack';
const inForce = z.strictObject({
  id: z.string(),
  version: z.string(),
  from: z.enum(['program', 'municipality']),
});

/** A pack that may be put in force here, with its text as it came. */
export interface FitPack {
  readonly pack: Pack;
  readonly json: string;
}
export type JudgedPack = { ok: true; fit: FitPack } | { ok: false; problem: string };

/** What is asked of a person in a kind of ward; null where nothing is. */
export interface Asked {
  readonly questionnaire: Questionnaire;
  readonly voluntary: boolean;
}

/** The rules and questions in force. */
export interface Rulebook {
  pack(): Pack;
  asked(kind: WardKind): Asked | null;
  /** The pack that an earlier visit was decided by; null when it is no longer kept. */
  packOf(id: string, version: string): Pack | null;
  /** Why a kept pack can no longer decide here, in a sentence; null when it can. */
  problemOf(id: string, version: string): string | null;
  /** Whether a pack could be put in force here; changes nothing. */
  judge(json: unknown): JudgedPack;
  /** Puts a pack in force, with its event; inside a transaction of the protocol. False when it already is. */
  activate(fit: FitPack, from: 'program' | 'municipality'): boolean;
}

interface RulebookParts {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly protocol: Protocol;
  readonly settings: Settings;
  readonly resourcesDir: string;
}
export type OpenedRulebook = { ok: true; rulebook: Rulebook } | { ok: false; problem: string };

/** Reads questionnaires and packs. What the program brings is in force until the municipality sends another; nothing is ever decided by default rules. */
export const openRulebook = (parts: RulebookParts): OpenedRulebook => {
  const questionnaires = readQuestionnaires(join(parts.resourcesDir, 'questionnaires'));
  if (typeof questionnaires === 'string') return { ok: false, problem: questionnaires };
  const rulebook = createRulebook(parts, questionnaires);
  const { db, settings, protocol } = parts;
  const activations = createActivations(db)();
  const fault = packFault(db, activations);
  if (fault !== null)
    return {
      ok: false,
      problem: `The policy packs in this database are not those of its log: ${fault.reason} (event ${fault.seq}). Nobody is let in by them; put a backup in its place.`,
    };
  const stored = db.prepare<[string], { value: string }>('SELECT value FROM fact WHERE name = ?').get(FACT);
  const newest = activations.at(-1);
  if (
    newest !== undefined &&
    stored !== undefined &&
    inForce.parse(JSON.parse(stored.value)).from === 'municipality'
  ) {
    const { id, version } = newest;
    // It was fit when it came; program and settings may be others since.
    const problem = rulebook.problemOf(id, version);
    return problem === null ? { ok: true, rulebook } : { ok: false, problem };
  }
  const file = join(parts.resourcesDir, 'policies', `${settings.policyPack}.json`);
  if (!existsSync(file))
    return { ok: false, problem: `There is no policy pack «${settings.policyPack}» in this program.` };
  const judged = rulebook.judge(readJson(file));
  if (!judged.ok) return judged;
  protocol.transaction(() => rulebook.activate(judged.fit, 'program'));
  return { ok: true, rulebook };
};

const readJson = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
};

const readQuestionnaires = (folder: string): Map<string, Questionnaire> | string => {
  const known = new Map<string, Questionnaire>();
  for (const name of readdirSync(folder).filter((entry) => entry.endsWith('.json'))) {
    const loaded = loadQuestionnaire(readJson(join(folder, name)));
    if (!loaded.ok) return `The questionnaire «${name}» is refused: ${loaded.problems.join(' ')}`;
    known.set(loaded.questionnaire.id, loaded.questionnaire);
  }
  return known;
};

const createRulebook = (
  { db, clock, log, protocol, settings }: RulebookParts,
  questionnaires: ReadonlyMap<string, Questionnaire>,
): Rulebook => {
  const fact = db.prepare<[string], { value: string }>('SELECT value FROM fact WHERE name = ?');
  const kept = db.prepare<[string, string], { json: string }>(
    'SELECT json FROM policy_pack WHERE id = ? AND version = ?',
  );
  const keep = db.prepare(
    `INSERT INTO policy_pack (id, version, activated_at, json) VALUES (?, ?, ?, ?)
     ON CONFLICT (id, version) DO UPDATE SET activated_at = excluded.activated_at, json = excluded.json`,
  );
  const setFact = db.prepare(
    'INSERT INTO fact (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  const activations = createActivations(db);
  /** By digest. What was read once decides on, whatever becomes of the row. */
  const parsed = new Map<string, Pack>();
  const kinds = new Set(settings.wards.map((ward) => ward.kind));

  /** Only a text that has the digest in the log is one that was put in force. */
  const packOf = (id: string, version: string): Pack | null => {
    const sha256 = activations().find((one) => one.id === id && one.version === version)?.sha256;
    if (sha256 === undefined) return null;
    const known = parsed.get(sha256);
    if (known !== undefined) return known;
    const json = kept.get(id, version)?.json;
    if (json === undefined || packDigest(json) !== sha256) return null;
    const loaded = loadPack(JSON.parse(json));
    if (!loaded.ok) return null;
    parsed.set(sha256, loaded.pack);
    return loaded.pack;
  };
  const pack = (): Pack => {
    const known = activations().at(-1) ?? null;
    const found = known === null ? null : packOf(known.id, known.version);
    if (found === null) throw new Error('no policy pack is in force');
    return found;
  };
  const unfit = (candidate: Pack): string | null => {
    const questionnaire = questionnaires.get(candidate.questionnaire);
    if (questionnaire === undefined)
      return `it asks the questionnaire «${candidate.questionnaire}», which is not here.`;
    if (candidate.jurisdiction !== settings.institution.jurisdiction)
      return `it is made for ${candidate.jurisdiction}, this institution is in ${settings.institution.jurisdiction}.`;
    const uncovered = [...kinds].filter((kind) => !candidate.kinds.includes(kind));
    if (uncovered.length > 0)
      return `it does not decide for ${uncovered.join(', ')}, which this institution has.`;
    return mismatches(candidate, questionnaire).join(' ') || null;
  };
  return {
    pack,
    packOf,
    asked(kind) {
      const { asks, questionnaire: id } = pack();
      const asking: Asking = asks[kind];
      if (asking === 'nothing') return null;
      const questionnaire = questionnaires.get(id);
      if (questionnaire === undefined) throw new Error('the questionnaire of the pack in force is not here');
      return { questionnaire, voluntary: asking === 'voluntary' };
    },
    problemOf(id, version) {
      const found = packOf(id, version);
      if (found === null)
        return `The policy pack in force, «${id}» ${version}, cannot be read by this program.`;
      const problem = unfit(found);
      return (
        problem && `The policy pack in force, «${id}» ${version}, cannot decide here any more: ${problem}`
      );
    },
    judge(json) {
      const loaded = loadPack(json);
      if (!loaded.ok)
        return { ok: false, problem: `The policy pack is refused: ${loaded.problems.join(' ')}` };
      const problem = unfit(loaded.pack);
      return problem === null
        ? { ok: true, fit: { pack: loaded.pack, json: JSON.stringify(json) } }
        : {
            ok: false,
            problem: `The policy pack «${loaded.pack.id}» ${loaded.pack.version} is refused: ${problem}`,
          };
    },
    activate(fit, from) {
      const { id, version } = fit.pack;
      const sha256 = packDigest(fit.json);
      parsed.set(sha256, fit.pack);
      const known = activations().at(-1);
      const same = known?.id === id && known.version === version && known.sha256 === sha256;
      const stored = fact.get(FACT);
      if (same && stored !== undefined && inForce.parse(JSON.parse(stored.value)).from === from) return false;
      keep.run(id, version, toInstant(clock.now()), fit.json);
      setFact.run(FACT, JSON.stringify({ id, version, from } satisfies z.infer<typeof inForce>));
      if (same) return false;
      protocol.append({ type: 'pack.activated', body: { id, version, sha256 }, actor: 'kiosk' });
      log.write({ event: 'pack-activated', id, version });
      return true;
    },
  };
};
