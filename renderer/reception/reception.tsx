import { Button, Textfield } from '@digdir/designsystemet-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VisitRow } from '../../shared/api/staff.ts';
import type { Outcome } from '../../shared/domain/outcome.ts';
import { LostContact, type StaffPage } from '../components/staff/staff-frame.tsx';
import { CheckOutDialog } from './check-out-dialog.tsx';
import { CorrectDialog } from './correct-dialog.tsx';
import type { Doing, ExpectedRow } from './doing.ts';
import { ExpectedTable, Listed, VisitTable } from './lists.tsx';
import { OverrideDialog } from './override-dialog.tsx';
import { useBoard } from './use-board.ts';
import { VisitDialog } from './visit-dialog.tsx';
import { Waiting } from './waiting.tsx';
import { ArriveDialog } from './arrive-dialog.tsx';
import { WalkInDialog } from './walk-in-dialog.tsx';

type Open =
  | { what: 'visit' | 'correct' | 'check-out'; visit: VisitRow }
  | { what: 'override'; visit: VisitRow; suggestion: Outcome }
  | { what: 'arrive'; row: ExpectedRow }
  | { what: 'walk-in' }
  | null;

interface Found {
  readonly expected: readonly ExpectedRow[];
  readonly visits: readonly VisitRow[];
}

export function Reception({ page }: { readonly page: StaffPage }) {
  const { t } = useTranslation('staff');
  const [sound, setSound] = useState(true);
  const [open, setOpen] = useState<Open>(null);
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<Found | null>(null);
  const { board, lost } = useBoard(page, sound);
  const close = () => setOpen(null);

  const wanted = query.trim();
  const revision = board?.revision;
  useEffect(() => {
    if (wanted.length < 2) return;
    let stale = false;
    void page.client.lookup(wanted).then((reply) => {
      if (stale) return;
      const heard = page.heard(reply);
      if (heard.ok) setFound(heard.value);
    });
    return () => {
      stale = true;
    };
  }, [wanted, revision, page]);

  if (board === null)
    return (
      <main className="staff-board">
        <p role="status">{t('common.loading')}</p>
        <LostContact lost={lost} />
      </main>
    );

  const doing: Doing = {
    show: (visit) => setOpen({ what: 'visit', visit }),
    override: (visit, suggestion) => setOpen({ what: 'override', visit, suggestion }),
    checkIn: (row) => setOpen({ what: 'arrive', row }),
    checkOut: (visit) => setOpen({ what: 'check-out', visit }),
    closeTask: (id) => void page.client.closeTask(id).then(page.heard),
  };
  // A dialog that stays open shows the visit as it is now, not as it was when it was opened.
  const everyVisit = [...board.waiting.flatMap((task) => task.visit ?? []), ...board.inside, ...board.ended];
  const fresh = (visit: VisitRow) => everyVisit.find((other) => other.visitId === visit.visitId) ?? visit;
  const inside = board.inside.reduce((sum, visit) => sum + visit.partySize, 0);

  return (
    <main className="staff-board">
      <LostContact lost={lost} />
      <div className="staff-tools">
        <Textfield
          type="search"
          label={t('board.search')}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        <Button onClick={() => setOpen({ what: 'walk-in' })}>{t('board.walkIn')}</Button>
        <Button variant="tertiary" aria-pressed={sound} onClick={() => setSound(!sound)}>
          {sound ? t('board.soundOn') : t('board.soundOff')}
        </Button>
      </div>
      {wanted.length >= 2 && found !== null && (
        <Listed
          id="found"
          heading={t('board.found')}
          empty={t('board.nothingFound')}
          count={found.expected.length + found.visits.length}
        >
          {found.expected.length > 0 && <ExpectedTable board={board} rows={found.expected} doing={doing} />}
          {found.visits.length > 0 && (
            <VisitTable board={board} rows={found.visits} doing={doing} label={t('board.found')} />
          )}
        </Listed>
      )}
      <Waiting board={board} doing={doing} />
      <Listed
        id="inside"
        heading={`${t('board.inside')} (${t('board.party', { count: inside })})`}
        empty={t('board.nobodyInside')}
        count={board.inside.length}
      >
        <VisitTable board={board} rows={board.inside} doing={doing} label={t('board.inside')} />
      </Listed>
      <Listed
        id="expected"
        heading={t('board.expected')}
        empty={t('board.nobodyExpected')}
        count={board.expected.length}
      >
        <ExpectedTable board={board} rows={board.expected} doing={doing} />
      </Listed>
      <Listed id="ended" heading={t('board.ended')} empty={t('board.nobodyEnded')} count={board.ended.length}>
        <VisitTable board={board} rows={board.ended} doing={doing} label={t('board.ended')} />
      </Listed>
      {open?.what === 'visit' && (
        <VisitDialog
          board={board}
          visit={fresh(open.visit)}
          close={close}
          override={() =>
            setOpen({ what: 'override', visit: fresh(open.visit), suggestion: 'admit-with-conditions' })
          }
          correct={() => setOpen({ what: 'correct', visit: fresh(open.visit) })}
        />
      )}
      {open?.what === 'override' && (
        <OverrideDialog page={page} visit={fresh(open.visit)} suggestion={open.suggestion} close={close} />
      )}
      {open?.what === 'check-out' && (
        <CheckOutDialog page={page} board={board} visit={fresh(open.visit)} close={close} />
      )}
      {open?.what === 'correct' && (
        <CorrectDialog page={page} board={board} visit={fresh(open.visit)} close={close} />
      )}
      {open?.what === 'arrive' && <ArriveDialog page={page} row={open.row} close={close} />}
      {open?.what === 'walk-in' && <WalkInDialog page={page} board={board} close={close} />}
    </main>
  );
}
