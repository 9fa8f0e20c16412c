/** What the lead sees of packs and phases (shared/api/policy.ts). */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PackRow, PolicyState } from '../../../shared/api/policy.ts';
import { dayIn } from '../../../shared/domain/time.ts';
import type { Pack } from '../../../shared/policy/index.ts';
import type { KnownPack } from './library.ts';
import { newer, type PhaseSetting } from './phases.ts';
import { problemsOf } from './problems.ts';
import { isInForce, packInForce, type OpenPolicy } from './rulebook.ts';
import { warningsOf } from './warnings.ts';

export const packRow = async (policy: OpenPolicy, known: KnownPack): Promise<PackRow> => {
  const { settings, clock, library, activations } = policy;
  const { pack, source, signedBy } = known;
  const today = dayIn(settings.institution.zone, clock.now());
  const problems = await problemsOf(policy, known);
  const before = activations().at(-2);
  return {
    id: pack.id,
    version: pack.version,
    title: pack.title,
    jurisdiction: pack.jurisdiction,
    source,
    state: isInForce(activations().at(-1), known) ? 'in-force' : problems.length === 0 ? 'ready' : 'refused',
    signedBy,
    validFrom: pack.validFrom,
    phasedInBy: pack.phasedInBy,
    validTo: pack.validTo,
    responsible: pack.responsible,
    lastReviewed: pack.lastReviewed,
    buildsOn: pack.buildsOn,
    stricter: pack.stricter.map((one) => ({ ...one, lapsed: one.until < today })),
    warnings: warningsOf(known, {
      today,
      demo: settings.demo,
      baseIsHere: (id, version) => library.find(id, version) !== null,
    }),
    problems,
    wasInForce: before?.id === pack.id && before.version === pack.version,
  };
};

/** Another of the same scope holds in its place for as long as it would. */
const isOutdone = (setting: PhaseSetting, all: readonly PhaseSetting[], now: string): boolean =>
  all.some(
    (other) =>
      other !== setting &&
      other.scope === setting.scope &&
      other.ward === setting.ward &&
      other.from <= now &&
      newer(setting, other) === other &&
      (other.until === null || (setting.until !== null && other.until >= setting.until)),
  );

/** In effect, or to come, newest first; those of phases that the pack does not have too, so that somebody sees them. */
export const settingsThatMatter = (
  { phases }: Pick<Pack, 'phases'>,
  all: readonly PhaseSetting[],
  now: string,
): PhaseSetting[] => {
  const open = all.filter(({ until }) => until === null || until > now);
  const usable = open.filter(({ phase }) => phases.some(({ id }) => id === phase));
  return open.filter((setting) => !isOutdone(setting, usable, now)).toReversed();
};

/**
 * The one in force, also where the same text came again with a signature and waits; and all others. Not what the program brings for
 * another country: nobody here sent it, and nobody can use it.
 */
const packsToShow = (policy: OpenPolicy): KnownPack[] => {
  const { library, activations, settings } = policy;
  const all = library
    .all()
    .filter(
      ({ source, pack }) => source !== 'program' || pack.jurisdiction === settings.institution.jurisdiction,
    );
  return all.some((known) => isInForce(activations().at(-1), known)) ? all : [packInForce(policy), ...all];
};

export const policyState = async (policy: OpenPolicy): Promise<PolicyState> => {
  const { rulebook, settings, db } = policy;
  const { pack } = packInForce(policy);
  const rows: PackRow[] = [];
  for (const known of packsToShow(policy)) {
    rows.push(await packRow(policy, known));
    // A local pack is tried against the one under it: whoever stands at the door is served in between.
    await nextTurn();
  }
  const nameOf = db.prepare<[string], string>('SELECT name FROM staff WHERE id = ?').pluck();
  return {
    packs: rows,
    phases: pack.phases.map(({ id, title, staffText, citation }) => ({
      id,
      title,
      staffText,
      citation,
      isDefault: id === pack.defaultPhase,
    })),
    wards: settings.wards.map(({ id, name }) => {
      const { id: phase, scope } = rulebook.phaseFor(id);
      return { id, name, phase, scope };
    }),
    settings: settingsThatMatter(pack, policy.phaseSettings(), policy.protocol.now()).map(
      ({ seq, scope, ward, phase, from, until, by }) => ({
        seq,
        scope,
        ward,
        phase,
        from,
        until,
        by: nameOf.get(by.replace(/^staff:/, '')) ?? by,
      }),
    ),
  };
};
