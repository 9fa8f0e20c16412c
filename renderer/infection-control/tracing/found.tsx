import { Button, Heading, Paragraph, Textarea, Field, Label } from '@digdir/designsystemet-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseOpened, SearchAnswer, TracingState } from '../../../shared/api/tracing.ts';
import { FormDialog } from '../../components/staff/form-dialog.tsx';
import { useKeys } from '../keys-context.ts';
import { Findings } from './findings.tsx';
import { Locked } from './locked.tsx';
import type { Tracing } from './use-tracing.ts';

interface Props {
  readonly tracing: Tracing;
  readonly answer: SearchAnswer;
  readonly state: TracingState;
  readonly zone: string;
  readonly again: () => void;
}

/** What a search found, and the way to keep it. */
export function Found({ tracing, answer, state, zone, again }: Props) {
  const { t } = useTranslation('staff');
  const { state: keys, unlock } = useKeys();
  const [opening, setOpening] = useState(false);
  const top = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    top.current?.focus();
  }, []);
  /** Only the lead's key opens a case again: without it nobody would see what was kept. */
  const open = () => (keys?.own === 'open' ? setOpening(true) : unlock(() => setOpening(true)));
  const visits = new Set(answer.visits.map(({ visitId }) => visitId)).size;
  return (
    <section aria-labelledby="tracing-found">
      <Heading level={2} data-size="sm" id="tracing-found" ref={top} tabIndex={-1}>
        {t('tracing.found')}
      </Heading>
      {answer.locked && <Locked then={again} />}
      <Findings traced={answer} state={state} zone={zone} />
      <div className="staff-actions">
        {visits > 0 && <Button onClick={open}>{t('tracing.openCase')}</Button>}
        <Button variant="secondary" onClick={() => tracing.start()}>
          {t('tracing.again')}
        </Button>
      </div>
      {opening && <OpenCase tracing={tracing} visits={visits} close={() => setOpening(false)} />}
    </section>
  );
}

interface OpenCaseProps {
  readonly tracing: Tracing;
  readonly visits: number;
  readonly close: () => void;
}

function OpenCase({ tracing, visits, close }: OpenCaseProps) {
  const { t } = useTranslation('staff');
  const [note, setNote] = useState('');
  const opened = ({ caseId, kept, notKept }: CaseOpened) => {
    const said = t('tracing.caseOpened', { caseId, kept });
    tracing.say(notKept === 0 ? said : `${said} ${t('tracing.notKept', { count: notKept })}`);
  };
  return (
    <FormDialog<CaseOpened>
      heading={t('tracing.openCase')}
      submit={t('tracing.openCase')}
      send={() => tracing.openCase(note)}
      close={close}
      done={opened}
    >
      <Paragraph>{t('tracing.openCaseHelp', { count: visits })}</Paragraph>
      <Field>
        <Label>{t('tracing.note')}</Label>
        <Field.Description>{t('tracing.noteHelp')}</Field.Description>
        <Textarea rows={4} maxLength={1000} value={note} onChange={(event) => setNote(event.target.value)} />
      </Field>
    </FormDialog>
  );
}
