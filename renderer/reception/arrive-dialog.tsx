import { Paragraph, Textfield } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaffPage } from '../components/staff/staff-frame.tsx';
import type { Board } from '../../shared/api/staff.ts';
import type { ExpectedRow } from './doing.ts';
import { FormDialog } from '../components/staff/form-dialog.tsx';
import { isPrivateHome } from './parts.tsx';

interface Props {
  readonly page: StaffPage;
  readonly board: Board;
  readonly row: ExpectedRow;
  readonly close: () => void;
}

/** Checks in somebody who is expected but has no code or cannot use the kiosk; staff have asked the questions themselves. */
export function ArriveDialog({ page, board, row, close }: Props) {
  const { t } = useTranslation('staff');
  const [attempt] = useState(() => crypto.randomUUID());
  const [people, setPeople] = useState(String(row.partySize));
  const partySize = Number(people);
  return (
    <FormDialog
      heading={`${t('board.arrive')}: ${row.visitorName}`}
      submit={t('board.arrive')}
      check={() =>
        Number.isInteger(partySize) && partySize >= 1 && partySize <= 10 ? null : t('arrive.badParty')
      }
      send={async () =>
        page.heard(
          await page.client.checkIn({ kind: 'booking', attempt, bookingId: row.bookingId, partySize }),
        )
      }
      close={close}
    >
      <Paragraph>{isPrivateHome(board, row.ward) ? t('arrive.askHome') : t('arrive.ask')}</Paragraph>
      {row.contactLimited && <Paragraph>{t('codeResult.limited')}</Paragraph>}
      <Textfield
        label={t('arrive.party')}
        type="number"
        min={1}
        max={10}
        value={people}
        onChange={(event) => setPeople(event.target.value)}
      />
    </FormDialog>
  );
}
