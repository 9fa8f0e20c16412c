import { Details, Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { VisitRow } from '../../shared/api/staff.ts';
import { useSay } from '../components/staff/language.ts';

/** What each rule that fired asks of staff. */
export function WhatToDo({ visit }: { readonly visit: VisitRow }) {
  const { say } = useSay();
  return visit.rules.map((rule) => <Paragraph key={rule.id}>{say(rule.staffText)}</Paragraph>);
}

/** The facts and the rules that led there, in words, with where each rule stands. */
export function Why({ visit, open = false }: { readonly visit: VisitRow; readonly open?: boolean }) {
  const { t } = useTranslation('staff');
  const { say } = useSay();
  const { phase, ground } = visit;
  return (
    <Details className="staff-why" defaultOpen={open}>
      <Details.Summary>{t('visit.why')}</Details.Summary>
      <Details.Content>
        <ul className="staff-reasons">
          {visit.rules.map((rule) => (
            <li key={rule.id}>
              <Paragraph>{say(rule.because)}</Paragraph>
              <Paragraph data-size="sm">{t('visit.citation', rule.citation)}</Paragraph>
            </li>
          ))}
        </ul>
        {visit.facts.length > 0 && (
          <>
            <Paragraph>
              <strong className="staff-small-strong">{t('visit.facts')}</strong>
            </Paragraph>
            <ul className="staff-reasons">
              {visit.facts.map((fact) => (
                <li key={fact.nb}>{say(fact)}</li>
              ))}
            </ul>
          </>
        )}
        {phase !== null && (
          <Paragraph data-size="sm">
            {t('visit.phase')}: {t('visit.citation', phase.citation)}
          </Paragraph>
        )}
        {ground !== null && (
          <Paragraph>
            {t('visit.ground')}: {say(ground.text)}
          </Paragraph>
        )}
      </Details.Content>
    </Details>
  );
}
