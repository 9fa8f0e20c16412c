import type { Board, VisitRow } from '../../shared/api/staff.ts';
import type { Outcome } from '../../shared/domain/outcome.ts';
import type { StaffPage } from '../components/staff/staff-frame.tsx';
import { ArriveDialog } from './arrive-dialog.tsx';
import { CheckOutDialog } from './check-out-dialog.tsx';
import { ContactsDialog } from './contacts-dialog.tsx';
import { CorrectDialog } from './correct-dialog.tsx';
import type { ExpectedRow } from './doing.ts';
import { GivenDialog } from './given-dialog.tsx';
import { IllnessDialog } from './illness-dialog.tsx';
import { OutingDialog } from './outing-dialog.tsx';
import { OverrideDialog } from './override-dialog.tsx';
import { OwedDialog } from './owed-dialog.tsx';
import { UndoDialog } from './undo-dialog.tsx';
import { VisitDialog } from './visit-dialog.tsx';
import { WalkInDialog } from './walk-in-dialog.tsx';

/** What lies over the board: a dialog, or a sheet of paper in its place. */
export type Open =
  | {
      what: 'visit' | 'correct' | 'check-out' | 'write-reason' | 'give-reason' | 'slip' | 'undo';
      visit: VisitRow;
    }
  | { what: 'override'; visit: VisitRow; suggestion: Outcome }
  | { what: 'arrive'; row: ExpectedRow }
  | { what: 'walk-in' | 'outing' | 'illness' | 'contacts' | 'evacuation' | 'day-pack' | 'late' }
  | null;

interface Props {
  readonly page: StaffPage;
  readonly board: Board;
  readonly open: Open;
  readonly setOpen: (open: Open) => void;
}

/** The dialog that is open; one that stays open shows the visit as it is now, not as it was when it was opened. */
export function Dialogs({ page, board, open, setOpen }: Props) {
  const close = () => setOpen(null);
  const everyVisit = [...board.waiting.flatMap((task) => task.visit ?? []), ...board.inside, ...board.ended];
  // What an answer brought may be newer than the board.
  const fresh = (visit: VisitRow) =>
    everyVisit.find((other) => other.visitId === visit.visitId && other.revision >= visit.revision) ?? visit;
  switch (open?.what) {
    case 'visit': {
      const visit = fresh(open.visit);
      return (
        <VisitDialog
          board={board}
          visit={visit}
          close={close}
          override={() => setOpen({ what: 'override', visit, suggestion: 'admit-with-conditions' })}
          correct={() => setOpen({ what: 'correct', visit })}
          undo={() => setOpen({ what: 'undo', visit })}
          writeReason={() => setOpen({ what: 'write-reason', visit })}
          giveReason={() => setOpen({ what: 'give-reason', visit })}
          slip={() => setOpen({ what: 'slip', visit })}
        />
      );
    }
    case 'override':
      return (
        <OverrideDialog
          page={page}
          board={board}
          visit={fresh(open.visit)}
          suggestion={open.suggestion}
          close={close}
          postponed={(visit) => setOpen({ what: 'give-reason', visit })}
        />
      );
    case 'check-out':
      return <CheckOutDialog page={page} board={board} visit={fresh(open.visit)} close={close} />;
    case 'correct':
      return <CorrectDialog page={page} board={board} visit={fresh(open.visit)} close={close} />;
    case 'undo': {
      const visit = fresh(open.visit);
      return visit.undoable === null ? null : (
        <UndoDialog page={page} visit={visit} what={visit.undoable} close={close} />
      );
    }
    case 'write-reason':
      return <OwedDialog page={page} visit={fresh(open.visit)} close={close} />;
    case 'give-reason':
      return (
        <GivenDialog
          page={page}
          board={board}
          visit={fresh(open.visit)}
          close={close}
          done={() => setOpen({ what: 'slip', visit: open.visit })}
        />
      );
    case 'arrive':
      return <ArriveDialog page={page} board={board} row={open.row} close={close} />;
    case 'walk-in':
      return <WalkInDialog page={page} board={board} close={close} />;
    case 'outing':
      return <OutingDialog page={page} board={board} close={close} />;
    case 'illness':
      return <IllnessDialog page={page} board={board} close={close} />;
    case 'contacts':
      return <ContactsDialog board={board} close={close} />;
    case 'slip':
    case 'evacuation':
    case 'day-pack':
    case 'late':
    case undefined:
      return null;
  }
}
