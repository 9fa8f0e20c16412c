import { Paragraph, Textfield } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { walkInClass, type Board } from '../../shared/api/staff.ts';
import { phone as phoneNumber } from '../../shared/domain/booking.ts';
import { OVERRIDE_REASONS } from '../../shared/domain/events.ts';
import { useSay } from '../components/staff/language.ts';
import type { StaffPage } from '../components/staff/staff-frame.tsx';
import { Choice } from '../components/staff/choice.tsx';
import { FormDialog } from '../components/staff/form-dialog.tsx';
import { lines } from '../components/staff/lines.ts';

interface Props {
  readonly page: StaffPage;
  readonly board: Board;
  readonly close: () => void;
}

/** Somebody whose visit the ward has agreed to, but who is on no list (V1: never met with a dead end). */
export function WalkInDialog({ page, board, close }: Props) {
  const { t } = useTranslation('staff');
  const { say } = useSay();
  // One attempt a dialog: pressing the button twice is one visit.
  const [attempt] = useState(() => crypto.randomUUID());
  const [visitorName, setVisitorName] = useState('');
  const [phone, setPhone] = useState('');
  const [companions, setCompanions] = useState('');
  const [residentName, setResidentName] = useState('');
  const [place, setPlace] = useState(board.places[0]?.id ?? '');
  const [permitClass, setPermitClass] = useState<(typeof walkInClass.options)[number]>('ordinary');
  const [reason, setReason] = useState<(typeof OVERRIDE_REASONS)[number] | null>(null);
  const [reasonText, setReasonText] = useState('');
  return (
    <FormDialog
      heading={t('walkIn.heading')}
      submit={t('walkIn.submit')}
      check={() => {
        if (visitorName.trim() === '') return `${t('walkIn.name')}: ${t('common.required')}`;
        if (residentName.trim() === '') return `${t('walkIn.resident')}: ${t('common.required')}`;
        if (phone.trim() !== '' && !phoneNumber.safeParse(phone.trim()).success) return t('common.badPhone');
        return reason === null ? `${t('walkIn.reason')}: ${t('common.required')}` : null;
      }}
      send={async () =>
        page.heard(
          await page.client.checkIn({
            kind: 'walk-in',
            attempt,
            visitorName: visitorName.trim(),
            phone: phone.trim() === '' ? null : phone.trim(),
            companions: lines(companions),
            residentName: residentName.trim(),
            place,
            permitClass,
            reason: reason ?? 'other',
            reasonText: reasonText.trim(),
          }),
        )
      }
      close={close}
    >
      <Paragraph>{t('walkIn.intro')}</Paragraph>
      <Textfield
        label={t('walkIn.name')}
        value={visitorName}
        onChange={(event) => setVisitorName(event.target.value)}
      />
      <Textfield
        label={t('walkIn.phone')}
        type="tel"
        value={phone}
        onChange={(event) => setPhone(event.target.value)}
      />
      <Textfield
        multiline
        rows={2}
        label={t('walkIn.companions')}
        value={companions}
        onChange={(event) => setCompanions(event.target.value)}
      />
      <Textfield
        label={t('walkIn.resident')}
        value={residentName}
        onChange={(event) => setResidentName(event.target.value)}
      />
      <Choice
        label={t('walkIn.place')}
        value={place}
        options={board.places.map(({ id, name }) => ({ value: id, text: say(name) }))}
        onChange={setPlace}
      />
      <Choice
        label={t('walkIn.class')}
        value={permitClass}
        options={walkInClass.options.map((value) => ({ value, text: t(`class.${value}`) }))}
        onChange={setPermitClass}
      />
      <Choice
        label={t('walkIn.reason')}
        value={reason}
        options={OVERRIDE_REASONS.map((value) => ({ value, text: t(`overrideReason.${value}`) }))}
        onChange={setReason}
      />
      <Textfield
        multiline
        rows={2}
        label={t('walkIn.text')}
        maxLength={500}
        value={reasonText}
        onChange={(event) => setReasonText(event.target.value)}
      />
    </FormDialog>
  );
}
