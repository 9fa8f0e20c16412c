import { Button, Paragraph } from '@digdir/designsystemet-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Figures, Overview, RowsQuery } from '../../../shared/api/overview.ts';
import { addDays } from '../../../shared/domain/time.ts';
import { Choice } from '../../components/staff/choice.tsx';
import { Part } from '../../components/staff/part.tsx';
import { LostContact, type StaffPage } from '../../components/staff/staff-frame.tsx';
import { DayChart } from './day-chart.tsx';
import { DayTable } from './day-table.tsx';
import { Reasons } from './reasons.tsx';

interface Props {
  readonly page: StaffPage;
  readonly overview: Overview;
  readonly open: (query: RowsQuery, title: string) => void;
}

const SPANS = ['7', '28', '84'] as const;
const ALL = 'all';

/** Visits, outcomes and reasons over time, of the house or one ward. */
export function FiguresPart({ page, overview, open }: Props) {
  const { t } = useTranslation('staff');
  const { client, heard } = page;
  const [span, setSpan] = useState<(typeof SPANS)[number]>('28');
  const [ward, setWard] = useState(ALL);
  const [isTable, setIsTable] = useState(false);
  const [found, setFound] = useState<Figures | null>(null);
  const [lost, setLost] = useState(false);
  const { today } = overview;
  const from = addDays(today, 1 - Number(span));
  const where = ward === ALL ? {} : { ward };

  useEffect(() => {
    void client.figures({ from, to: today, ...(ward === ALL ? {} : { ward }) }).then((reply) => {
      const now = heard(reply);
      setLost(!now.ok);
      if (now.ok) setFound(now.value);
    });
  }, [client, heard, from, today, ward]);

  const openRows = (query: Partial<RowsQuery> & Pick<RowsQuery, 'of'>, title: string) =>
    open({ from, to: today, ...where, ...query }, title);

  return (
    <Part id="figures" heading={t('overview.figures')}>
      <div className="staff-tools">
        <Choice
          label={t('overview.span')}
          value={span}
          options={SPANS.map((value) => ({ value, text: t(`overview.days${value}`) }))}
          onChange={setSpan}
        />
        <Choice
          label={t('overview.ward')}
          value={ward}
          options={[
            { value: ALL, text: t('overview.allWards') },
            ...overview.wards.map(({ id, name }) => ({ value: id, text: name })),
          ]}
          onChange={setWard}
        />
        <Button variant="secondary" aria-pressed={isTable} onClick={() => setIsTable(!isTable)}>
          {t(isTable ? 'overview.asChart' : 'overview.asTable')}
        </Button>
      </div>
      <LostContact lost={lost} />
      {found === null && !lost && <Paragraph role="status">{t('common.loading')}</Paragraph>}
      {found !== null && (
        <>
          {isTable ? (
            <DayTable days={found.days} open={openRows} />
          ) : (
            <DayChart days={found.days} open={openRows} />
          )}
          <Reasons figures={found} open={openRows} />
        </>
      )}
    </Part>
  );
}
