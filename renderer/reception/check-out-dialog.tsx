import { Paragraph, Radio, Textfield } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Board, VisitRow } from '../../shared/api/staff.ts';
import type { StaffPage } from '../components/staff/staff-frame.tsx';
import { atClock } from '../components/staff/times.ts';
import { FormDialog } from '../components/staff/form-dialog.tsx';

interface Props {
  readonly page: StaffPage;
  readonly board: Board;
  readonly visit: VisitRow;
  readonly close: () => void;
}

/** Closes a visit for somebody who forgot to sign out, has no code, or waited and went again. */
export function CheckOutDialog({ page, board, visit, close }: Props) {
  const { t } = useTranslation('staff');
  const waited = visit.state === 'waiting';
  const [earlier, setEarlier] = useState(false);
  const [time, setTime] = useState('');
  const leftAt = earlier ? atClock(time, board.now, board.zone) : null;
  return (
    <FormDialog
      heading={`${waited ? t('board.wentAgain') : t('leave.heading')}: ${visit.visitorName ?? visit.receipt}`}
      submit={waited ? t('board.wentAgain') : t('leave.submit')}
      check={() => (earlier && leftAt === null ? t('common.badTime') : null)}
      send={async () => page.heard(await page.client.checkOut(visit.visitId, leftAt))}
      close={close}
    >
      {waited ? (
        <Paragraph>{t('leave.waited')}</Paragraph>
      ) : (
        <>
          <Radio name="when" label={t('leave.now')} checked={!earlier} onChange={() => setEarlier(false)} />
          <Radio name="when" label={t('leave.earlier')} checked={earlier} onChange={() => setEarlier(true)} />
        </>
      )}
      {earlier && (
        <Textfield
          label={t('leave.at')}
          inputMode="numeric"
          placeholder={t('common.timeShape')}
          value={time}
          onChange={(event) => setTime(event.target.value)}
        />
      )}
    </FormDialog>
  );
}
