import { Alert } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { PackRow } from '../../../shared/api/policy.ts';

/** What the lead should look at in a pack (T5, F6). */
export function PackWarnings({ pack }: { readonly pack: Pick<PackRow, 'warnings'> }) {
  const { t } = useTranslation('staff');
  return (
    pack.warnings.length > 0 && (
      <Alert data-color="warning">
        {pack.warnings.map((warning) => (
          <span key={warning} className="staff-line">
            {t(`packWarning.${warning}`)}
          </span>
        ))}
      </Alert>
    )
  );
}
