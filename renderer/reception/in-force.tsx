import { useTranslation } from 'react-i18next';
import type { Board } from '../../shared/api/staff.ts';
import { useSay } from '../components/staff/language.ts';
import { PackWarnings } from '../components/staff/pack-warnings.tsx';
import { dayOf } from '../components/staff/times.ts';

/** Which rules and phases decide here, on a quiet line; what the lead should look at, less quietly (T5, F6). */
export function InForce({ board }: { readonly board: Board }) {
  const { t } = useTranslation('staff');
  const { say, language } = useSay();
  const { pack, wards } = board;
  const phases = wards.map(({ id, name, phase }) => ({
    id,
    name,
    words: `${say(phase.title)} (${t(`scope.${phase.scope ?? 'none'}`)})`,
  }));
  const first = phases[0]?.words;
  const everywhere = phases.every(({ words }) => words === first);
  const parts = [
    t('pack.named', { title: say(pack.title), version: pack.version }),
    t('pack.responsible', { name: say(pack.responsible) }),
    t('pack.reviewed', { day: dayOf(pack.lastReviewed, language, 'long') }),
    ...(everywhere && first !== undefined
      ? [t('pack.phaseEverywhere', { phase: first })]
      : phases.map(({ name, words }) => t('pack.phaseOf', { ward: name, phase: words }))),
  ];
  return (
    <div className="staff-in-force" role="group" aria-label={t('pack.heading')}>
      <ul>
        {parts.map((part) => (
          <li key={part}>{part}</li>
        ))}
      </ul>
      <PackWarnings pack={pack} />
    </div>
  );
}
