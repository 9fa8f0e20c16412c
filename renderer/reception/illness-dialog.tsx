import { Alert, Button, Dialog, Heading, Paragraph, Textfield } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Board } from '../../shared/api/staff.ts';
import { spokenCode, tidySpokenCode } from '../../shared/domain/ids.ts';
import { dayIn } from '../../shared/domain/time.ts';
import { FormDialog } from '../components/staff/form-dialog.tsx';
import type { StaffPage } from '../components/staff/staff-frame.tsx';

interface Props {
  readonly page: StaffPage;
  readonly board: Board;
  readonly close: () => void;
}

/** Somebody rings and has fallen ill after a visit (T2, S0:489-490): the code is enough. Whom they met is the lead's to see. */
export function IllnessDialog({ page, board, close }: Props) {
  const { t } = useTranslation('staff');
  const [receipt, setReceipt] = useState('');
  const [symptomsFrom, setSymptomsFrom] = useState('');
  const [done, setDone] = useState(false);
  const code = spokenCode.safeParse(tidySpokenCode(receipt));
  if (done)
    return (
      <Dialog open onClose={close} closeButton={t('common.close')} className="staff-dialog">
        <Heading level={2} data-size="sm">
          {t('tracing.illness')}
        </Heading>
        <Alert data-color="success">{t('tracing.illnessDone')}</Alert>
        <div className="staff-actions">
          <Button onClick={close}>{t('common.close')}</Button>
        </div>
      </Dialog>
    );
  return (
    <FormDialog
      heading={t('tracing.illness')}
      submit={t('tracing.illnessSend')}
      close={close}
      check={() => {
        if (!code.success) return t('tracing.badReceipt');
        return symptomsFrom === '' ? `${t('tracing.symptomsDay')}: ${t('common.required')}` : null;
      }}
      send={async () =>
        page.heard(await page.client.reportIllness({ receipt: code.data ?? '', symptomsFrom }))
      }
      done={() => setDone(true)}
    >
      <Paragraph>{t('tracing.illnessHelp')}</Paragraph>
      <Textfield
        label={t('tracing.receipt')}
        autoCapitalize="characters"
        autoComplete="off"
        spellCheck={false}
        value={receipt}
        onChange={(event) => setReceipt(event.target.value)}
      />
      <Textfield
        label={t('tracing.symptomsDay')}
        type="date"
        max={dayIn(board.zone, Date.parse(board.now))}
        value={symptomsFrom}
        onChange={(event) => setSymptomsFrom(event.target.value)}
      />
    </FormDialog>
  );
}
