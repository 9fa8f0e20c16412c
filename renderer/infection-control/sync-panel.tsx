import { Alert, Button, Paragraph } from '@digdir/designsystemet-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { syncStatus } from '../../shared/api/staff.ts';
import type { Reply } from '../components/staff/client.ts';
import { LostContact, type StaffPage } from '../components/staff/staff-frame.tsx';
import { momentOf } from '../components/staff/times.ts';
import { useWhenShown } from './use-when-shown.ts';

/** What was sent to the municipality and what waits (T7, S2:234-236). */
export function SyncPanel({ page, isShown }: { readonly page: StaffPage; readonly isShown: boolean }) {
  const { t, i18n } = useTranslation('staff');
  const [status, setStatus] = useState<z.infer<typeof syncStatus> | null>(null);
  const [lost, setLost] = useState(false);
  const [busy, setBusy] = useState(false);

  const ask = useCallback(() => {
    void page.client.syncStatus().then((reply) => {
      const heard = page.heard(reply);
      setLost(!heard.ok);
      if (heard.ok) setStatus(heard.value);
    });
  }, [page]);
  useWhenShown(isShown && !busy, ask);

  const run = async (first?: () => Promise<Reply<unknown>>) => {
    setBusy(true);
    if (first !== undefined) page.heard(await first());
    page.heard(await page.client.sync());
    setBusy(false);
  };
  const moment = (at: string) => momentOf(at, i18n.language, page.zone);
  const last = status?.last ?? null;

  return (
    <>
      <Paragraph>{t('infectionControl.syncHelp')}</Paragraph>
      <LostContact lost={lost} />
      <div aria-live="polite">
        {status !== null && last === null && <Paragraph>{t('infectionControl.never')}</Paragraph>}
        {last !== null && (
          <Alert data-color={last.outcome === 'done' ? 'success' : 'warning'}>
            {t(`infectionControl.${last.outcome}`, {
              when: moment(last.startedAt),
              sent: last.acknowledged,
              bookings: last.bookings,
              problem: last.problem === null ? '' : t(`syncProblem.${last.problem}`),
            })}
          </Alert>
        )}
      </div>
      {last !== null && last.leftOut.length > 0 && (
        <>
          <Paragraph>{t('infectionControl.leftOut')}</Paragraph>
          <ul>
            {last.leftOut.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </>
      )}
      {status !== null && (
        <>
          <Paragraph>{t('infectionControl.waitingRows', { count: status.waiting })}</Paragraph>
          {status.refused > 0 && (
            <>
              <Paragraph>{t('infectionControl.refusedRows', { count: status.refused })}</Paragraph>
              <Button variant="secondary" disabled={busy} onClick={() => void run(page.client.retryRefused)}>
                {t('infectionControl.retry')}
              </Button>
            </>
          )}
          <Paragraph>
            {status.next === null
              ? t('infectionControl.noNext')
              : t('infectionControl.next', { when: moment(status.next) })}
          </Paragraph>
        </>
      )}
      <Button disabled={busy} onClick={() => void run()}>
        {busy ? t('infectionControl.syncing') : t('infectionControl.syncNow')}
      </Button>
    </>
  );
}
