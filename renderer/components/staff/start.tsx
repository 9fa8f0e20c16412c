import { Alert } from '@digdir/designsystemet-react';
import { StrictMode, useEffect, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider, useTranslation } from 'react-i18next';
import type { Role } from '../../../shared/domain/staff.ts';
import { startStaffText } from '../../text/staff.ts';
import { ErrorBoundary } from '../error-boundary.tsx';
import { keptLanguage } from './language.ts';
import { StaffFrame, type StaffPage } from './staff-frame.tsx';

interface Props {
  readonly role: Exclude<Role, 'admin'>;
  readonly children: (page: StaffPage) => ReactNode;
}

function Page({ role, children }: Props) {
  const { t, i18n } = useTranslation('staff');
  const heading = role === 'reception' ? t('board.heading') : t('infectionControl.heading');
  useEffect(() => {
    document.documentElement.lang = i18n.language;
    document.title = `Besøksvert: ${heading}`;
  }, [i18n.language, heading]);
  return (
    <ErrorBoundary fallback={<Alert data-color="danger">{t('common.broken')}</Alert>}>
      <StaffFrame role={role} heading={heading}>
        {children}
      </StaffFrame>
    </ErrorBoundary>
  );
}

/** Puts a page of staff on the screen. */
export function startStaffPage(role: Props['role'], page: Props['children']): void {
  const root = document.getElementById('app');
  if (root === null) throw new Error('the page has no #app');
  createRoot(root).render(
    <StrictMode>
      <I18nextProvider i18n={startStaffText(keptLanguage() ?? 'nb')}>
        <Page role={role}>{page}</Page>
      </I18nextProvider>
    </StrictMode>,
  );
}
