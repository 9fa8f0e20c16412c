import { Paragraph, Tabs } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Part } from '../components/staff/part.tsx';
import type { StaffPage } from '../components/staff/staff-frame.tsx';
import { CallListView } from './call-list-view.tsx';
import { DailyLogs } from './daily-logs.tsx';
import { Packs } from './packs.tsx';
import { Phases } from './phases.tsx';
import { PolicyNotice } from './policy-notice.tsx';
import { Postponements } from './postponements.tsx';
import { Reading } from './reading.tsx';
import { RehearsalView } from './rehearsal-view.tsx';
import { SyncPanel } from './sync-panel.tsx';
import { usePolicy } from './use-policy.ts';

const TABS = ['logs', 'packs', 'phases'] as const;
type Tab = (typeof TABS)[number];

/** The infection-control lead's pages: what leaves the house, the rules and the phases. A pack that is read and a rehearsal take their place. */
export function InfectionControl({ page }: { readonly page: StaffPage }) {
  const { t } = useTranslation('staff');
  const [tab, setTab] = useState<Tab>('logs');
  const policy = usePolicy(page);
  const { open } = policy;

  if (open?.what === 'reading') return <Reading page={page} name={open.name} back={policy.close} />;
  if (open?.what === 'rehearsal')
    return <RehearsalView page={page} policy={policy} rehearsed={open.rehearsed} />;
  if (open?.what === 'call-list')
    return <CallListView policy={policy} rehearsed={open.rehearsed} zone={page.zone} />;

  const names: Record<Tab, string> = {
    logs: t('infectionControl.tabLogs'),
    packs: t('infectionControl.tabPacks'),
    phases: t('infectionControl.tabPhases'),
  };
  const choose = (value: string) => {
    setTab(TABS.find((each) => each === value) ?? 'logs');
    policy.changed(null);
  };
  const loading = <Paragraph role="status">{t('common.loading')}</Paragraph>;
  return (
    <main className="staff-board">
      <PolicyNotice policy={policy} />
      <Tabs value={tab} onChange={choose}>
        <Tabs.List aria-label={t('infectionControl.tabs')}>
          {TABS.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {names[each]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="logs" className="staff-panel">
          <Part id="days" heading={t('infectionControl.days')}>
            <DailyLogs page={page} />
          </Part>
          <Part id="postponed" heading={t('postponements.heading')}>
            <Postponements page={page} />
          </Part>
          <Part id="sync" heading={t('infectionControl.sync')}>
            <SyncPanel page={page} />
          </Part>
        </Tabs.Panel>
        <Tabs.Panel value="packs" className="staff-panel">
          {policy.state === null ? loading : <Packs page={page} policy={policy} state={policy.state} />}
        </Tabs.Panel>
        <Tabs.Panel value="phases" className="staff-panel">
          {policy.state === null ? loading : <Phases page={page} policy={policy} state={policy.state} />}
        </Tabs.Panel>
      </Tabs>
    </main>
  );
}
