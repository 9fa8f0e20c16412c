import { Button, Paragraph, Table, Tag } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { Board, VisitRow } from '../../shared/api/staff.ts';
import { Part } from '../components/staff/part.tsx';
import { StaffTable } from '../components/staff/staff-table.tsx';
import type { Doing, ExpectedRow } from './doing.ts';
import { Credentials } from './credentials.tsx';
import { isCertain, Party, Residents, useHours, usePlaceName, useWhen } from './parts.tsx';

interface Props {
  readonly board: Board;
  readonly doing: Doing;
}

export function ExpectedTable({ board, rows, doing }: Props & { readonly rows: readonly ExpectedRow[] }) {
  const { t } = useTranslation('staff');
  const hours = useHours(board.zone);
  const placeName = usePlaceName(board);
  return (
    <StaffTable
      aria-label={t('board.expected')}
      columns={[
        t('board.when'),
        t('board.visitor'),
        t('board.resident'),
        t('board.place'),
        t('board.class'),
        t('board.action'),
      ]}
    >
      {rows.map((row) => (
        <Table.Row key={row.bookingId}>
          <Table.Cell>{hours(row)}</Table.Cell>
          <Table.Cell>
            <strong>{row.visitorName}</strong>
            <br />
            {row.companions.length > 0 ? row.companions.join(', ') : <Party size={row.partySize} />}
          </Table.Cell>
          <Table.Cell>
            <Residents board={board} visit={row} />
          </Table.Cell>
          <Table.Cell>{placeName(row.place)}</Table.Cell>
          <Table.Cell>
            {t(`class.${row.permitClass}`)}
            <br />
            <small>{t('board.approver', { name: row.approver })}</small>
            {row.permitClass === 'vigil' && <small className="staff-line">{t('board.inAndOut')}</small>}
            {row.credentials !== null && <Credentials credentials={row.credentials} />}
            {row.contactLimited && (
              <>
                <br />
                <Tag data-color="danger">{t('board.contactLimited')}</Tag>
              </>
            )}
          </Table.Cell>
          <Table.Cell>
            <Button
              variant="secondary"
              aria-label={`${t('board.arrive')}: ${row.visitorName}`}
              onClick={() => doing.checkIn(row)}
            >
              {t('board.arrive')}
            </Button>
          </Table.Cell>
        </Table.Row>
      ))}
    </StaffTable>
  );
}

/** One end of a presence, and how it is known where nobody scanned or saw it: it is never shown as if somebody had. */
function End({ end, board }: { readonly end: NonNullable<VisitRow['left']>; readonly board: Board }) {
  const { t } = useTranslation('staff');
  const when = useWhen(board);
  return (
    <>
      {isCertain(end) ? when(end.at) : `${when(end.earliest)}–${when(end.latest)}`}
      {end.evidence !== 'scanned' && end.evidence !== 'seen-by-staff' && (
        <small className="staff-line">{t(`evidence.${end.evidence}`)}</small>
      )}
    </>
  );
}

export function VisitTable({
  board,
  rows,
  doing,
  label,
}: Props & { readonly rows: readonly VisitRow[]; readonly label: string }) {
  const { t } = useTranslation('staff');
  const placeName = usePlaceName(board);
  const when = useWhen(board);
  const ended = rows.some((visit) => visit.state !== 'inside');
  return (
    <StaffTable
      aria-label={label}
      columns={[
        t('board.arrived'),
        ...(ended ? [t('board.left')] : []),
        t('board.visitor'),
        t('board.resident'),
        t('board.place'),
        t('board.action'),
      ]}
    >
      {rows.map((visit) => (
        <Table.Row key={visit.visitId}>
          <Table.Cell>
            {visit.arrived === null ? when(visit.attemptedAt) : <End end={visit.arrived} board={board} />}
          </Table.Cell>
          {ended && (
            <Table.Cell>
              {visit.left !== null && <End end={visit.left} board={board} />}
              {visit.left === null && (visit.undone ? t('visit.undone') : t(`state.${visit.state}`))}
            </Table.Cell>
          )}
          <Table.Cell>
            <strong>{visit.visitorName ?? t('common.erased')}</strong>
            <br />
            <Party size={visit.partySize} childCount={visit.children} />
            {visit.permitClass === 'vigil' && <small className="staff-line">{t('board.inAndOut')}</small>}
            {visit.reasonGiven === false && (
              <Tag className="staff-line" data-color="warning">
                {t('visit.reasonNotGiven')}
              </Tag>
            )}
          </Table.Cell>
          <Table.Cell>
            <Residents board={board} visit={visit} />
          </Table.Cell>
          <Table.Cell>{placeName(visit.place)}</Table.Cell>
          <Table.Cell>
            <div className="staff-actions">
              {visit.state === 'inside' && (
                <Button
                  variant="secondary"
                  aria-label={`${t('board.leave')}: ${visit.visitorName ?? visit.receipt}`}
                  onClick={() => doing.checkOut(visit)}
                >
                  {t('board.leave')}
                </Button>
              )}
              <Button
                variant="tertiary"
                aria-label={`${t('board.details')}: ${visit.visitorName ?? visit.receipt}`}
                onClick={() => doing.show(visit)}
              >
                {t('board.details')}
              </Button>
            </div>
          </Table.Cell>
        </Table.Row>
      ))}
    </StaffTable>
  );
}

/** A headed list that says so when it is empty. */
export function Listed({
  id,
  heading,
  empty,
  count,
  children,
}: {
  readonly id: string;
  readonly heading: string;
  readonly empty: string;
  readonly count: number;
  readonly children: React.ReactNode;
}) {
  return (
    <Part id={id} heading={heading}>
      {count === 0 ? <Paragraph>{empty}</Paragraph> : children}
    </Part>
  );
}
