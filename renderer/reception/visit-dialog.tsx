import { Button, Dialog, Heading, Tag } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Board, VisitRow } from '../../shared/api/staff.ts';
import { Facts } from '../components/staff/facts.tsx';
import { choicesFor, isCertain, Party, Residents, usePlaceName, useWhen } from './parts.tsx';
import { Escort } from './escort.tsx';
import { kindOf } from './undo-dialog.tsx';
import { WhatToDo, Why } from './why.tsx';

interface Props {
  readonly board: Board;
  readonly visit: VisitRow;
  readonly close: () => void;
  readonly override: () => void;
  readonly correct: () => void;
  readonly undo: () => void;
  readonly giveReason: () => void;
  readonly writeReason: () => void;
  readonly slip: () => void;
}

/** All that reception may see of one visit, and the ways to change it. */
export function VisitDialog({ board, visit, close, ...go }: Props) {
  const { t } = useTranslation('staff');
  const placeName = usePlaceName(board);
  const clock = useWhen(board);
  const end = (value: VisitRow['arrived']) => {
    if (value === null) return '–';
    const when = isCertain(value)
      ? clock(value.at)
      : t('visit.between', { from: clock(value.earliest), to: clock(value.latest) });
    return `${when} (${t(`evidence.${value.evidence}`)})`;
  };
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('board.resident'), <Residents key="resident" board={board} visit={visit} />],
    [t('board.place'), placeName(visit.place)],
    [t('board.class'), t(`class.${visit.permitClass}`)],
    [t('visit.people'), <Party key="people" size={visit.partySize} childCount={visit.children} />],
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
        <Tag>{visit.undone ? t('visit.undone') : t(`state.${visit.state}`)}</Tag>
        <Tag>{t(`outcome.${visit.outcome}`)}</Tag>
        {visit.overridden && <Tag data-color="warning">{t('visit.overridden')}</Tag>}
        {visit.reasonOwed && <Tag data-color="warning">{t('visit.reasonOwed')}</Tag>}
        {visit.reasonGiven !== null && (
          <Tag data-color={visit.reasonGiven ? 'success' : 'warning'}>
            {visit.reasonGiven ? t('visit.reasonGiven') : t('visit.reasonNotGiven')}
          </Tag>
        )}
      </div>
      {visit.escort !== null && <Escort escort={visit.escort} />}
      <Facts facts={facts} />
      <WhatToDo visit={visit} />
      <Why visit={visit} />
      <div className="staff-actions">
        {visit.reasonOwed && <Button onClick={go.writeReason}>{t('owed.heading')}</Button>}
        {visit.reasonGiven !== null && (
          <>
            <Button onClick={go.giveReason}>{t('given.open')}</Button>
            <Button variant="secondary" onClick={go.slip}>
              {t('visit.slip')}
            </Button>
          </>
        )}
        {(visit.state === 'waiting' || visit.state === 'closed') &&
          !visit.undone &&
          choicesFor(board, visit).length > 0 && (
            <Button variant="secondary" onClick={go.override}>
              {t('visit.override')}
            </Button>
          )}
        {!visit.undone && (
          <Button variant="secondary" onClick={go.correct}>
            {t('visit.correct')}
          </Button>
        )}
        {visit.undoable !== null && (
          <Button variant="secondary" onClick={go.undo}>
            {t(`undo.${kindOf(visit.undoable)}`)}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
