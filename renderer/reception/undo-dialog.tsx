import { Paragraph, Textfield } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Undoable, VisitRow } from '../../shared/api/staff.ts';
import { CORRECTION_REASONS } from '../../shared/domain/events.ts';
import { Choice } from '../components/staff/choice.tsx';
import { FormDialog } from '../components/staff/form-dialog.tsx';
import type { StaffPage } from '../components/staff/staff-frame.tsx';
import { useSeen } from './use-seen.ts';

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
  const seen = useSeen(visit);
  const [reason, setReason] = useState<(typeof CORRECTION_REASONS)[number] | null>(null);
  const [text, setText] = useState('');
  const kind = kindOf(what);
  const name = visit.visitorName ?? visit.receipt;
  return (
    <FormDialog
      heading={t(`undo.${kind}`)}
      submit={t('undo.submit')}
      check={() => {
        if (reason === null) return `${t('undo.reason')}: ${t('common.required')}`;
        if (!seen.changedSince) return null;
        seen.see();
        return t('visit.conflict');
      }}
      send={async () =>
        page.heard(
          await page.client.undo(visit.visitId, {
            revision: seen.revision,
            reason: reason ?? 'other',
            reasonText: text.trim(),
          }),
        )
      }
      close={close}
    >
      <Paragraph>{t(`undo.${kind}Then`, { name })}</Paragraph>
      <Paragraph>{t('undo.kept')}</Paragraph>
      <Choice
        label={t('undo.reason')}
        value={reason}
        options={CORRECTION_REASONS.map((value) => ({ value, text: t(`correctionReason.${value}`) }))}
        onChange={setReason}
      />
      <Textfield
        multiline
        rows={2}
        label={t('undo.text')}
        maxLength={500}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </FormDialog>
  );
}
