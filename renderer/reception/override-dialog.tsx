import { Tag, Textfield } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Board, VisitRow } from '../../shared/api/staff.ts';
import { OVERRIDE_REASONS } from '../../shared/domain/events.ts';
import type { Outcome } from '../../shared/domain/outcome.ts';
import type { StaffPage } from '../components/staff/staff-frame.tsx';
import { Choice } from '../components/staff/choice.tsx';
import { FormDialog } from '../components/staff/form-dialog.tsx';
import { choicesFor, reasonMayWait } from './parts.tsx';
import { useSeen } from './use-seen.ts';

interface Props {
  readonly page: StaffPage;
  readonly board: Board;
  readonly visit: VisitRow;
  readonly suggestion: Outcome;
  readonly close: () => void;
  /** Whoever is told no by staff, too, is owed a reason by a person (F1): that comes next. */
  readonly postponed: (visit: VisitRow) => void;
}

/** Staff decide otherwise than the rules: what, why from a list, and why in words (F2, S2:181-197). */
export function OverrideDialog({ page, board, visit, suggestion, close, postponed }: Props) {
  const { t } = useTranslation('staff');
  const choices = choicesFor(board, visit);
  const [to, setTo] = useState<Outcome>(
    choices.includes(suggestion) ? suggestion : (choices[0] ?? suggestion),
  );
  const [reason, setReason] = useState<(typeof OVERRIDE_REASONS)[number] | null>(null);
  const [text, setText] = useState('');
  const seen = useSeen(visit);
  return (
    <FormDialog
      heading={`${t('override.heading')}: ${visit.visitorName ?? visit.receipt}`}
      submit={t('override.submit')}
      check={() => {
        if (reason === null) return `${t('override.reason')}: ${t('common.required')}`;
        if (text.trim().length < 3 && !reasonMayWait(to))
          return `${t('override.text')}: ${t('common.required')}`;
        if (!seen.changedSince) return null;
        seen.see();
        return t('visit.conflict');
      }}
      send={async () =>
        page.heard(
          await page.client.override(visit.visitId, {
            revision: seen.revision,
            to,
            // Checked before sending: nobody's reason is guessed.
            reason: reason ?? 'other',
            reasonText: text.trim(),
          }),
        )
      }
      done={(decided) => {
        if (decided.state === 'closed' && decided.outcome === 'postpone') postponed(decided);
        else close();
      }}
      close={close}
    >
      <div className="staff-actions">
        <Tag>{t(`state.${visit.state}`)}</Tag>
        <Tag>{t(`outcome.${visit.outcome}`)}</Tag>
        {visit.overridden && <Tag data-color="warning">{t('visit.overridden')}</Tag>}
      </div>
      <Choice
        label={t('override.to')}
        value={to}
        options={choices.map((value) => ({ value, text: t(`outcome.${value}`) }))}
        onChange={setTo}
      />
      <Choice
        label={t('override.reason')}
        value={reason}
        options={OVERRIDE_REASONS.map((value) => ({ value, text: t(`overrideReason.${value}`) }))}
        onChange={setReason}
      />
      <Textfield
        multiline
        rows={3}
        label={t('override.text')}
        description={
          reasonMayWait(to) ? `${t('override.textHelp')} ${t('override.textLater')}` : t('override.textHelp')
        }
        maxLength={500}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
        }}
      />
    </FormDialog>
  );
}
