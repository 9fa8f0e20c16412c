import { Paragraph, Tabs } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Part } from '../components/staff/part.tsx';
import { LostContact, type StaffPage } from '../components/staff/staff-frame.tsx';
import type { RowsQuery } from '../../shared/api/overview.ts';
import { FiguresPart } from './overview/figures.tsx';
import { Heads } from './overview/heads.tsx';
import { RowsView } from './overview/rows-view.tsx';
import { Today } from './overview/today.tsx';
import { useOverview } from './overview/use-overview.ts';
import { CallListView } from './call-list-view.tsx';
import { ExportsPanel } from './exports/exports-panel.tsx';
import { KeysNotice, KeysPanel } from './keys.tsx';
import { KeysProvider } from './keys-provider.tsx';
import { Packs } from './packs.tsx';
import { Phases } from './phases.tsx';
import { PolicyNotice } from './policy-notice.tsx';
import { Reading } from './reading.tsx';
import { RehearsalView } from './rehearsal-view.tsx';
import { RetentionPanel } from './retention/retention-panel.tsx';
import { AboutPaper } from './rights/about-paper.tsx';
import { RightsPanel } from './rights/rights-panel.tsx';
import { useRights } from './rights/use-rights.ts';
import { TracingPanel } from './tracing/tracing.tsx';
import { SyncPanel } from './sync-panel.tsx';
import { usePolicy } from './use-policy.ts';

const TABS = [
  'today',
  'tracing',
  'exports',
  'logs',
  'rights',
  'retention',
  'heads',
  'packs',
  'phases',
  'keys',
] as const;
type Tab = (typeof TABS)[number];

/** The infection-control lead's pages: what leaves the house, the rules and the phases. A pack that is read and a rehearsal take their place. */
export function InfectionControl({ page }: { readonly page: StaffPage }) {
  return (
    <KeysProvider page={page}>
      <Pages page={page} />
    </KeysProvider>
  );
}

function Pages({ page }: { readonly page: StaffPage }) {
  const { t } = useTranslation('staff');
  const [tab, setTab] = useState<Tab>('today');
  const policy = usePolicy(page);
  const { open } = policy;
  const rights = useRights(page);
  const { overview, lost } = useOverview(page);
  const [behind, setBehind] = useState<{ query: RowsQuery; title: string } | null>(null);
  const openRows = (query: RowsQuery, title: string) => setBehind({ query, title });

  if (open?.what === 'reading') return <Reading page={page} name={open.name} back={policy.close} />;
  if (open?.what === 'rehearsal')
    return <RehearsalView page={page} policy={policy} rehearsed={open.rehearsed} />;
  if (open?.what === 'call-list')
    return <CallListView policy={policy} rehearsed={open.rehearsed} zone={page.zone} />;

  if (behind !== null)
    return <RowsView page={page} overview={overview} {...behind} back={() => setBehind(null)} />;

  if (rights.isPaper) return <AboutPaper page={page} rights={rights} overview={overview} />;

  const names: Record<Tab, string> = {
    rights: t('rights.tab'),
    retention: t('retention.tab'),
    today: t('overview.tabToday'),
    heads: t('overview.tabHeads'),
    exports: t('exports.tab'),
    tracing: t('tracing.tab'),
    logs: t('infectionControl.tabLogs'),
    packs: t('infectionControl.tabPacks'),
    phases: t('infectionControl.tabPhases'),
    keys: t('keys.tab'),
  };
  const choose = (value: string) => {
    setTab(TABS.find((each) => each === value) ?? 'today');
    policy.changed(null);
  };
  const loading = <Paragraph role="status">{t('common.loading')}</Paragraph>;
  return (
    <main className="staff-board">
      {tab !== 'keys' && <KeysNotice show={() => choose('keys')} />}
      <PolicyNotice policy={policy} />
      <Tabs value={tab} onChange={choose}>
        <Tabs.List aria-label={t('infectionControl.tabs')}>
          {TABS.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {names[each]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="today" className="staff-panel">
          <LostContact lost={lost} />
          {overview === null ? (
            loading
          ) : (
            <>
              <Today overview={overview} zone={page.zone} open={openRows} />
              <FiguresPart page={page} overview={overview} open={openRows} />
            </>
          )}
        </Tabs.Panel>
        <Tabs.Panel value="tracing" className="staff-panel">
          <TracingPanel page={page} isShown={tab === 'tracing'} />
        </Tabs.Panel>
        <Tabs.Panel value="heads" className="staff-panel">
          <Heads page={page} isShown={tab === 'heads'} />
        </Tabs.Panel>
        <Tabs.Panel value="exports" className="staff-panel">
          <ExportsPanel page={page} isShown={tab === 'exports'} />
        </Tabs.Panel>
        <Tabs.Panel value="logs" className="staff-panel">
          <Part id="sync" heading={t('infectionControl.sync')}>
            <SyncPanel page={page} isShown={tab === 'logs'} />
          </Part>
        </Tabs.Panel>
        <Tabs.Panel value="rights" className="staff-panel">
          <RightsPanel page={page} rights={rights} overview={overview} />
        </Tabs.Panel>
        <Tabs.Panel value="retention" className="staff-panel">
          {tab === 'retention' && <RetentionPanel page={page} overview={overview} />}
        </Tabs.Panel>
        <Tabs.Panel value="keys" className="staff-panel">
          {tab === 'keys' && <KeysPanel page={page} />}
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
