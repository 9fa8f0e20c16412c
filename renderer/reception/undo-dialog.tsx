import { Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { Undoable, VisitRow } from '../../shared/api/staff.ts';
import { CORRECTION_REASONS } from '../../shared/domain/events.ts';
import type { StaffPage } from '../components/staff/staff-frame.tsx';
import { ReasonDialog } from './reason-dialog.tsx';

interface Props {
  readonly page: StaffPage;
  readonly visit: VisitRow;
  readonly what: Undoable;
  readonly close: () => void;
}

/** What is taken back, in one word: a leaving, a wait that was ended, or the visit itself. */
export const kindOf = (what: Undoable): 'leaving' | 'withdrawal' | 'opening' => {
  if (what === 'visit.checked-out') return 'leaving';
  return what === 'visit.withdrawn' ? 'withdrawal' : 'opening';
};

/** Takes back what happened last with a visit. Says first what will then be so: nothing is deleted, both stand in the protocol. */
export function UndoDialog({ page, visit, what, close }: Props) {
  const { t } = useTranslation('staff');
  const kind = kindOf(what);
  const name = visit.visitorName ?? visit.receipt;
  return (
    <ReasonDialog
      page={page}
      visit={visit}
      heading={t(`undo.${kind}`)}
      submit={t('undo.submit')}
      reason={{
        label: t('undo.reason'),
        options: CORRECTION_REASONS.map((value) => ({ value, text: t(`correctionReason.${value}`) })),
      }}
      words={{ label: t('undo.text'), needed: false }}
      send={(why) => page.client.undo(visit.visitId, why)}
      close={close}
    >
      <Paragraph>{t(`undo.${kind}Then`, { name })}</Paragraph>
      <Paragraph>{t('undo.kept')}</Paragraph>
    </ReasonDialog>
  );
}
