import { Button, Paragraph, Table, Textfield } from '@digdir/designsystemet-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { dayList, ExportAnswer } from '../../shared/api/staff.ts';
import type { Reply } from '../components/staff/client.ts';
import { LostContact, type StaffPage } from '../components/staff/staff-frame.tsx';
import { dayOf } from '../components/staff/times.ts';
import { Exported } from './exported.tsx';

/** One file a day of the visit protocol (T4, S3:217-221). */
export function DailyLogs({ page }: { readonly page: StaffPage }) {
  const { t, i18n } = useTranslation('staff');
  const [days, setDays] = useState<z.infer<typeof dayList> | null>(null);
  const [lost, setLost] = useState(false);
  const [other, setOther] = useState('');
  const [result, setResult] = useState<Reply<ExportAnswer> | null>(null);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    void page.client.days().then((reply) => {
      const heard = page.heard(reply);
      setLost(!heard.ok);
      if (heard.ok) setDays(heard.value);
    });
  }, [page, result]);

  const make = async (day: string) => {
    setBusy(true);
    const reply = page.heard(await page.client.dailyLog(day));
    setBusy(false);
    setResult(reply);
  };

  return (
    <>
      <Paragraph>{t('infectionControl.daysHelp')}</Paragraph>
      <LostContact lost={lost} />
      <Exported result={result} written={(file) => t('infectionControl.exported', { file })} />
      {days?.length === 0 && <Paragraph>{t('infectionControl.noDays')}</Paragraph>}
      {days !== null && days.length > 0 && (
        <Table zebra>
          <Table.Head>
            <Table.Row>
              <Table.HeaderCell>{t('infectionControl.day')}</Table.HeaderCell>
              <Table.HeaderCell>{t('infectionControl.visits')}</Table.HeaderCell>
              <Table.HeaderCell>{t('board.action')}</Table.HeaderCell>
            </Table.Row>
          </Table.Head>
          <Table.Body>
            {days.map(({ day, visits }) => (
              <Table.Row key={day}>
                <Table.Cell>{dayOf(day, i18n.language)}</Table.Cell>
                <Table.Cell>{visits}</Table.Cell>
                <Table.Cell>
                  <Button
                    disabled={busy}
                    aria-label={t('infectionControl.exportDay', { day: dayOf(day, i18n.language) })}
                    onClick={() => void make(day)}
                  >
                    {t('infectionControl.export')}
                  </Button>
                </Table.Cell>
              </Table.Row>
            ))}
          </Table.Body>
        </Table>
      )}
      <form
        className="staff-tools"
        onSubmit={(event) => {
          event.preventDefault();
          if (other !== '') void make(other);
        }}
      >
        <Textfield
          label={t('infectionControl.otherDay')}
          type="date"
          value={other}
          onChange={(event) => setOther(event.target.value)}
        />
        <Button type="submit" variant="secondary" disabled={busy || other === ''}>
          {t('infectionControl.export')}
        </Button>
      </form>
    </>
  );
}
