import { useTranslation } from 'react-i18next';
import { addDays, dayIn } from '../../../shared/domain/time.ts';
import { BigButton, ScreenHeading } from '../../components/index.ts';
import { Shell } from '../shell.tsx';
import { useVisitor } from '../visitor-context.ts';

/** Today, the six days before, and a week ago for whatever is earlier. */
const DAYS = [0, 1, 2, 3, 4, 5, 6] as const;
const EARLIER = 7;

/** Since when: a day to press, nothing to type. */
export function IllDay() {
  const { state, dispatch, kiosk } = useVisitor();
  const { t } = useTranslation();
  const today = dayIn(kiosk.zone, Date.parse(kiosk.now));
  const named = (day: string): string =>
    new Intl.DateTimeFormat(state.language === 'en' ? 'en-GB' : state.language, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      timeZone: 'UTC',
    }).format(new Date(`${day}T12:00:00Z`));
  const since = (ago: number) => dispatch({ type: 'ill-since', day: addDays(today, -ago) });
  return (
    <Shell>
      <ScreenHeading screen="ill-day">{t('ill.dayTitle')}</ScreenHeading>
      <div className="ill-days">
        {DAYS.map((ago) => (
          <BigButton key={ago} grow variant="secondary" onPress={() => since(ago)}>
            {ago === 0 ? t('ill.today') : ago === 1 ? t('ill.yesterday') : named(addDays(today, -ago))}
          </BigButton>
        ))}
        <BigButton grow variant="secondary" onPress={() => since(EARLIER)}>
          {t('ill.earlier')}
        </BigButton>
      </div>
    </Shell>
  );
}
