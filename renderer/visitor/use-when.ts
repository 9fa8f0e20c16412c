import { useTranslation } from 'react-i18next';
import { dayIn, startOfDay, timeIn } from '../../shared/domain/time.ts';
import { useVisitor } from './visitor-context.ts';

const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;
const MONTHS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'] as const;

/** Dates and times as people say them, in the language that is spoken. In our own words: Chromium has no nynorsk calendar. */
export const useWhen = () => {
  const { kiosk } = useVisitor();
  const { t } = useTranslation();
  const { zone } = kiosk;

  const clock = (instant: string): string => {
    const [hour = '', minute = ''] = timeIn(zone, Date.parse(instant)).split(':');
    return t('when.clock', { hour, minute });
  };
  /** `day` is YYYY-MM-DD. */
  const date = (day: string): string => {
    const at = new Date(`${day}T00:00:00.000Z`);
    // Sunday is nought.
    const weekday = WEEKDAYS[(at.getUTCDay() + 6) % 7] ?? '1';
    const month = MONTHS[at.getUTCMonth()] ?? '1';
    return t('when.date', {
      weekday: t(`when.weekdays.${weekday}`),
      day: at.getUTCDate(),
      month: t(`when.months.${month}`),
    });
  };
  /** The clock alone where it is today. From midnight means the whole day: nobody comes at midnight. */
  const moment = (instant: string): string => {
    const at = Date.parse(instant);
    const day = dayIn(zone, at);
    if (day === dayIn(zone, Date.parse(kiosk.now))) return t('when.today', { clock: clock(instant) });
    return at === startOfDay(zone, day)
      ? date(day)
      : t('when.both', { date: date(day), clock: clock(instant) });
  };
  return { clock, date, moment };
};
