import { Field, Label, Textarea, Textfield } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AboutRow, CorrectAboutWish, IdCheck } from '../../../shared/api/rights.ts';
import { phone as phoneShape } from '../../../shared/domain/booking.ts';
import { FormDialog } from '../../components/staff/form-dialog.tsx';
import { lines } from '../../components/staff/lines.ts';
import type { StaffPage } from '../../components/staff/staff-frame.tsx';

interface Props {
  readonly page: StaffPage;
  readonly row: AboutRow;
  readonly idCheck: IdCheck;
  readonly close: () => void;
  readonly done: (said: string) => void;
}

/** Put right by a new event; what stood before stays until it is erased. */
export function CorrectDialog({ page, row, idCheck, close, done }: Props) {
  const { t } = useTranslation('staff');
  const [name, setName] = useState(row.visitorName ?? '');
  const [phone, setPhone] = useState(row.phone ?? '');
  const [companions, setCompanions] = useState(row.companions.join('\n'));
  const [why, setWhy] = useState('');

  const changes = (): CorrectAboutWish['changes'] => ({
    ...(name.trim() === (row.visitorName ?? '') || name.trim() === '' ? {} : { visitorName: name.trim() }),
    ...(phone.trim() === (row.phone ?? '') || phone.trim() === '' ? {} : { phone: phone.trim() }),
    ...(lines(companions).join('\n') === row.companions.join('\n') ? {} : { companions: lines(companions) }),
  });
  const check = (): string | null => {
    if (phone.trim() !== '' && !phoneShape.safeParse(phone.trim()).success) return t('common.badPhone');
    if (why.trim().length < 3) return t('rights.whyFirst');
    return Object.keys(changes()).length === 0 ? t('rights.nothingChanged') : null;
  };
  return (
    <FormDialog
      heading={t('rights.correctHeading')}
      submit={t('rights.correct')}
      check={check}
      close={close}
      done={() => done(t('rights.corrected'))}
      send={() =>
        page.client.correctAbout(row.visitId, {
          idCheck,
          revision: row.revision ?? 0,
          reasonText: why.trim(),
          changes: changes(),
        })
      }
    >
      <Textfield label={t('rights.newName')} value={name} onChange={(event) => setName(event.target.value)} />
      <Textfield
        label={t('rights.newPhone')}
        value={phone}
        inputMode="tel"
        onChange={(event) => setPhone(event.target.value)}
      />
      <Field>
        <Label>{t('rights.newCompanions')}</Label>
        <Textarea value={companions} onChange={(event) => setCompanions(event.target.value)} />
      </Field>
      <Field>
        <Label>{t('rights.why')}</Label>
        <Textarea value={why} onChange={(event) => setWhy(event.target.value)} />
      </Field>
    </FormDialog>
  );
}
