import { Alert, Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** What every step of a set-up is given. */
export interface Ways {
  readonly problem: string | null;
  readonly busy: boolean;
  /** Out of the steps: nothing has been kept. */
  readonly close: () => void;
}

interface Props extends Ways {
  /** Which of the four; none for one that stands outside them. */
  readonly step?: number;
  readonly heading: string;
  readonly submit: string;
  readonly leave: string;
  readonly next: () => void;
  /** More ways on, beside the two. */
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

export const STEPS = 4;

/** One question of a set-up, with the way on and the way out. */
export function Step({ step, heading, submit, leave, next, tools, problem, busy, close, children }: Props) {
  const { t } = useTranslation('staff');
  const top = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    top.current?.focus();
  }, []);
  return (
    <main className="staff-sign-in keys-step">
      {step !== undefined && <Paragraph>{t('keys.step', { step, of: STEPS })}</Paragraph>}
      <Heading level={2} data-size="lg" ref={top} tabIndex={-1}>
        {heading}
      </Heading>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          next();
        }}
      >
        {children}
        <div aria-live="assertive">{problem !== null && <Alert data-color="danger">{problem}</Alert>}</div>
        <div className="staff-actions">
          <Button type="submit" disabled={busy}>
            {busy ? t('keys.working') : submit}
          </Button>
          {tools}
          <Button type="button" variant="secondary" onClick={close}>
            {leave}
          </Button>
        </div>
      </form>
    </main>
  );
}
