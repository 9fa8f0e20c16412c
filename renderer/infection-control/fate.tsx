import { useTranslation } from 'react-i18next';
import type { Rehearsal } from '../../shared/api/policy.ts';

/** From what it was to what it would be; more than one where it depends on answers. */
export function Fate({ hit }: { readonly hit: Pick<Rehearsal['visitsHit'][number], 'before' | 'after'> }) {
  const { t } = useTranslation('staff');
  const after = hit.after.map((outcome) => t(`outcome.${outcome}`)).join(` ${t('rehearsal.or')} `);
  return (
    <>
      <span className="staff-line">
        {t('rehearsal.before')}: {t(`outcome.${hit.before}`)}
      </span>
      <span className="staff-line">
        {t('rehearsal.after')}: <strong>{after}</strong>
      </span>
    </>
  );
}
