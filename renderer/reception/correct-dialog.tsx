import { Textfield } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Board, CorrectRequest, VisitRow } from '../../shared/api/staff.ts';
import { phone as phoneNumber } from '../../shared/domain/booking.ts';
import { CORRECTION_REASONS } from '../../shared/domain/events.ts';
import type { Language } from '../../shared/domain/language.ts';
import { useSay } from '../components/staff/language.ts';
import type { StaffPage } from '../components/staff/staff-frame.tsx';
import { atClock, clockOf } from '../components/staff/times.ts';
import { Choice } from '../components/staff/choice.tsx';
import { lines } from '../components/staff/lines.ts';
import { ReasonDialog } from './reason-dialog.tsx';

interface Props {
  readonly page: StaffPage;
  readonly board: Board;
  readonly visit: VisitRow;
  readonly close: () => void;
}

const fieldsOf = (visit: VisitRow, board: Board, language: Language) => ({
  name: visit.visitorName ?? '',
  phone: visit.phone ?? '',
  companions: visit.companions.join('\n'),
  place: visit.place,
  arrived: clockOf(visit.arrived?.at, language, board.zone),
});
type Fields = ReturnType<typeof fieldsOf>;

/** Puts right what was written wrong: a new event beside the old one, with its reason. Only what was changed is sent. */
export function CorrectDialog({ page, board, visit, close }: Props) {
  const { t } = useTranslation('staff');
  const { say, language } = useSay();
  const [before, setBefore] = useState(() => fieldsOf(visit, board, language));
  const [now, setNow] = useState(before);
  const set = (change: Partial<Fields>) => setNow((current) => ({ ...current, ...change }));

  /** Somebody else's correction comes into the fields that were not touched here, and stays. */
  const showNew = () => {
    const fresh = fieldsOf(visit, board, language);
    const kept = (field: keyof Fields) => (now[field] === before[field] ? fresh[field] : now[field]);
    setNow({
      name: kept('name'),
      phone: kept('phone'),
      companions: kept('companions'),
      place: kept('place'),
      arrived: kept('arrived'),
    });
    setBefore(fresh);
  };

  const changes = (): CorrectRequest['changes'] => {
    const arrivedAt = now.arrived === before.arrived ? null : atClock(now.arrived, board.now, board.zone);
    return {
      ...(now.name !== before.name && now.name.trim() !== '' ? { visitorName: now.name.trim() } : {}),
      ...(now.phone !== before.phone && now.phone.trim() !== '' ? { phone: now.phone.trim() } : {}),
      ...(now.companions !== before.companions ? { companions: lines(now.companions) } : {}),
      ...(now.place !== before.place ? { place: now.place } : {}),
      ...(arrivedAt !== null ? { arrivedAt } : {}),
    };
  };

  return (
    <ReasonDialog
      page={page}
      visit={visit}
      heading={t('correct.heading')}
      submit={t('correct.submit')}
      reason={{
        label: t('correct.reason'),
        options: CORRECTION_REASONS.map((value) => ({ value, text: t(`correctionReason.${value}`) })),
      }}
      words={{ label: t('correct.text'), needed: true }}
      check={() => {
        if (now.arrived !== before.arrived && atClock(now.arrived, board.now, board.zone) === null)
          return t('common.badTime');
        if (Object.keys(changes()).length === 0) return t('correct.nothing');
        const number = changes().phone;
        return number !== undefined && !phoneNumber.safeParse(number).success ? t('common.badPhone') : null;
      }}
      showNew={showNew}
      send={(why) => page.client.correct(visit.visitId, { ...why, changes: changes() })}
      close={close}
    >
      <Textfield
        label={t('correct.name')}
        value={now.name}
        onChange={(event) => set({ name: event.target.value })}
      />
      <Textfield
        label={t('correct.phone')}
        type="tel"
        value={now.phone}
        onChange={(event) => set({ phone: event.target.value })}
      />
      <Textfield
        multiline
        rows={2}
        label={t('correct.companions')}
        value={now.companions}
        onChange={(event) => set({ companions: event.target.value })}
      />
      <Choice
        label={t('correct.place')}
        value={now.place}
        options={board.places.map(({ id, name }) => ({ value: id, text: say(name) }))}
        onChange={(place) => set({ place })}
      />
      {visit.arrived !== null && (
        <Textfield
          label={t('correct.arrivedAt')}
          inputMode="numeric"
          placeholder={t('common.timeShape')}
          value={now.arrived}
          onChange={(event) => set({ arrived: event.target.value })}
        />
      )}
    </ReasonDialog>
  );
}
