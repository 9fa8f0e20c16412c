import { Heading } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { StaffPage } from '../components/staff/staff-frame.tsx';
import { DailyLogs } from './daily-logs.tsx';
import { SyncPanel } from './sync-panel.tsx';

export function InfectionControl({ page }: { readonly page: StaffPage }) {
  const { t } = useTranslation('staff');
  return (
    <main className="staff-board">
      <section aria-labelledby="days">
        <Heading level={2} data-size="sm" id="days">
          {t('infectionControl.days')}
        </Heading>
        <DailyLogs page={page} />
      </section>
      <section aria-labelledby="sync">
        <Heading level={2} data-size="sm" id="sync">
          {t('infectionControl.sync')}
        </Heading>
        <SyncPanel page={page} />
      </section>
    </main>
  );
}
