import { Alert, Button, Details, Paragraph, Table } from '@digdir/designsystemet-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HeadList, VerifyAnswer } from '../../../shared/api/overview.ts';
import type { Reply } from '../../components/staff/client.ts';
import { Part } from '../../components/staff/part.tsx';
import { useProblem } from '../../components/staff/problem.ts';
import { LostContact, type StaffPage } from '../../components/staff/staff-frame.tsx';
import { StaffTable } from '../../components/staff/staff-table.tsx';
import { momentOf, numberOf } from '../../components/staff/times.ts';
import { useWhenShown } from '../use-when-shown.ts';

const COLOUR = { 0: 'success', 1: 'danger', 2: 'warning' } as const;
const SAID = { 0: 'holds', 1: 'broken', 2: 'unread' } as const;

/** Whether the protocol holds, and what has been signed of it. */
export function Heads({ page, isShown }: { readonly page: StaffPage; readonly isShown: boolean }) {
  const { t, i18n } = useTranslation('staff');
  const { client, heard, zone } = page;
  const problem = useProblem();
  const [list, setList] = useState<HeadList | null>(null);
  const [lost, setLost] = useState(false);
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<Reply<VerifyAnswer> | null>(null);

  const ask = useCallback(() => {
    void client.heads().then((reply) => {
      const now = heard(reply);
      setLost(!now.ok);
      if (now.ok) setList(now.value);
    });
  }, [client, heard]);
  useWhenShown(isShown, ask);

  const verify = async () => {
    setBusy(true);
    setResult(null);
    const reply = heard(await client.verify());
    setBusy(false);
    setResult(reply);
  };

  return (
    <>
      <Part id="verify" heading={t('overview.verify')}>
        <Paragraph>{t('overview.verifyHelp')}</Paragraph>
        <div aria-live="polite">
          {busy && <Paragraph>{t('overview.verifying')}</Paragraph>}
          {result?.ok === true && (
            <Alert data-color={COLOUR[result.value.status]}>
              <Paragraph>{t(`overview.${SAID[result.value.status]}`)}</Paragraph>
              <Paragraph>
                {t('overview.verifiedAt', { when: momentOf(result.value.at, i18n.language, zone) })}
              </Paragraph>
            </Alert>
          )}
          {/* The verifier's own words, the same that an administrator gets from the command line. */}
          {result?.ok === true && (
            <Details>
              <Details.Summary>{t('overview.verifyLine')}</Details.Summary>
              <Details.Content>
                <Paragraph lang="en" className="staff-exported">
                  {result.value.line}
                </Paragraph>
              </Details.Content>
            </Details>
          )}
          {result?.ok === false && <Alert data-color="danger">{problem(result.error)}</Alert>}
        </div>
        <div className="staff-actions">
          <Button disabled={busy} onClick={() => void verify()}>
            {t('overview.verifyNow')}
          </Button>
        </div>
      </Part>
      <Part id="heads" heading={t('overview.heads')}>
        <Paragraph>{t('overview.headsHelp')}</Paragraph>
        <LostContact lost={lost} />
        {list?.total === 0 && <Paragraph>{t('overview.noHeads')}</Paragraph>}
        {list !== null && list.total > 0 && (
          <StaffTable
            columns={[t('overview.signed'), t('overview.length'), t('overview.hash')]}
            aria-labelledby="heads"
          >
            {list.heads.map(({ length, at, hash }) => (
              <Table.Row key={length}>
                <Table.Cell>{momentOf(at, i18n.language, zone)}</Table.Cell>
                <Table.Cell>{numberOf(length, i18n.language)}</Table.Cell>
                <Table.Cell>
                  <code className="staff-exported">{hash}</code>
                </Table.Cell>
              </Table.Row>
            ))}
          </StaffTable>
        )}
      </Part>
    </>
  );
}
