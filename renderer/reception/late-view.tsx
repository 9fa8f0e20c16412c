import { Alert, Button, Checkbox, Heading, Paragraph, Textfield } from '@digdir/designsystemet-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { walkInClass, type Board } from '../../shared/api/staff.ts';
import { Choice } from '../components/staff/choice.tsx';
import { useSay } from '../components/staff/language.ts';
import { useProblem } from '../components/staff/problem.ts';
import type { StaffPage } from '../components/staff/staff-frame.tsx';
import { clockOf, dayOf } from '../components/staff/times.ts';
import { firstRow, lateDays, nextRow, rowOf, type LateClass, type Typed } from './late-row.ts';

interface Props {
  readonly page: StaffPage;
  readonly board: Board;
  readonly back: () => void;
}

const NO_BOOKING = 'none';
const isLateClass = (permitClass: string): permitClass is LateClass =>
  walkInClass.options.some((known) => known === permitClass);

/** Row after row of paper (T8): Enter saves, the next row's code stands there already, and the hands stay on the keys. */
export function LateView({ page, board, back }: Props) {
  const { t } = useTranslation('staff');
  const { say, language } = useSay();
  const wordsOf = useProblem();
  const [typed, setTyped] = useState<Typed>(() => firstRow(board));
  const [attempt, setAttempt] = useState(() => crypto.randomUUID());
  const [saved, setSaved] = useState<readonly string[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const top = useRef<HTMLHeadingElement>(null);
  const first = useRef<HTMLInputElement>(null);
  const name = useRef<HTMLInputElement>(null);
  useEffect(() => {
    top.current?.focus();
  }, []);

  const set = (change: Partial<Typed>) => setTyped((current) => ({ ...current, ...change }));
  const choose = (bookingId: string) => {
    const row = board.expected.find((one) => one.bookingId === bookingId);
    if (row === undefined) {
      set({ bookingId: null });
      return;
    }
    set({
      bookingId,
      visitorName: row.visitorName,
      companions: row.companions.join(', '),
      residentName: row.residentName,
      place: row.place,
      ...(isLateClass(row.permitClass) ? { permitClass: row.permitClass } : {}),
    });
  };

  const save = async () => {
    const row = rowOf(typed, board.zone, attempt);
    if (typeof row === 'string') {
      setProblem(t(`late.wrong.${row}`));
      return;
    }
    setBusy(true);
    const reply = page.heard(await page.client.enterLate(row));
    setBusy(false);
    if (!reply.ok) {
      setProblem(wordsOf(reply.error));
      return;
    }
    setProblem(null);
    setSaved([t('late.saved', { row: row.rowCode ?? t('late.noCode'), name: row.visitorName }), ...saved]);
    const next = nextRow(board, typed);
    setTyped(next);
    setAttempt(crypto.randomUUID());
    (next.rowCode === '' ? first : name).current?.focus();
  };

  const field = (of: 'visitorName' | 'phone' | 'companions' | 'residentName' | 'rowCode') => ({
    label: t(`late.${of}`),
    value: typed[of],
    onChange: (event: { target: { value: string } }) => set({ [of]: event.target.value }),
  });
  const time = (of: 'came' | 'left') => ({
    label: t(`late.${of}`),
    description: t('late.emptyTime'),
    inputMode: 'numeric' as const,
    placeholder: t('common.timeShape'),
    value: typed[of],
    onChange: (event: { target: { value: string } }) => set({ [of]: event.target.value }),
  });

  return (
    <main className="staff-board">
      <div className="staff-tools staff-paper-tools">
        <Heading level={2} data-size="sm" ref={top} tabIndex={-1}>
          {t('late.heading')}
        </Heading>
        <Button variant="secondary" onClick={back}>
          {t('common.back')}
        </Button>
      </div>
      <section aria-label={t('late.heading')}>
        <Paragraph>{t('late.help')}</Paragraph>
        <form
          className="staff-form"
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <div className="staff-side-by-side">
            <Textfield ref={first} autoComplete="off" {...field('rowCode')} />
            <Choice
              label={t('late.day')}
              value={typed.day}
              options={lateDays(board).map((day) => ({ value: day, text: dayOf(day, language) }))}
              onChange={(day) => set({ day, bookingId: null })}
            />
            {board.expected.length > 0 && (
              <Choice
                label={t('late.booking')}
                value={typed.bookingId ?? NO_BOOKING}
                options={[
                  { value: NO_BOOKING, text: t('late.noBooking') },
                  ...board.expected
                    .filter(({ permitClass }) => isLateClass(permitClass))
                    .map(({ bookingId, from, visitorName }) => ({
                      value: bookingId,
                      text: `${clockOf(from, language, board.zone)} ${visitorName}`,
                    })),
                ]}
                onChange={choose}
              />
            )}
          </div>
          <div className="staff-side-by-side">
            <Textfield ref={name} autoComplete="off" {...field('visitorName')} />
            <Textfield autoComplete="off" {...field('companions')} />
            <Textfield type="tel" autoComplete="off" {...field('phone')} />
          </div>
          <div className="staff-side-by-side">
            <Textfield autoComplete="off" {...field('residentName')} />
            <Choice
              label={t('late.place')}
              value={typed.place}
              options={board.places.map(({ id, name: placeName }) => ({ value: id, text: say(placeName) }))}
              onChange={(place) => set({ place })}
            />
            <Choice
              label={t('late.class')}
              value={typed.permitClass}
              options={walkInClass.options.map((value) => ({ value, text: t(`class.${value}`) }))}
              onChange={(permitClass) => set({ permitClass })}
            />
          </div>
          <div className="staff-side-by-side">
            <Textfield {...time('came')} />
            {!typed.stillHere && <Textfield {...time('left')} />}
            <Checkbox
              label={t('late.stillHere')}
              checked={typed.stillHere}
              onChange={(event) => set({ stillHere: event.target.checked })}
            />
          </div>
          <div aria-live="assertive">{problem !== null && <Alert data-color="danger">{problem}</Alert>}</div>
          <div className="staff-actions">
            <Button type="submit" disabled={busy}>
              {t('late.submit')}
            </Button>
          </div>
        </form>
      </section>
      <ol className="staff-late" aria-live="polite" aria-label={t('late.entered')} reversed>
        {saved.map((line, index) => (
          <li key={saved.length - index}>{line}</li>
        ))}
      </ol>
    </main>
  );
}
