import { Alert, Button, Paragraph } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Board, DayPack } from '../../shared/api/staff.ts';
import { addDays, dayIn } from '../../shared/domain/time.ts';
import { Choice } from '../components/staff/choice.tsx';
import { useSay } from '../components/staff/language.ts';
import { Paper } from '../components/staff/paper.tsx';
import { useProblem } from '../components/staff/problem.ts';
import type { StaffPage } from '../components/staff/staff-frame.tsx';
import { dayOf } from '../components/staff/times.ts';
import { DayPackPaper } from './day-pack-paper.tsx';

interface Props {
  readonly page: StaffPage;
  readonly board: Board;
  readonly back: () => void;
}

const ROWS = ['10', '20', '40', '60'] as const;

/** Paper for a day on which the kiosk may not answer (T8). It is made by the press of a button: each is written down with its rows. */
export function DayPackView({ page, board, back }: Props) {
  const { t } = useTranslation('staff');
  const { language } = useSay();
  const wordsOf = useProblem();
  const today = dayIn(board.zone, Date.parse(board.now));
  const [day, setDay] = useState(today);
  const [rows, setRows] = useState<(typeof ROWS)[number]>('20');
  const [pack, setPack] = useState<DayPack | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const make = async () => {
    setBusy(true);
    const reply = page.heard(await page.client.dayPack(day, Number(rows)));
    setBusy(false);
    if (reply.ok) setPack(reply.value);
    setProblem(reply.ok ? null : wordsOf(reply.error));
  };

  return (
    <Paper
      heading={t('dayPack.heading')}
      back={back}
      tools={
        pack === null && (
          <>
            <Choice
              label={t('dayPack.day')}
              value={day}
              options={[today, addDays(today, 1)].map((one) => ({
                value: one,
                text: dayOf(one, language, 'long'),
              }))}
              onChange={setDay}
            />
            <Choice
              label={t('dayPack.rows')}
              value={rows}
              options={ROWS.map((value) => ({ value, text: value }))}
              onChange={setRows}
            />
            <Button disabled={busy} onClick={() => void make()}>
              {t('dayPack.make')}
            </Button>
          </>
        )
      }
      notice={
        <>
          {pack === null && <Paragraph>{t('dayPack.help')}</Paragraph>}
          {problem !== null && <Alert data-color="danger">{problem}</Alert>}
        </>
      }
    >
      {pack === null ? null : <DayPackPaper board={board} pack={pack} />}
    </Paper>
  );
}
