import { Paragraph } from '@digdir/designsystemet-react';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Overview } from '../../../shared/api/overview.ts';
import type { RetentionQuery, RetentionState } from '../../../shared/api/retention.ts';
import { Part } from '../../components/staff/part.tsx';
import { LostContact, type StaffPage } from '../../components/staff/staff-frame.tsx';
import { BackupPart } from './backup-part.tsx';
import { KeptRows } from './kept-rows.tsx';
import { ErasuresTable, HoldsTable, KeptTable } from './tables.tsx';

interface Props {
  readonly page: StaffPage;
  readonly overview: Overview | null;
}

/** What is kept and until when, what was erased and why, what a case holds, and the backups. */
export function RetentionPanel({ page, overview }: Props) {
  const { t } = useTranslation('staff');
  const { client, heard } = page;
  const [state, setState] = useState<RetentionState | null>(null);
  const [lost, setLost] = useState(false);
  const [behind, setBehind] = useState<{ query: RetentionQuery; title: string } | null>(null);
  const ask = useCallback(() => {
    void client.retention().then((reply) => {
      const now = heard(reply);
      setLost(!now.ok);
      if (now.ok) setState(now.value);
    });
  }, [client, heard]);
  useEffect(ask, [ask]);

  if (behind !== null)
    return <KeptRows page={page} overview={overview} {...behind} back={() => setBehind(null)} />;
  const tables =
    state === null
      ? null
      : {
          state,
          zone: page.zone,
          open: (query: RetentionQuery, title: string) => setBehind({ query, title }),
        };
  return (
    <>
      <LostContact lost={lost} />
      {tables === null ? (
        !lost && <Paragraph role="status">{t('common.loading')}</Paragraph>
      ) : (
        <>
          <Part id="kept" heading={t('retention.heading')}>
            <Paragraph>{t('retention.help')}</Paragraph>
            <KeptTable {...tables} />
          </Part>
          <Part id="holds" heading={t('retention.holds')}>
            <HoldsTable {...tables} />
          </Part>
          <BackupPart page={page} backup={tables.state.backup} changed={ask} />
          <Part id="erasures" heading={t('retention.erasures')}>
            <ErasuresTable {...tables} />
          </Part>
        </>
      )}
    </>
  );
}
