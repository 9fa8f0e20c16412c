import { Alert, Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PackInWords } from '../../shared/api/policy.ts';
import type { ReplyError } from '../components/staff/client.ts';
import { Contacts } from '../components/staff/contacts.tsx';
import { useSay } from '../components/staff/language.ts';
import { PackWarnings } from '../components/staff/pack-warnings.tsx';
import { Part } from '../components/staff/part.tsx';
import { useProblem } from '../components/staff/problem.ts';
import type { StaffPage } from '../components/staff/staff-frame.tsx';
import { PackFacts } from './pack-facts.tsx';
import { RuleCard } from './rule-card.tsx';
import type { PackName } from './use-policy.ts';

interface Props {
  readonly page: StaffPage;
  readonly name: PackName;
  readonly back: () => void;
}

/** A pack as a lead reads it: its rules in order, its phases, its questions and its telephones, in words. */
export function Reading({ page, name: { id, version }, back }: Props) {
  const { t } = useTranslation('staff');
  const { say } = useSay();
  const wordsOf = useProblem();
  const [pack, setPack] = useState<PackInWords | null>(null);
  const [problem, setProblem] = useState<ReplyError | null>(null);
  const top = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    void page.client.readPack(id, version).then((reply) => {
      const heard = page.heard(reply);
      if (heard.ok) setPack(heard.value);
      else setProblem(heard.error);
    });
  }, [page, id, version]);
  useEffect(() => {
    top.current?.focus();
  }, [pack]);

  return (
    <main className="staff-board">
      <div className="staff-tools">
        <Button variant="secondary" onClick={back}>
          {t('reading.back')}
        </Button>
      </div>
      <div aria-live="polite">
        {pack === null && problem === null && <Paragraph>{t('common.loading')}</Paragraph>}
        {problem !== null && <Alert data-color="danger">{wordsOf(problem)}</Alert>}
      </div>
      {pack !== null && (
        <>
          <section>
            <Heading level={2} data-size="md" ref={top} tabIndex={-1}>
              {say(pack.pack.title)} <small>{t('policy.version', { version })}</small>
            </Heading>
            <PackWarnings pack={pack.pack} />
            <PackFacts pack={pack.pack} />
          </section>
          <Part id="rules" heading={t('reading.rules')}>
            <Paragraph>{t('reading.rulesHelp')}</Paragraph>
            <ol className="staff-rules">
              {pack.rules.map((rule) => (
                <li key={rule.id}>
                  <RuleCard rule={rule} />
                </li>
              ))}
            </ol>
          </Part>
          <Part id="phases" heading={t('reading.phases')}>
            {pack.phases.map((phase) => (
              <div key={phase.id}>
                <Heading level={3} data-size="xs">
                  {say(phase.title)}
                </Heading>
                <Paragraph>{say(phase.staffText)}</Paragraph>
                <ul className="staff-reasons">
                  {phase.plan.map((line) => (
                    <li key={line.nb}>{say(line)}</li>
                  ))}
                </ul>
                <Paragraph data-size="sm">{t('visit.citation', phase.citation)}</Paragraph>
              </div>
            ))}
          </Part>
          {pack.questionnaires.map((questionnaire) => (
            <Part
              key={questionnaire.id}
              id={`questions-${questionnaire.id}`}
              heading={`${t('reading.questions')}: ${say(questionnaire.title)}`}
            >
              <ol className="staff-reasons">
                {questionnaire.questions.map((question) => (
                  <li key={question.nb}>{say(question)}</li>
                ))}
              </ol>
            </Part>
          ))}
          {pack.contacts.length > 0 && (
            <Part id="contacts" heading={t('reading.contacts')}>
              <Contacts contacts={pack.contacts} />
            </Part>
          )}
        </>
      )}
    </main>
  );
}
