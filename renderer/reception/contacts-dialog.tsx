import { Dialog, Heading } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { Board } from '../../shared/api/staff.ts';
import { Contacts } from '../components/staff/contacts.tsx';

/** Telephone numbers by topic, from the pack (D8, S4:124-146). */
export function ContactsDialog({ board, close }: { readonly board: Board; readonly close: () => void }) {
  const { t } = useTranslation('staff');
  return (
    <Dialog open onClose={close} closeButton={t('common.close')} className="staff-dialog">
      <Heading level={2} data-size="sm">
        {t('pack.contacts')}
      </Heading>
      <Contacts contacts={board.pack.contacts} />
    </Dialog>
  );
}
