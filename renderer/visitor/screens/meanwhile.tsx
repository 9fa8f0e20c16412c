import { useTranslation } from 'react-i18next';
import type { Decision } from '../../../shared/api/kiosk.ts';
import { awaitsStaff } from '../../../shared/flow/index.ts';
import { BackIcon, BigButton, PhoneIcon, ScreenHeading } from '../../components/index.ts';
import { say } from '../../text/index.ts';
import { Shell } from '../shell.tsx';
import { useVisitor } from '../visitor-context.ts';

/** What somebody who may not go in now can do: what can be had instead, whom to ring, how to complain (F1, F3, P13). */
export function Meanwhile({ decision }: { decision: Decision }) {
  const { state, dispatch } = useVisitor();
  const { t } = useTranslation();
  const { language } = state;
  const { ground, alternatives, contacts, complaint } = decision;
  return (
    <Shell back={false}>
      <ScreenHeading screen="meanwhile">{t('meanwhile.title')}</ScreenHeading>
      {awaitsStaff(decision) && <p className="lead">{t('meanwhile.person')}</p>}
      <div className="saids">
        {ground !== null && (
          <section className="said">
            <h2 className="panel-title">{t('meanwhile.ground')}</h2>
            <p>{say(ground, language)}</p>
          </section>
        )}
        {alternatives.length > 0 && (
          <section className="said">
            <h2 className="panel-title">{t('meanwhile.alternatives')}</h2>
            <ul>
              {alternatives.map((text) => (
                <li key={text.nb}>{say(text, language)}</li>
              ))}
            </ul>
          </section>
        )}
        {complaint !== null && (
          <section className="said">
            <h2 className="panel-title">{t('meanwhile.complaint')}</h2>
            <p>{say(complaint, language)}</p>
          </section>
        )}
        {contacts.length > 0 && (
          <section className="said">
            <h2 className="panel-title">
              <PhoneIcon /> {t('meanwhile.contacts')}
            </h2>
            <dl className="contacts">
              {contacts.map(({ topic, phone, hours }) => (
                <div key={`${phone} ${topic.nb}`}>
                  <dt>
                    {say(topic, language)}
                    {hours !== null && <span className="quiet"> {say(hours, language)}</span>}
                  </dt>
                  <dd>{phone}</dd>
                </div>
              ))}
            </dl>
          </section>
        )}
      </div>
      <div className="way-on">
        <BigButton
          loud
          grow
          variant="secondary"
          icon={<BackIcon />}
          onPress={() => dispatch({ type: 'back' })}
        >
          {t('go.back')}
        </BigButton>
      </div>
    </Shell>
  );
}
