import { Button, Textfield } from '@digdir/designsystemet-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VisitRow } from '../../shared/api/staff.ts';
import { LostContact, type StaffPage } from '../components/staff/staff-frame.tsx';
import { Dialogs, type Open } from './dialogs.tsx';
import type { Doing, ExpectedRow } from './doing.ts';
import { DayPackView } from './day-pack-view.tsx';
import { EvacuationView } from './evacuation-view.tsx';
import { InForce } from './in-force.tsx';
import { ExpectedTable, Listed, VisitTable } from './lists.tsx';
import { LateView } from './late-view.tsx';
import { OutingTable } from './outings.tsx';
import { isPrivateHome } from './parts.tsx';
import { SlipView } from './slip-view.tsx';
import { Tasks } from './tasks.tsx';
import { useBoard } from './use-board.ts';

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

  const back = () => setOpen(null);
  if (open?.what === 'slip') return <SlipView page={page} visitId={open.visit.visitId} back={back} />;
  if (open?.what === 'evacuation') return <EvacuationView page={page} board={board} back={back} />;
  if (open?.what === 'day-pack') return <DayPackView page={page} board={board} back={back} />;
  if (open?.what === 'late') return <LateView page={page} board={board} back={back} />;

  const doing: Doing = {
    show: (visit) => setOpen({ what: 'visit', visit }),
    override: (visit, suggestion) => setOpen({ what: 'override', visit, suggestion }),
    letIn: async (visit) =>
      page.heard(
        await page.client.override(visit.visitId, {
          revision: visit.revision,
          to: isPrivateHome(board, visit.ward) ? 'right-of-access' : 'admit-with-conditions',
          // What the class of visit says by itself; anything more stands in the reason that is owed.
          reason:
            visit.permitClass === 'end-of-life' || visit.permitClass === 'vigil' ? 'end-of-life' : 'other',
          reasonText: '',
        }),
      ),
    writeReason: (visit) => setOpen({ what: 'write-reason', visit }),
    giveReason: (visit) => setOpen({ what: 'give-reason', visit }),
    checkIn: (row) => setOpen({ what: 'arrive', row }),
    checkOut: (visit) => setOpen({ what: 'check-out', visit }),
    isBack: ({ outingId }) => void page.client.isBack(outingId).then(page.heard),
    answerSwept: async (id, answer) => page.heard(await page.client.answerSwept(id, answer)),
    closeTask: (id) => void page.client.closeTask(id).then(page.heard),
  };
  const inside = board.inside.reduce((sum, visit) => sum + visit.partySize, 0);

  return (
    <main className="staff-board">
      <LostContact lost={lost} />
      <InForce board={board} />
      <div className="staff-tools">
        <Textfield
          type="search"
          label={t('board.search')}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        <Button onClick={() => setOpen({ what: 'walk-in' })}>{t('board.walkIn')}</Button>
        <Button variant="secondary" onClick={() => setOpen({ what: 'outing' })}>
          {t('outing.goesOut')}
        </Button>
        <Button variant="secondary" onClick={() => setOpen({ what: 'illness' })}>
          {t('tracing.illness')}
        </Button>
        <Button variant="secondary" onClick={() => setOpen({ what: 'evacuation' })}>
          {t('evacuation.heading')}
        </Button>
        <Button variant="secondary" onClick={() => setOpen({ what: 'day-pack' })}>
          {t('dayPack.heading')}
        </Button>
        <Button variant="secondary" onClick={() => setOpen({ what: 'late' })}>
          {t('late.heading')}
        </Button>
        {board.pack.contacts.length > 0 && (
          <Button variant="secondary" onClick={() => setOpen({ what: 'contacts' })}>
            {t('pack.contacts')}
          </Button>
        )}
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
      <Tasks board={board} doing={doing} />
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
      <Listed id="out" heading={t('outing.heading')} empty={t('outing.nobody')} count={board.out.length}>
        <OutingTable board={board} doing={doing} />
      </Listed>
      <Listed id="ended" heading={t('board.ended')} empty={t('board.nobodyEnded')} count={board.ended.length}>
        <VisitTable board={board} rows={board.ended} doing={doing} label={t('board.ended')} />
      </Listed>
      <Dialogs page={page} board={board} open={open} setOpen={setOpen} />
    </main>
  );
}
