import { Alert } from '@digdir/designsystemet-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Board, Evacuation } from '../../shared/api/staff.ts';
import { Paper } from '../components/staff/paper.tsx';
import type { StaffPage } from '../components/staff/staff-frame.tsx';
import { EvacuationPaper } from './evacuation-paper.tsx';
import { fromBoard } from './evacuation.ts';

interface Props {
  readonly page: StaffPage;
  readonly board: Board;
  readonly back: () => void;
}

/** Who is in the house and which residents are out, as of the press of the button. */
export function EvacuationView({ page, board, back }: Props) {
  const { t } = useTranslation('staff');
  // Shown at once; what the kiosk answers comes in its place.
  const [list, setList] = useState<Evacuation>(() => fromBoard(board));
  const [lost, setLost] = useState(false);

  useEffect(() => {
    void page.client.evacuation().then((reply) => {
      const heard = page.heard(reply);
      setLost(!heard.ok);
      if (heard.ok) setList(heard.value);
    });
  }, [page]);

  return (
    <Paper
      heading={t('evacuation.heading')}
      back={back}
      notice={
        <>
          {lost && <Alert data-color="warning">{t('evacuation.fromScreen')}</Alert>}
          {list.fromMemory && <Alert data-color="warning">{t('evacuation.fromMemory')}</Alert>}
        </>
      }
    >
      <EvacuationPaper board={board} list={list} />
    </Paper>
  );
}
