import { Tag } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Board, VisitRow } from '../../shared/api/staff.ts';
import { OVERRIDE_REASONS } from '../../shared/domain/events.ts';
import type { Outcome } from '../../shared/domain/outcome.ts';
import type { StaffPage } from '../components/staff/staff-frame.tsx';
import { Choice } from '../components/staff/choice.tsx';
import { choicesFor, reasonMayWait } from './parts.tsx';
import { ReasonDialog } from './reason-dialog.tsx';

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
  const mayWait = reasonMayWait(to);
  return (
    <ReasonDialog
      page={page}
      visit={visit}
      heading={`${t('override.heading')}: ${visit.visitorName ?? visit.receipt}`}
      submit={t('override.submit')}
      reason={{
        label: t('override.reason'),
        options: OVERRIDE_REASONS.map((value) => ({ value, text: t(`overrideReason.${value}`) })),
      }}
      words={{
        label: t('override.text'),
        help: mayWait ? `${t('override.textHelp')} ${t('override.textLater')}` : t('override.textHelp'),
        rows: 3,
        needed: !mayWait,
      }}
      send={(why) => page.client.override(visit.visitId, { to, ...why })}
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
    </ReasonDialog>
  );
}
