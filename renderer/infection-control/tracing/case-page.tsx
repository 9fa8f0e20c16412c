import { Alert, Button, Heading } from '@digdir/designsystemet-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseAnswer, CaseRow, TracingState } from '../../../shared/api/tracing.ts';
import { CASE_ENDS, type EventBody } from '../../../shared/domain/events.ts';
import { Choice } from '../../components/staff/choice.tsx';
import { Facts } from '../../components/staff/facts.tsx';
import { FormDialog } from '../../components/staff/form-dialog.tsx';
import { useProblem } from '../../components/staff/problem.ts';
import type { StaffPage } from '../../components/staff/staff-frame.tsx';
import { dayOf, momentOf } from '../../components/staff/times.ts';
import { CaseFacts } from './cases.tsx';
import { Findings } from './findings.tsx';
import { Locked } from './locked.tsx';
import type { Tracing, View } from './use-tracing.ts';

interface Props {
  readonly page: StaffPage;
  readonly tracing: Tracing;
  readonly state: TracingState;
  readonly view: Extract<View, { at: 'case' }>;
}

/** A case with its people; searched again until now, and closed with a reason. */
export function CasePage({ page, tracing, state, view }: Props) {
  const { t } = useTranslation('staff');
  const wordsOf = useProblem();
  const [closing, setClosing] = useState(false);
  const top = useRef<HTMLHeadingElement>(null);
  const { row, data, locked } = view.answer;
  useEffect(() => {
    top.current?.focus();
  }, []);

  const again = () => void tracing.read(row.caseId, view.purpose);
  const extend = async () => {
    const reply = await tracing.extend(row.caseId);
    if (!reply.ok) return;
    await tracing.read(row.caseId, view.purpose);
    tracing.refresh();
    tracing.say(t('tracing.extended', { count: reply.value.kept }));
  };
  return (
    <section aria-labelledby="tracing-case">
      <Heading level={2} data-size="sm" id="tracing-case" ref={top} tabIndex={-1}>
        {t('tracing.caseNamed', { caseId: row.caseId })}
      </Heading>
      <div className="staff-card">
        <CaseFacts row={row} zone={page.zone} isNamed />
      </div>
      {locked && <Locked then={again} isCase={data === null} />}
      {data !== null && (
        <>
          <Known data={data} zone={page.zone} />
          <Findings traced={data} state={state} zone={page.zone} />
        </>
      )}
      <div aria-live="assertive">
        {tracing.problem !== null && <Alert data-color="danger">{wordsOf(tracing.problem)}</Alert>}
      </div>
      <div className="staff-actions">
        {row.closedAt === null && (
          <>
            <Button disabled={tracing.busy || data === null} onClick={() => void extend()}>
              {t('tracing.extend')}
            </Button>
            <Button variant="secondary" onClick={() => setClosing(true)}>
              {t('tracing.close')}
            </Button>
          </>
        )}
        <Button variant="secondary" onClick={() => tracing.start()}>
          {t('common.back')}
        </Button>
      </div>
      {closing && <CloseCase page={page} tracing={tracing} row={row} close={() => setClosing(false)} />}
    </section>
  );
}

function Known({ data, zone }: { readonly data: NonNullable<CaseAnswer['data']>; readonly zone: string }) {
  const { t, i18n } = useTranslation('staff');
  const moment = (at: string): string => momentOf(at, i18n.language, zone);
  const index = data.people.find(({ key }) => key === data.index);
  return (
    <Facts
      facts={[
        [t('tracing.caseIndex'), index?.name ?? t('tracing.unknownPerson')],
        [
          t('tracing.caseSymptoms'),
          data.symptomsFrom === null
            ? t('tracing.notKnown')
            : dayOf(data.symptomsFrom, i18n.language, 'long'),
        ],
        [t('tracing.caseWindow'), `${moment(data.window.from)} – ${moment(data.window.to)}`],
        ...(data.note === '' ? [] : [[t('tracing.caseNote'), data.note] as const]),
      ]}
    />
  );
}

interface CloseProps {
  readonly page: StaffPage;
  readonly tracing: Tracing;
  readonly row: CaseRow;
  readonly close: () => void;
}
type End = EventBody<'case.closed'>['reason'];

function CloseCase({ page, tracing, row, close }: CloseProps) {
  const { t } = useTranslation('staff');
  const [reason, setReason] = useState<End | null>(null);
  return (
    <FormDialog<CaseRow>
      heading={t('tracing.close')}
      submit={t('tracing.close')}
      close={close}
      check={() => (reason === null ? `${t('tracing.closeReason')} ${t('common.required')}` : null)}
      send={async () => page.heard(await page.client.closeCase(row.caseId, reason ?? 'other'))}
      done={() => {
        tracing.say(t('tracing.closed'));
        tracing.start();
      }}
    >
      <p>{t('tracing.closeHelp')}</p>
      <Choice
        label={t('tracing.closeReason')}
        value={reason}
        options={CASE_ENDS.map((value) => ({ value, text: t(`tracing.end.${value}`) }))}
        onChange={setReason}
      />
    </FormDialog>
  );
}
