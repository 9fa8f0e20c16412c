import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Slip } from '../../shared/api/staff.ts';
import type { Language, LocalText } from '../../shared/domain/language.ts';
import type { Citation } from '../../shared/domain/outcome.ts';
import { momentOf } from '../components/staff/times.ts';
import { say as sayIn } from '../text/index.ts';

/** The words of the slip itself; it never names the resident (F5, S0:497). */
export function SlipPaper({ slip, language }: { readonly slip: Slip; readonly language: Language }) {
  const { i18n } = useTranslation('staff');
  const t = i18n.getFixedT(language, 'staff');
  const say = (text: LocalText) => sayIn(text, language);
  const source = (citation: Citation) => <small key={citation.source}>{t('slip.source', citation)}</small>;
  const moment = (at: string) => momentOf(at, language, slip.zone);
  const cited = new Set([slip.ground?.citation.source, slip.complaint.citation.source]);
  return (
    <>
      <header>
        <strong>{slip.institution}</strong>
        <span>{moment(slip.date)}</span>
      </header>
      <h1>{t('slip.title')}</h1>
      {slip.visitorName !== null && <p>{t('slip.to', { name: slip.visitorName })}</p>}
      <Part heading={t('slip.reason')}>
        <p className="paper-own-words">{slip.reason ?? t('slip.noReason')}</p>
        {slip.givenBy !== null && <p>{t('slip.givenBy', { name: slip.givenBy })}</p>}
        {slip.texts.map((text) => (
          <p key={text.nb}>{say(text)}</p>
        ))}
        {slip.citations.filter((citation) => !cited.has(citation.source)).map(source)}
      </Part>
      {slip.ground !== null && (
        <Part heading={t('slip.ground')}>
          <p>{say(slip.ground.text)}</p>
          {source(slip.ground.citation)}
        </Part>
      )}
      <Part heading={t('slip.newTime')}>
        <p>{slip.newTime === null ? t('slip.noNewTime') : <strong>{moment(slip.newTime)}</strong>}</p>
      </Part>
      {slip.alternatives.length > 0 && (
        <Part heading={t('slip.alternatives')}>
          <ul>
            {slip.alternatives.map((text) => (
              <li key={text.nb}>{say(text)}</li>
            ))}
          </ul>
        </Part>
      )}
      <Part heading={t('slip.contacts')}>
        <ul>
          <li>
            {t('slip.reception')}: <strong>{slip.receptionPhone}</strong>
          </li>
          {slip.contacts.map(({ topic, phone, hours }) => (
            <li key={`${topic.nb} ${phone}`}>
              {say(topic)}: <strong>{phone}</strong>
              {hours !== null && ` (${say(hours)})`}
            </li>
          ))}
        </ul>
      </Part>
      <Part heading={t('slip.complaint')}>
        <p>{say(slip.complaint.text)}</p>
        {source(slip.complaint.citation)}
      </Part>
      <footer>
        {t('visit.receipt')}: <strong>{slip.receipt}</strong>
      </footer>
    </>
  );
}

function Part({ heading, children }: { readonly heading: string; readonly children: ReactNode }) {
  return (
    <section>
      <h2>{heading}</h2>
      {children}
    </section>
  );
}
