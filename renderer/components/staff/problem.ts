import { useTranslation } from 'react-i18next';
import type { ReplyError } from './client.ts';
import { clockOf } from './times.ts';

/** Why something was not carried out, in words for staff. */
export function useProblem(): (error: ReplyError) => string {
  const { t, i18n } = useTranslation('staff');
  return (error) => {
    if ('reason' in error && error.reason !== undefined) return t(`refusal.${error.reason}`);
    if (error.error === 'locked') return t('keys.locked', { time: clockOf(error.until, i18n.language) });
    return error.error === 'conflict' ? t('visit.conflict') : t('visit.failed');
  };
}
