import { Alert, Button, Dialog, Heading } from '@digdir/designsystemet-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reply } from './client.ts';
import { useProblem } from './problem.ts';

interface Props<T> {
  readonly heading: string;
  readonly submit: string;
  readonly children: ReactNode;
  /** A sentence instead of sending, when the form cannot be right yet. */
  readonly check?: () => string | null;
  readonly send: () => Promise<Reply<T>>;
  readonly close: () => void;
  /** What comes when it was saved; else it is closed. */
  readonly done?: (answer: T) => void;
}

/** A question to staff with one answer button: says why when it was not saved, and keeps what was typed. */
export function FormDialog<T>({ heading, submit, children, check, send, close, done = close }: Props<T>) {
  const { t } = useTranslation('staff');
  const wordsOf = useProblem();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const save = async () => {
    const wrong = check?.() ?? null;
    if (wrong !== null) {
      setProblem(wrong);
      return;
    }
    setBusy(true);
    const reply = await send();
    setBusy(false);
    if (reply.ok) done(reply.value);
    else setProblem(wordsOf(reply.error));
  };

  return (
    <Dialog open onClose={close} closeButton={t('common.close')} className="staff-dialog">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Heading level={2} data-size="sm">
          {heading}
        </Heading>
        {children}
        <div aria-live="assertive">{problem !== null && <Alert data-color="danger">{problem}</Alert>}</div>
        <div className="staff-actions">
          <Button type="submit" disabled={busy}>
            {submit}
          </Button>
          <Button type="button" variant="secondary" onClick={close}>
            {t('common.cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
