import { Textfield } from '@digdir/designsystemet-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { dayList } from '../../../shared/api/staff.ts';
import { Choice } from '../../components/staff/choice.tsx';
import type { StaffPage } from '../../components/staff/staff-frame.tsx';
import { dayOf } from '../../components/staff/times.ts';

interface Props {
  readonly page: StaffPage;
  readonly day: string;
  readonly setDay: (day: string) => void;
}

/** No day is called so. */
const OTHER = 'other';
/** Further back one writes the date. */
const MOST = 31;

/** A day that has visits, or another. */
export function DayChoice({ page, day, setDay }: Props) {
  const { t, i18n } = useTranslation('staff');
  // Null until the kiosk has named them.
  const [days, setDays] = useState<z.infer<typeof dayList> | null>(null);
  const [isOther, setOther] = useState(false);
  useEffect(() => {
    void page.client.days().then((reply) => {
      const heard = page.heard(reply);
      if (heard.ok) setDays(heard.value.slice(0, MOST));
    });
  }, [page]);
  const showsOther = isOther || (days !== null && !days.some((one) => one.day === day));
  const nameOf = (of: string) => dayOf(of, i18n.language);
  return (
    <div className="staff-side-by-side">
      <Choice
        label={t('exports.day')}
        value={showsOther ? OTHER : day}
        options={[
          ...(days?.map((one) => ({
            value: one.day,
            text: t('exports.dayVisits', { day: nameOf(one.day), count: one.visits }),
          })) ?? [{ value: day, text: nameOf(day) }]),
          { value: OTHER, text: t('exports.otherDay') },
        ]}
        onChange={(value) => {
          setOther(value === OTHER);
          if (value !== OTHER) setDay(value);
        }}
      />
      {showsOther && (
        <Textfield
          label={t('exports.otherDay')}
          type="date"
          value={day}
          onChange={(event) => {
            setOther(true);
            setDay(event.target.value);
          }}
        />
      )}
    </div>
  );
}
