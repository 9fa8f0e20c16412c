import type { Database } from 'better-sqlite3';
import type { PermitClass, WardKind } from '../../../shared/domain/outcome.ts';
import type { Settings } from '../../../shared/domain/settings.ts';
import { dayIn, toInstant } from '../../../shared/domain/time.ts';
import { askedOf, questionnaireOf, type PackInForce } from '../../../shared/policy/index.ts';
import type { Questionnaire } from '../../../shared/questions/index.ts';
import type { Clock, Log } from '../ports.ts';
import { createActivations, packFault, type Activation } from '../protocol/activations.ts';
import type { Protocol } from '../protocol/types.ts';
import { againstBase, unfit } from './fitness.ts';
import { openKeeping } from './keeping.ts';
import { openLibrary, type KnownPack, type Library } from './library.ts';
import { createPhaseSettings, phaseInEffect, type PhaseInEffect, type PhaseSetting } from './phases.ts';
import { readQuestionnaires } from './questionnaires.ts';
import { warningsOf, type PackWarning } from './warnings.ts';

/** What is asked of a person. */
export interface Asked {
  readonly questionnaire: Questionnaire;
  readonly voluntary: boolean;
}

/** The rules and questions in force, for the door and for whoever explains what it decided. */
export interface Rulebook {
  rules(): PackInForce;
  /** The rules that an earlier visit was decided by; null when they are no longer kept, or no longer readable. */
  rulesOf(id: string, version: string): PackInForce | null;
  /** What a visitor of a class is asked in a kind of ward; null where nothing is. */
  asked(kind: WardKind, permitClass: PermitClass): Asked | null;
  /** The phase in effect for a ward, and by whose setting; now, or at another instant. */
  phaseFor(ward: string, at?: string): PhaseInEffect;
  /** What the lead should look at about the pack in force. */
  warnings(): PackWarning[];
}

/** What the parts of this folder share. */
export interface PolicyParts {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly protocol: Protocol;
  readonly settings: Settings;
  readonly resourcesDir: string;
}
export interface OpenPolicy extends PolicyParts {
  readonly library: Library;
  readonly questionnaires: ReadonlyMap<string, Questionnaire>;
  /** The newest activation of each pack, oldest first. */
  readonly activations: () => readonly Activation[];
  /** Those that nobody has withdrawn, oldest first. */
  readonly phaseSettings: () => readonly PhaseSetting[];
  readonly rulebook: Rulebook;
}
export type OpenedPolicy = { ok: true; policy: OpenPolicy } | { ok: false; problem: string };

const wayOut = (own: string): string =>
  `Nobody is let in by other rules than those that were chosen. To begin again with the program’s own, «${own}»: npm run kiosk -- use-own-pack.`;

/**
 * Reads questionnaires and packs. The program's own pack is in force until somebody puts another; nothing is ever decided by default
 * rules. With `ownPack` an administrator has said that the program's own shall decide where the chosen one no longer can.
 */
export const openPolicy = (parts: PolicyParts, ownPack?: 'chosen-fails'): OpenedPolicy => {
  const { db, resourcesDir } = parts;
  const questionnaires = readQuestionnaires(resourcesDir);
  if (typeof questionnaires === 'string') return { ok: false, problem: questionnaires };
  const activations = createActivations(db);
  const fault = packFault(db, activations());
  if (fault !== null)
    return {
      ok: false,
      problem: `The policy packs in this database are not those of its log: ${fault.reason} (event ${fault.seq}). Nobody is let in by them; put a backup in its place.`,
    };
  const library = openLibrary(db, resourcesDir);
  const open = { ...parts, library, questionnaires, activations, phaseSettings: createPhaseSettings(db) };
  const policy = { ...open, rulebook: createRulebook(open) };
  const problem = makeReady(policy, ownPack);
  return problem === null ? { ok: true, policy } : { ok: false, problem };
};

/** In a database from before it was said why a pack was put in force, the municipality's is told apart by this fact. */
const cameAtNight = (db: Database): boolean =>
  db
    .prepare(`SELECT 1 FROM fact WHERE name = 'policy-pack' AND value ->> '$.from' = 'municipality'`)
    .get() !== undefined;

/** Why the pack that somebody put in force cannot decide here any more; null when it can, undefined where nobody has put one in force. */
const problemOfChosen = (policy: OpenPolicy): string | null | undefined => {
  const { activations, db, library } = policy;
  const newest = activations().at(-1);
  if (newest === undefined || (newest.why === null ? !cameAtNight(db) : newest.why === 'start'))
    return undefined;
  const { id, version } = newest;
  const known = library.activated(id, version);
  const name = `The policy pack in force, «${id}» ${version},`;
  if (known === null)
    return `${name} was made for another version of this program and cannot be read by this one.`;
  // It was fit when it was put in force; program and settings may be others since.
  const problems = unfit(policy, known.pack);
  return problems.length === 0 ? null : `${name} cannot decide here any more: ${problems.join(' ')}`;
};

/** Sees to it that a pack is in force that can decide here; a sentence when none can. */
const makeReady = (policy: OpenPolicy, where: 'chosen-fails' | undefined): string | null => {
  const chosen = problemOfChosen(policy);
  if (chosen === null || (chosen !== undefined && where === undefined))
    return chosen && `${chosen} ${wayOut(policy.settings.policyPack)}`;
  const { activations, library, settings, protocol, clock } = policy;
  const own = library.programFile(settings.policyPack);
  if (own === null) return `There is no policy pack «${settings.policyPack}» in this program.`;
  if (!('pack' in own)) return `The policy pack «${settings.policyPack}» is refused: ${own.join(' ')}`;
  const isNew = !isInForce(activations().at(-1), own);
  const today = dayIn(settings.institution.zone, clock.now());
  const problems = [...unfit(policy, own.pack), ...(isNew ? againstBase(policy, own.pack, today) : [])];
  if (problems.length > 0)
    return `The policy pack «${own.pack.id}» ${own.pack.version} is refused: ${problems.join(' ')}`;
  if (isNew) protocol.transaction(() => openKeeping(policy).putInForce(own, 'start', 'kiosk'));
  return null;
};

export const isInForce = (newest: Activation | undefined, { pack, sha256, signedBy }: KnownPack): boolean =>
  newest?.id === pack.id &&
  newest.version === pack.version &&
  newest.sha256 === sha256 &&
  newest.signedBy === signedBy;

/** The pack in force as it is kept. */
export const packInForce = ({
  activations,
  library,
}: Pick<OpenPolicy, 'activations' | 'library'>): KnownPack => {
  const newest = activations().at(-1);
  const found = newest === undefined ? null : library.activated(newest.id, newest.version);
  if (found === null) throw new Error('no policy pack is in force');
  return found;
};

const besideBase = (library: Library, { pack }: KnownPack): PackInForce => {
  const { buildsOn } = pack;
  const base = buildsOn === null ? null : library.find(buildsOn.id, buildsOn.version);
  return { pack, base: base?.pack ?? null };
};

/** The rules that earlier visits were decided by; also over a connection that only reads. */
export const rulesIn =
  (library: Library): Rulebook['rulesOf'] =>
  (id, version) => {
    const known = library.activated(id, version);
    return known === null ? null : besideBase(library, known);
  };

const createRulebook = (of: Omit<OpenPolicy, 'rulebook'>): Rulebook => {
  const { clock, settings, library, questionnaires, phaseSettings } = of;
  const withBase = (known: KnownPack): PackInForce => besideBase(library, known);
  return {
    rules: () => withBase(packInForce(of)),
    rulesOf: rulesIn(library),
    asked: (kind, permitClass) => {
      const { pack } = packInForce(of);
      const entry = askedOf(pack, kind, permitClass);
      if (entry.questionnaire === null) return null;
      const questionnaire = questionnaireOf(pack, entry.questionnaire, questionnaires);
      if (questionnaire === undefined) throw new Error('a questionnaire of the pack in force is not here');
      return { questionnaire, voluntary: entry.asking === 'voluntary' };
    },
    phaseFor: (ward, at = toInstant(clock.now())) =>
      phaseInEffect(packInForce(of).pack, phaseSettings(), ward, at),
    warnings: () =>
      warningsOf(packInForce(of), {
        today: dayIn(settings.institution.zone, clock.now()),
        demo: settings.demo,
        baseIsHere: (id, version) => library.find(id, version) !== null,
      }),
  };
};
