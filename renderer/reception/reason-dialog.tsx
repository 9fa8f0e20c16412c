import { Textfield } from '@digdir/designsystemet-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { VisitRow } from '../../shared/api/staff.ts';
import { Choice } from '../components/staff/choice.tsx';
import type { Reply } from '../components/staff/client.ts';
import { FormDialog } from '../components/staff/form-dialog.tsx';
import type { StaffPage } from '../components/staff/staff-frame.tsx';
import { useSeen } from './use-seen.ts';

/** What goes along with every such change of a visit. */
export interface Why<R extends string> {
  /** The state of the visit that was on the screen. */
  readonly revision: number;
  readonly reason: R | 'other';
  readonly reasonText: string;
}

interface Props<R extends string, T> {
  readonly page: StaffPage;
  readonly visit: VisitRow;
  readonly heading: string;
  readonly submit: string;
  /** The list of reasons, and the field beside it for words. */
  readonly reason: {
    readonly label: string;
    readonly options: readonly { readonly value: R; readonly text: string }[];
  };
  readonly words: {
    readonly label: string;
    readonly help?: string;
    readonly rows?: number;
    readonly needed: boolean;
  };
  /** What stands before the reason. */
  readonly children: ReactNode;
  /** A sentence, where what stands before the reason cannot be right yet. */
  readonly check?: () => string | null;
  /** Somebody else changed the visit meanwhile: what stands here is made to show it. */
  readonly showNew?: () => void;
  readonly send: (why: Why<R>) => Promise<Reply<T>>;
  readonly close: () => void;
  readonly done?: (answer: T) => void;
}

/** A change of a visit for a reason: from a list, and in words. What somebody else changed meanwhile is shown before it is written over. */
export function ReasonDialog<R extends string, T>(props: Props<R, T>) {
  const { page, visit, heading, submit, words, children, check, showNew, send, close, done = close } = props;
  const { t } = useTranslation('staff');
  const seen = useSeen(visit);
  const [reason, setReason] = useState<R | null>(null);
  const [text, setText] = useState('');
  return (
    <FormDialog
      heading={heading}
      submit={submit}
      check={() => {
        const wrong = check?.() ?? null;
        if (wrong !== null) return wrong;
        if (reason === null) return `${props.reason.label}: ${t('common.required')}`;
        if (words.needed && text.trim().length < 3) return `${words.label}: ${t('common.required')}`;
        if (!seen.changedSince) return null;
        showNew?.();
        seen.see();
        return t('visit.conflict');
      }}
      send={async () =>
        page.heard(
          // Checked before sending: nobody's reason is guessed.
          await send({ revision: seen.revision, reason: reason ?? 'other', reasonText: text.trim() }),
        )
      }
      close={close}
      done={done}
    >
      {children}
      <Choice label={props.reason.label} value={reason} options={props.reason.options} onChange={setReason} />
      <Textfield
        multiline
        rows={words.rows ?? 2}
        label={words.label}
        description={words.help}
        maxLength={500}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </FormDialog>
  );
}
