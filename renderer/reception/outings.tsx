import { Button, Table } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { Board } from '../../shared/api/staff.ts';
import { StaffTable } from '../components/staff/staff-table.tsx';
import { momentOf } from '../components/staff/times.ts';
import { useSay } from '../components/staff/language.ts';
import type { Doing } from './doing.ts';

/** Residents who are out, longest first (P9, S0:604-640). */
export function OutingTable({ board, doing }: { readonly board: Board; readonly doing: Doing }) {
  const { t } = useTranslation('staff');
  const { language } = useSay();
  return (
    <StaffTable
      aria-label={t('outing.heading')}
      columns={[t('outing.out'), t('board.resident'), t('outing.ward'), t('board.action')]}
    >
      {board.out.map((outing) => {
        const name = outing.residentName ?? t('common.erased');
        return (
          <Table.Row key={outing.outingId}>
            <Table.Cell>{momentOf(outing.out.at, language, board.zone)}</Table.Cell>
            <Table.Cell>
              <strong>{name}</strong>
            </Table.Cell>
            <Table.Cell>{board.wards.find(({ id }) => id === outing.ward)?.name ?? outing.ward}</Table.Cell>
            <Table.Cell>
              <Button
                variant="secondary"
                aria-label={`${t('outing.back')}: ${name}`}
                onClick={() => doing.isBack(outing)}
              >
                {t('outing.back')}
              </Button>
            </Table.Cell>
          </Table.Row>
        );
      })}
    </StaffTable>
  );
}
