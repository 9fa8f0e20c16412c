/** Which phase of the epidemic holds where and when (decision 0013): the most specific scope decides, never the strictest phase. */
import type { Database } from 'better-sqlite3';
import { eventShapes, type EventBody, type PhaseScope } from '../../../shared/domain/events.ts';
import type { Pack } from '../../../shared/policy/index.ts';
import { createFollowed } from '../protocol/followed.ts';

/** A setting that has not been withdrawn. */
export interface PhaseSetting extends EventBody<'phase.set'> {
  /** Of its event. */
  readonly seq: number;
  readonly by: string;
}

/** `scope` null: nobody's setting, the pack's own. */
export interface PhaseInEffect {
  readonly id: string;
  readonly scope: PhaseScope | null;
}

const MOST_SPECIFIC_FIRST: readonly PhaseScope[] = ['ward', 'institution', 'municipality'];

/** From its first instant until before its last. */
const holdsAt = ({ from, until }: PhaseSetting, at: string): boolean =>
  from <= at && (until === null || at < until);

/** Of two settings of one scope the one that took effect last; of two that took effect together the one that was made last. */
export const newer = (one: PhaseSetting, other: PhaseSetting): PhaseSetting =>
  one.from === other.from ? (one.seq > other.seq ? one : other) : one.from > other.from ? one : other;

/** `at` is an instant. A setting of a phase that the pack does not have counts as none. */
export const phaseInEffect = (
  { phases, defaultPhase }: Pick<Pack, 'phases' | 'defaultPhase'>,
  settings: readonly PhaseSetting[],
  ward: string,
  at: string,
): PhaseInEffect => {
  const holding = settings.filter(
    (setting) =>
      holdsAt(setting, at) &&
      (setting.scope !== 'ward' || setting.ward === ward) &&
      phases.some(({ id }) => id === setting.phase),
  );
  for (const scope of MOST_SPECIFIC_FIRST) {
    const [first, ...others] = holding.filter((setting) => setting.scope === scope);
    if (first !== undefined) return { id: others.reduce(newer, first).phase, scope };
  }
  return { id: defaultPhase, scope: null };
};

/** The settings that the log knows and that nobody has withdrawn, oldest first. */
export const createPhaseSettings = (db: Database): (() => readonly PhaseSetting[]) => {
  const events = createFollowed(
    db,
    ['phase.set', 'phase.withdrawn'],
    ({ seq, type, actor, refersTo, body }) =>
      type === 'phase.set'
        ? { set: { seq, by: actor, ...eventShapes['phase.set'][1].parse(JSON.parse(body)) } }
        : { withdrawn: refersTo },
  );
  return () => {
    const all = events();
    const withdrawn = new Set(all.map((event) => event.withdrawn));
    return all.flatMap(({ set }) => (set === undefined || withdrawn.has(set.seq) ? [] : [set]));
  };
};
