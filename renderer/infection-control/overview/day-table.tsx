import { Table } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { DayFigures } from '../../../shared/api/overview.ts';
import { OUTCOMES } from '../../../shared/domain/outcome.ts';
import { CountButton } from '../../components/staff/count-button.tsx';
import { StaffTable } from '../../components/staff/staff-table.tsx';
import { dayOf } from '../../components/staff/times.ts';
import type { OpenRows } from './day-chart.tsx';

/** The chart's numbers: each opens its rows. The newest day first; days without visits are left out. */
export function DayTable({ days, open }: { readonly days: readonly DayFigures[]; readonly open: OpenRows }) {
  const { t, i18n } = useTranslation('staff');
  const rows = days.filter(({ visits }) => visits > 0).toReversed();
  const present = OUTCOMES.filter((outcome) => rows.some((day) => day.outcomes[outcome] > 0));
  const label = (count: number, what: string) => t('overview.openCount', { count, what });
  const columns = [
    t('infectionControl.day'),
    t('overview.visits'),
    t('overview.persons'),
    ...present.map((outcome) => t(`outcome.${outcome}`)),
    t('overview.overridden'),
    t('overview.swept'),
  ];
  return (
    <StaffTable columns={columns} aria-label={t('overview.figures')}>
      {rows.map((day) => {
        const of = { from: day.day, to: day.day };
        const name = dayOf(day.day, i18n.language, 'long');
        return (
          <Table.Row key={day.day}>
            <Table.Cell>{name}</Table.Cell>
            <Table.Cell>
              <CountButton
                count={day.visits}
                label={label(day.visits, name)}
                onClick={() => open({ ...of, of: 'all' }, name)}
              />
            </Table.Cell>
            <Table.Cell>{day.persons}</Table.Cell>
            {present.map((outcome) => (
              <Table.Cell key={outcome}>
                <CountButton
                  count={day.outcomes[outcome]}
                  label={label(day.outcomes[outcome], `${name}, ${t(`outcome.${outcome}`)}`)}
                  onClick={() =>
                    open({ ...of, of: 'outcome', outcome }, `${name}: ${t(`outcome.${outcome}`)}`)
                  }
                />
              </Table.Cell>
            ))}
            <Table.Cell>
              <CountButton
                count={day.overridden}
                label={label(day.overridden, `${name}, ${t('overview.overridden')}`)}
                onClick={() => open({ ...of, of: 'overridden' }, `${name}: ${t('overview.overridden')}`)}
              />
            </Table.Cell>
            <Table.Cell>
              <CountButton
                count={day.swept}
                label={label(day.swept, `${name}, ${t('overview.swept')}`)}
                onClick={() => open({ ...of, of: 'swept' }, `${name}: ${t('overview.swept')}`)}
              />
            </Table.Cell>
          </Table.Row>
        );
      })}
    </StaffTable>
  );
}
