import { Paragraph, Textfield } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VisitRow } from '../../shared/api/staff.ts';
import { FormDialog } from '../components/staff/form-dialog.tsx';
import type { StaffPage } from '../components/staff/staff-frame.tsx';

interface Props {
  readonly page: StaffPage;
  readonly visit: VisitRow;
  readonly close: () => void;
}

/** The written reason of a decision that came first (F2, S2:181-197). */
export function OwedDialog({ page, visit, close }: Props) {
  const { t } = useTranslation('staff');
  const [text, setText] = useState('');
  return (
    <FormDialog
      heading={t('owed.heading')}
      submit={t('owed.submit')}
      check={() => (text.trim().length < 3 ? `${t('owed.text')}: ${t('common.required')}` : null)}
      send={async () => page.heard(await page.client.writeReason(visit.visitId, text.trim()))}
      close={close}
    >
      <Paragraph>{t('owed.intro', { name: visit.visitorName ?? visit.receipt })}</Paragraph>
      <Textfield
        multiline
        rows={3}
        label={t('owed.text')}
        maxLength={500}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </FormDialog>
  );
}
