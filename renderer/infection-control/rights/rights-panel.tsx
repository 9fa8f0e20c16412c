import { Alert, Button, Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { Overview } from '../../../shared/api/overview.ts';
import { Part } from '../../components/staff/part.tsx';
import { LostContact, type StaffPage } from '../../components/staff/staff-frame.tsx';
import { AboutCard } from './about-card.tsx';
import { useAboutWords } from './about-words.ts';
import { FindForm } from './find-form.tsx';
import type { Rights } from './use-rights.ts';
import './rights.css';

interface Props {
  readonly page: StaffPage;
  readonly rights: Rights;
  readonly overview: Overview | null;
}

/** The visitor's own rights: what is known of somebody who asks, put right, printed, and erased early. */
export function RightsPanel({ page, rights, overview }: Props) {
  const { t } = useTranslation('staff');
  const words = useAboutWords(overview, page.zone);
  const { wish, found, notice } = rights;
  return (
    <Part id="rights" heading={t('rights.heading')}>
      <Paragraph>{t('rights.help')}</Paragraph>
      <FindForm rights={rights} />
      <LostContact lost={rights.lost} />
      <div aria-live="polite">
        {notice !== null && <Alert data-color="info">{notice}</Alert>}
        {found !== null && (
          <>
            <Paragraph>
              {found.rows.length === 0
                ? t('rights.nothing')
                : t('rights.found', { count: found.rows.length })}{' '}
              {found.more && t('rights.more')}{' '}
              {found.unopened > 0 && t('rights.unopened', { count: found.unopened })}
            </Paragraph>
            {found.locked && <Alert data-color="warning">{t('rights.locked')}</Alert>}
          </>
        )}
      </div>
      {found !== null && wish !== null && found.rows.length > 0 && (
        <>
          <div className="staff-actions">
            <Button variant="secondary" onClick={rights.print}>
              {t('rights.print')}
            </Button>
          </div>
          {found.rows.map((row) => (
            <AboutCard
              key={row.visitId}
              page={page}
              row={row}
              idCheck={wish.idCheck}
              words={words}
              done={(said) => void rights.again(said)}
            />
          ))}
        </>
      )}
    </Part>
  );
}
