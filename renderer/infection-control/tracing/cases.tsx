import { Alert, Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseRow } from '../../../shared/api/tracing.ts';
import type { LookupPurpose } from '../../../shared/domain/events.ts';
import { FormDialog } from '../../components/staff/form-dialog.tsx';
import { Part } from '../../components/staff/part.tsx';
import { momentOf } from '../../components/staff/times.ts';
import type { Tracing } from './use-tracing.ts';
import { WhyFields } from './why-fields.tsx';

interface Props {
  readonly tracing: Tracing;
  readonly zone: string;
}

/** Cases by their number and age; whom they are about is read by opening one, for a purpose. */
export function Cases({ tracing, zone }: Props) {
  const { t } = useTranslation('staff');
  const [reading, setReading] = useState<string | null>(null);
  const open = tracing.cases.filter(({ closedAt }) => closedAt === null);
  const closed = tracing.cases.filter(({ closedAt }) => closedAt !== null);
  return (
    <Part id="tracing-cases" heading={t('tracing.cases')}>
      {tracing.cases.length === 0 && <Paragraph>{t('tracing.noCases')}</Paragraph>}
      {open.length > 0 && (
        <ul className="staff-cards">
          {open.map((row) => (
            <li key={row.caseId}>
              <div className="staff-card">
                <CaseFacts row={row} zone={zone} />
                <Button
                  variant="secondary"
                  aria-label={t('tracing.read', { caseId: row.caseId })}
                  onClick={() => setReading(row.caseId)}
                >
                  {t('tracing.readShort')}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
      {closed.length > 0 && (
        <>
          <Heading level={3} data-size="xs">
            {t('tracing.closedCases')}
          </Heading>
          <ul className="staff-cards">
            {closed.map((row) => (
              <li key={row.caseId}>
                <div className="staff-card">
                  <CaseFacts row={row} zone={zone} />
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
      {reading !== null && <ReadCase tracing={tracing} caseId={reading} close={() => setReading(null)} />}
    </Part>
  );
}

interface FactsProps {
  readonly row: CaseRow;
  readonly zone: string;
  /** Its number stands above already. */
  readonly isNamed?: boolean;
}

export function CaseFacts({ row, zone, isNamed = false }: FactsProps) {
  const { t, i18n } = useTranslation('staff');
  const moment = (at: string): string => momentOf(at, i18n.language, zone);
  return (
    <>
      {!isNamed && <strong>{t('tracing.caseNamed', { caseId: row.caseId })}</strong>}
      <span>{t(`tracing.purpose.${row.purpose}`)}</span>
      {row.closedAt === null && (
        <span>
          {row.ageDays === 0 ? t('tracing.caseNew') : t('tracing.caseAge', { count: row.ageDays })},{' '}
          {t('tracing.caseHeld', { count: row.held })}
        </span>
      )}
      <span className="tracing-small">
        {t('tracing.openedBy', { when: moment(row.openedAt), name: row.openedBy })}
      </span>
      {row.closedAt !== null && row.reason !== null && (
        <span className="tracing-small">
          {t('tracing.closedBy', {
            when: moment(row.closedAt),
            name: row.closedBy ?? '',
            reason: t(`tracing.end.${row.reason}`),
          })}
        </span>
      )}
      {row.reminds && <Alert data-color="warning">{t('tracing.reminds')}</Alert>}
    </>
  );
}

interface ReadCaseProps {
  readonly tracing: Tracing;
  readonly caseId: string;
  readonly close: () => void;
}

function ReadCase({ tracing, caseId, close }: ReadCaseProps) {
  const { t } = useTranslation('staff');
  const [purpose, setPurpose] = useState<LookupPurpose | null>(null);
  return (
    <FormDialog
      heading={t('tracing.caseNamed', { caseId })}
      submit={t('tracing.readShort')}
      close={close}
      check={() => (purpose === null ? t('tracing.badPurpose') : null)}
      send={async () => tracing.read(caseId, purpose ?? 'supervision')}
    >
      <WhyFields name="tracing-read-why" legend={t('tracing.readWhy')} value={purpose} set={setPurpose} />
    </FormDialog>
  );
}
