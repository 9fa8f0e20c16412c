import { Paragraph, Textfield } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Board } from '../../shared/api/staff.ts';
import { Choice } from '../components/staff/choice.tsx';
import { FormDialog } from '../components/staff/form-dialog.tsx';
import type { StaffPage } from '../components/staff/staff-frame.tsx';

interface Props {
  readonly page: StaffPage;
  readonly board: Board;
  readonly close: () => void;
}

/** A resident without a code goes out; nobody can be stopped (P9, S0:604-640). */
export function OutingDialog({ page, board, close }: Props) {
  const { t } = useTranslation('staff');
  const [attempt] = useState(() => crypto.randomUUID());
  const [name, setName] = useState('');
  const [ward, setWard] = useState<string | null>(
    board.wards.length === 1 ? (board.wards[0]?.id ?? null) : null,
  );
  return (
    <FormDialog
      heading={t('outing.goesOut')}
      submit={t('outing.submit')}
      check={() => {
        if (name.trim() === '') return `${t('outing.name')}: ${t('common.required')}`;
        return ward === null ? `${t('outing.ward')}: ${t('common.required')}` : null;
      }}
      send={async () => page.heard(await page.client.goOut(attempt, name.trim(), ward ?? ''))}
      close={close}
    >
      <Paragraph>{t('outing.intro')}</Paragraph>
      <Textfield label={t('outing.name')} value={name} onChange={(event) => setName(event.target.value)} />
      <Choice
        label={t('outing.ward')}
        value={ward}
        options={board.wards.map((one) => ({ value: one.id, text: one.name }))}
        onChange={setWard}
      />
    </FormDialog>
  );
}
