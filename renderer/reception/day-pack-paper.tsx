import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Board, DayPack } from '../../shared/api/staff.ts';
import { useSay } from '../components/staff/language.ts';
import { Qr } from '../components/staff/qr.tsx';
import { dayOf, momentOf } from '../components/staff/times.ts';
import { EvacuationPaper } from './evacuation-paper.tsx';
import { Party, Residents, useHours, usePlaceName } from './parts.tsx';

interface Props {
  readonly board: Board;
  readonly pack: DayPack;
}

/** A table whose columns have a width of their own, so that there is room to write. */
function Sheet({
  columns,
  children,
}: {
  readonly columns: readonly (readonly [heading: string, share: number])[];
  readonly children: ReactNode;
}) {
  return (
    <table className="paper-wide">
      <colgroup>
        {columns.map(([heading, share]) => (
          <col key={heading} width={`${share}%`} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map(([heading]) => (
            <th key={heading} scope="col">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

function Expected({ board, pack }: Props) {
  const { t } = useTranslation('staff');
  const hours = useHours(pack.zone);
  const placeName = usePlaceName(board);
  if (pack.expected.length === 0) return <p>{t('dayPack.nobodyExpected')}</p>;
  return (
    <Sheet
      columns={[
        [t('board.when'), 14],
        [t('board.visitor'), 28],
        [t('evacuation.whom'), 28],
        [t('board.arrived'), 15],
        [t('board.left'), 15],
      ]}
    >
      {pack.expected.map((row) => (
        <tr key={row.bookingId}>
          <td>{hours(row)}</td>
          <td>
            <strong>{row.visitorName}</strong>
            {row.companions.length > 0 && `, ${row.companions.join(', ')}`}
            <small>
              <Party size={row.partySize} /> · {t(`class.${row.permitClass}`)}
              {row.contactLimited && ` · ${t('board.contactLimited')}`}
            </small>
          </td>
          <td>
            <Residents board={board} visit={row} />
            <small>{placeName(row.place)}</small>
          </td>
          <td />
          <td />
        </tr>
      ))}
    </Sheet>
  );
}

function BlankRows({ pack }: { readonly pack: DayPack }) {
  const { t } = useTranslation('staff');
  return (
    <Sheet
      columns={[
        [t('dayPack.row'), 14],
        [t('dayPack.names'), 24],
        [t('dayPack.phone'), 16],
        [t('dayPack.whom'), 22],
        [t('board.arrived'), 12],
        [t('board.left'), 12],
      ]}
    >
      {Array.from({ length: pack.rows }, (_, index) => (
        <tr key={index} className="paper-to-fill">
          <th scope="row">
            {pack.code}-{index + 1}
          </th>
          <td />
          <td />
          <td />
          <td />
          <td />
        </tr>
      ))}
    </Sheet>
  );
}

/** Who is expected, rows to write in, who is in the house, and the signed head of the protocol. House, day and page stand on each sheet. */
export function DayPackPaper({ board, pack }: Props) {
  const { t } = useTranslation('staff');
  const { language } = useSay();
  const day = dayOf(pack.day, language);
  const foot = t('dayPack.foot', { institution: pack.institution, day, code: pack.code });
  useEffect(() => {
    const { style } = document.documentElement;
    style.setProperty('--paper-foot', JSON.stringify(foot));
    return () => {
      style.removeProperty('--paper-foot');
    };
  }, [foot]);
  return (
    <div className="paper-pack">
      <header className="paper-head">
        <strong>{pack.institution}</strong>
        <span>{day}</span>
      </header>
      <h1>{t('dayPack.heading')}</h1>
      <p>{t('dayPack.printed', { when: momentOf(pack.printedAt, language, pack.zone), code: pack.code })}</p>
      <h2>{t('dayPack.expected')}</h2>
      <Expected board={board} pack={pack} />
      <div className="paper-new-page">
        <h2>{t('dayPack.others')}</h2>
        <p>{t('dayPack.othersHelp')}</p>
        <BlankRows pack={pack} />
      </div>
      <div className="paper-new-page">
        <EvacuationPaper board={board} list={pack.evacuation} />
      </div>
      <section className="paper-signed">
        <Qr text={pack.head.jws} label={t('dayPack.qr')} />
        <div>
          <h2>{t('dayPack.head')}</h2>
          <p>{t('dayPack.headHelp')}</p>
          <p>
            <strong>{t('dayPack.length', { count: pack.head.length })}</strong> ·{' '}
            <code>{pack.head.hash}…</code>
          </p>
        </div>
      </section>
    </div>
  );
}
