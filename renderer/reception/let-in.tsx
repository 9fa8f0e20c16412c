import { Alert, Button, Paragraph } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VisitRow } from '../../shared/api/staff.ts';
import { useProblem } from '../components/staff/problem.ts';
import type { Doing } from './doing.ts';

interface Props {
  readonly visit: VisitRow;
  readonly doing: Doing;
  /** In a private home nobody owes a reason for letting somebody in (P8). */
  readonly owesReason: boolean;
}

/** Two touches let somebody in now; the written reason comes afterwards (F2, S2:181-197). */
export function LetIn({ visit, doing, owesReason }: Props) {
  const { t } = useTranslation('staff');
  const wordsOf = useProblem();
  /** The visit as it was when the first touch asked about it. */
  const [asked, setAsked] = useState<VisitRow | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const name = visit.visitorName ?? visit.receipt;
  const letIn = async (wanted: VisitRow) => {
    setBusy(true);
    const reply = await doing.letIn(wanted);
    setBusy(false);
    setAsked(null);
    setProblem(reply.ok ? null : wordsOf(reply.error));
  };

  return (
    <>
      {asked === null ? (
        <Button onClick={() => setAsked(visit)}>{t('board.letInNow')}</Button>
      ) : (
        <div className="staff-ask" role="group" aria-labelledby={`ask-${visit.visitId}`}>
          <Paragraph id={`ask-${visit.visitId}`}>
            {owesReason ? t('board.letInAsk', { name }) : t('board.letInAskHome', { name })}
          </Paragraph>
          <div className="staff-actions">
            <Button autoFocus disabled={busy} onClick={() => void letIn(asked)}>
              {t('board.letInYes')}
            </Button>
            <Button variant="secondary" onClick={() => setAsked(null)}>
              {t('common.cancel')}
            </Button>
          </div>
        </div>
      )}
      <div aria-live="assertive" className="staff-whole-row">
        {problem !== null && <Alert data-color="danger">{problem}</Alert>}
      </div>
    </>
  );
}
