import { useTranslation } from 'react-i18next';
import type { Board, Evacuation } from '../../shared/api/staff.ts';
import { useSay } from '../components/staff/language.ts';
import { clockOf, momentOf } from '../components/staff/times.ts';
import { usePlaceName } from './parts.tsx';

/** Grouped by ward, with a box to tick for each that is found. */
export function EvacuationPaper({ board, list }: { readonly board: Board; readonly list: Evacuation }) {
  const { t } = useTranslation('staff');
  const { language } = useSay();
  const placeName = usePlaceName(board);
  const people = list.inside.reduce((sum, { partySize }) => sum + partySize, 0);
  return (
    <>
      <header className="paper-head">
        <strong>{list.institution}</strong>
        <span>{t('evacuation.asOf', { when: momentOf(list.now, language, list.zone) })}</span>
      </header>
      <h1>{t('evacuation.heading')}</h1>
      <p>
        <strong>{t('evacuation.total', { count: people })}</strong> ·{' '}
        <strong>{t('evacuation.out', { count: list.out.length })}</strong>
      </p>
      {board.wards.map((ward) => {
        const inside = list.inside.filter((visit) => visit.ward === ward.id);
        const out = list.out.filter((outing) => outing.ward === ward.id);
        return (
          <section key={ward.id} aria-labelledby={`evacuate-${ward.id}`}>
            <h2 id={`evacuate-${ward.id}`}>{ward.name}</h2>
            {inside.length === 0 ? (
              <p>{t('evacuation.noVisitors')}</p>
            ) : (
              <table className="paper-wide">
                <colgroup>
                  {[9, 33, 11, 33, 14].map((share, index) => (
                    <col key={index} width={`${share}%`} />
                  ))}
                </colgroup>
                <thead>
                  <tr>
                    <th scope="col">{t('evacuation.checked')}</th>
                    <th scope="col">{t('board.visitor')}</th>
                    <th scope="col">{t('evacuation.people')}</th>
                    <th scope="col">{t('evacuation.whom')}</th>
                    <th scope="col">{t('evacuation.since')}</th>
                  </tr>
                </thead>
                <tbody>
                  {inside.map((visit) => (
                    <tr key={visit.receipt}>
                      <td>
                        <span className="paper-box" />
                      </td>
                      <td>
                        <strong>
                          {visit.visitorName ?? t('evacuation.unnamed', { code: visit.receipt })}
                        </strong>
                        {visit.companions.length > 0 && `, ${visit.companions.join(', ')}`}
                      </td>
                      <td>{visit.partySize}</td>
                      <td>
                        {visit.residentName === null ? '' : `${visit.residentName}, `}
                        {placeName(visit.place)}
                      </td>
                      <td>{clockOf(visit.since, language, list.zone)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
            {out.length > 0 && (
              <>
                <h3>{t('evacuation.residentsOut')}</h3>
                <ul>
                  {out.map((outing) => (
                    <li key={outing.outingId}>
                      {outing.residentName ?? t('common.erased')},{' '}
                      {t('board.since', { time: momentOf(outing.out.at, language, list.zone) })}
                    </li>
                  ))}
                </ul>
              </>
            )}
          </section>
        );
      })}
    </>
  );
}
