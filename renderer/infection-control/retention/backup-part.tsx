import { Alert, Button, Paragraph } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RetentionState } from '../../../shared/api/retention.ts';
import { Facts } from '../../components/staff/facts.tsx';
import { Part } from '../../components/staff/part.tsx';
import type { StaffPage } from '../../components/staff/staff-frame.tsx';
import { momentOf, numberOf } from '../../components/staff/times.ts';

interface Props {
  readonly page: StaffPage;
  readonly backup: RetentionState['backup'];
  readonly changed: () => void;
}

export function BackupPart({ page, backup, changed }: Props) {
  const { t, i18n } = useTranslation('staff');
  const [busy, setBusy] = useState(false);
  const [isMade, setMade] = useState(false);
  const moment = (at: string) => momentOf(at, i18n.language, page.zone);
  const { last, trouble } = backup;
  const make = async () => {
    setBusy(true);
    const reply = page.heard(await page.client.backUp());
    setBusy(false);
    setMade(reply.ok && reply.value.ok);
    changed();
  };
  return (
    <Part id="backup" heading={t('retention.backup')}>
      <Paragraph>{t('retention.backupHelp')}</Paragraph>
      <div aria-live="polite">
        {trouble !== null && (
          <Alert data-color="warning">
            {t('retention.trouble', {
              when: moment(trouble.since),
              problem: t(`retention.problem.${trouble.problem}`),
            })}
          </Alert>
        )}
        {isMade && trouble === null && <Alert data-color="success">{t('retention.backedUp')}</Alert>}
      </div>
      <Facts
        facts={[
          [
            t('retention.last'),
            last === null
              ? t('retention.never')
              : t('retention.lastSaid', {
                  when: moment(last.at),
                  length: numberOf(last.length, i18n.language),
                }),
          ],
          [t('retention.folder'), backup.folder ?? t('retention.noFolder')],
          [t('retention.kept'), backup.keep],
        ]}
      />
      <div className="staff-actions">
        <Button variant="secondary" disabled={busy} onClick={() => void make()}>
          {t(busy ? 'retention.backingUp' : 'retention.backUpNow')}
        </Button>
      </div>
    </Part>
  );
}
