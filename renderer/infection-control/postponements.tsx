import { Button, Paragraph, Textfield } from '@digdir/designsystemet-react';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExportAnswer } from '../../shared/api/staff.ts';
import type { Reply } from '../components/staff/client.ts';
import type { StaffPage } from '../components/staff/staff-frame.tsx';
import { Exported } from './exported.tsx';

/** The register of postponements as a file (D7, S4:114-120). */
export function Postponements({ page }: { readonly page: StaffPage }) {
  const { t } = useTranslation('staff');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<Reply<ExportAnswer> | null>(null);

  const make = async (event: SyntheticEvent) => {
    event.preventDefault();
    setBusy(true);
    const reply = page.heard(await page.client.postponements(from, to));
    setBusy(false);
    setResult(reply);
  };

  return (
    <>
      <Paragraph>{t('postponements.help')}</Paragraph>
      <Exported result={result} written={(file) => t('postponements.written', { file })} />
      <form className="staff-tools" onSubmit={(event) => void make(event)}>
        <Textfield
          label={t('postponements.from')}
          type="date"
          value={from}
          onChange={(event) => setFrom(event.target.value)}
        />
        <Textfield
          label={t('postponements.to')}
          type="date"
          value={to}
          onChange={(event) => setTo(event.target.value)}
        />
        <Button type="submit" variant="secondary" disabled={busy || from === '' || to === '' || to < from}>
          {t('postponements.submit')}
        </Button>
      </form>
    </>
  );
}
