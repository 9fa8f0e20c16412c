/** What the municipality sends at night of packs and phases. */
import type { ReceivedInbound } from '../../../shared/domain/sync.ts';
import { openKeeping } from './keeping.ts';
import { followMunicipality } from './phase-changes.ts';
import { judgePack, type JudgedPack } from './received.ts';
import type { OpenPolicy } from './rulebook.ts';

/** Writes it down, inside a transaction; a sentence for each thing that was left out. */
export type TakePolicyIn = () => string[];
/** Looks at what came, before a transaction begins. */
export type PolicyIntake = (came: Pick<ReceivedInbound, 'packs' | 'phases'>) => Promise<TakePolicyIn>;

export const createIntake =
  (policy: OpenPolicy): PolicyIntake =>
  async ({ packs, phases }) => {
    const judged: JudgedPack[] = [];
    for (const sent of packs) judged.push(await judgePack(policy, sent, 'municipality'));
    const keeping = openKeeping(policy);
    return () => {
      const problems: string[] = [];
      const taken = new Map<string, string>();
      for (const one of judged) {
        if (!one.ok) problems.push(...one.problems);
        else if (one.isNew) {
          const { pack, sha256 } = one.known;
          const name = `«${pack.id}» ${pack.version}`;
          const twin = taken.get(name);
          taken.set(name, sha256);
          if (twin === undefined) keeping.receive(one.known);
          else if (twin !== sha256) problems.push(`The policy pack ${name} came twice, with two texts.`);
        }
      }
      return [...problems, ...followMunicipality(policy, phases)];
    };
  };
