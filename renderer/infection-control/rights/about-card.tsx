import { Alert, Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AboutRow, ForgetAnswer, IdCheck } from '../../../shared/api/rights.ts';
import { Facts } from '../../components/staff/facts.tsx';
import { FormDialog } from '../../components/staff/form-dialog.tsx';
import type { StaffPage } from '../../components/staff/staff-frame.tsx';
import type { useAboutWords } from './about-words.ts';
import { CorrectDialog } from './correct-dialog.tsx';

interface Props {
  readonly page: StaffPage;
  readonly row: AboutRow;
  readonly idCheck: IdCheck;
  readonly words: ReturnType<typeof useAboutWords>;
  readonly done: (said: string) => void;
}

/** One entry: what it says, and what can be done about it. Why it cannot be erased stands where the button would. */
export function AboutCard({ page, row, idCheck, words, done }: Props) {
  const { t } = useTranslation('staff');
  const [open, setOpen] = useState<'correct' | 'forget' | null>(null);
  const close = () => setOpen(null);
  const whyNot = ({ why, cases }: NonNullable<AboutRow['not']>): string =>
    t(`rights.not.${why}`, { cases: cases.join(', ') });
  const said = (answer: ForgetAnswer) => {
    close();
    if (answer.kind === 'not') done(whyNot(answer.not));
    else done(t(answer.backedUp ? 'rights.forgotten' : 'rights.notBackedUp'));
  };
  const heading = `about-${row.visitId}`;
  return (
    <section className="rights-card" aria-labelledby={heading}>
      <Heading level={3} data-size="xs" id={heading}>
        {words.titleOf(row)}
      </Heading>
      <Facts facts={words.factsOf(row)} />
      {row.not !== null && <Alert data-color="info">{whyNot(row.not)}</Alert>}
      <div className="staff-actions">
        {row.what === 'visit' && (
          <Button variant="secondary" aria-describedby={heading} onClick={() => setOpen('correct')}>
            {t('rights.correct')}
          </Button>
        )}
        {row.not === null && (
          <Button
            variant="secondary"
            data-color="danger"
            aria-describedby={heading}
            onClick={() => setOpen('forget')}
          >
            {t('rights.forget')}
          </Button>
        )}
      </div>
      {open === 'correct' && (
        <CorrectDialog
          page={page}
          row={row}
          idCheck={idCheck}
          close={close}
          done={(sentence) => {
            close();
            done(sentence);
          }}
        />
      )}
      {open === 'forget' && (
        <FormDialog
          heading={t('rights.forgetHeading')}
          submit={t('rights.forgetYes')}
          close={close}
          done={said}
          send={() => page.client.forgetAbout(row.visitId, idCheck)}
        >
          <Paragraph>{words.titleOf(row)}</Paragraph>
          <Paragraph>{t('rights.forgetHelp')}</Paragraph>
        </FormDialog>
      )}
    </section>
  );
}
