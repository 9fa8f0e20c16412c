import { useTranslation } from 'react-i18next';
import type { Rehearsal } from '../../shared/api/policy.ts';
import { useSay } from '../components/staff/language.ts';
import { Paper } from '../components/staff/paper.tsx';
import { clockOf, dayOf } from '../components/staff/times.ts';
import { Fate } from './fate.tsx';
import type { Policy } from './use-policy.ts';

interface Props {
  readonly policy: Policy;
  readonly rehearsed: Rehearsal;
  readonly zone: string;
}

/** Whom to ring before they come, on paper. */
export function CallListView({ policy, rehearsed, zone }: Props) {
  const { t } = useTranslation('staff');
  const { say, language } = useSay();
  return (
    <Paper
      heading={t('rehearsal.callList')}
      back={() => policy.show({ what: 'rehearsal', rehearsed })}
      lang={language}
    >
      <header>
        <strong>{t('rehearsal.callList')}</strong>
        <span>{dayOf(rehearsed.tomorrow, language)}</span>
      </header>
      <h1>{policy.nameOf(rehearsed.change)}</h1>
      <p>{t('rehearsal.callHelp')}</p>
      <table className="paper-wide">
        <colgroup>
          {[9, 9, 19, 16, 20, 27].map((share, index) => (
            <col key={index} width={`${share}%`} />
          ))}
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{t('rehearsal.called')}</th>
            <th scope="col">{t('rehearsal.when')}</th>
            <th scope="col">{t('board.visitor')}</th>
            <th scope="col">{t('visit.phone')}</th>
            <th scope="col">{t('rehearsal.fate')}</th>
            <th scope="col">{t('rehearsal.rule')}</th>
          </tr>
        </thead>
        <tbody>
          {rehearsed.bookingsHit.map((hit) => (
            <tr key={hit.bookingId}>
              <td>
                <span className="paper-box" />
              </td>
              <td>{clockOf(hit.from, language, zone)}</td>
              <td>
                <strong>{hit.visitorName}</strong>
                <span className="staff-line">{hit.residentName}</span>
              </td>
              <td>{hit.phone ?? t('rehearsal.noPhone')}</td>
              <td>
                <Fate hit={hit} />
                {!hit.certain && <small>{t('rehearsal.possible')}</small>}
              </td>
              <td>
                {hit.rules.map((rule) => (
                  <span key={rule.id}>
                    {say(rule.staffText)}
                    <small>{t('visit.citation', rule.citation)}</small>
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Paper>
  );
}
