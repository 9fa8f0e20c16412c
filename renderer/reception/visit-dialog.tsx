import { Button, Dialog, Heading, Tag } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { Board, VisitRow } from '../../shared/api/staff.ts';
import { clockOf } from '../components/staff/times.ts';
import { placeName, Reasons } from './parts.tsx';

interface Props {
  readonly board: Board;
  readonly visit: VisitRow;
  readonly close: () => void;
  readonly override: () => void;
  readonly correct: () => void;
}

/** All that reception may see of one visit, and the ways to change it. */
export function VisitDialog({ board, visit, close, override, correct }: Props) {
  const { t } = useTranslation('staff');
  const end = (value: VisitRow['arrived']) =>
    value === null ? '–' : `${clockOf(value.at, board.zone)} (${t(`evidence.${value.evidence}`)})`;
  const facts: readonly (readonly [string, string])[] = [
    [t('board.resident'), visit.residentName ?? t('common.erased')],
    [t('board.place'), placeName(board, visit.place)],
    [t('board.class'), t(`class.${visit.permitClass}`)],
    [t('visit.companions'), visit.companions.length === 0 ? t('visit.none') : visit.companions.join(', ')],
    [t('visit.phone'), visit.phone ?? t('visit.none')],
    [t('board.arrived'), end(visit.arrived)],
    [t('board.left'), end(visit.left)],
    [t('visit.receipt'), visit.receipt],
  ];
  return (
    <Dialog open onClose={close} closeButton={t('common.close')} className="staff-dialog">
      <Heading level={2} data-size="sm">
        {visit.visitorName ?? t('common.erased')}
      </Heading>
      <div className="staff-actions">
        <Tag>{t(`state.${visit.state}`)}</Tag>
        <Tag>{t(`outcome.${visit.outcome}`)}</Tag>
        {visit.overridden && <Tag data-color="warning">{t('visit.overridden')}</Tag>}
      </div>
      <dl className="staff-facts">
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {visit.rules.length > 0 && (
        <>
          <Heading level={3} data-size="xs">
            {t('visit.why')}
          </Heading>
          <Reasons visit={visit} />
        </>
      )}
      <div className="staff-actions">
        {(visit.state === 'waiting' || visit.state === 'closed') && (
          <Button onClick={override}>{t('visit.override')}</Button>
        )}
        <Button variant="secondary" onClick={correct}>
          {t('visit.correct')}
        </Button>
      </div>
    </Dialog>
  );
}
