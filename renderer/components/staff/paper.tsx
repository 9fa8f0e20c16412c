import { Button, Heading } from '@digdir/designsystemet-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './paper.css';

interface Props {
  /** Said on the screen, not on the paper. */
  readonly heading: string;
  readonly back: () => void;
  /** What went wrong or is under way; not on the paper. */
  readonly notice?: ReactNode;
  /** More to choose from, beside the print button; not on the paper. */
  readonly tools?: ReactNode;
  readonly lang?: string;
  /** What is printed; null while it is not there yet. */
  readonly children: ReactNode;
}

/** A sheet of paper on the screen: only the sheet is printed. */
export function Paper({ heading, back, notice, tools, lang, children }: Props) {
  const { t } = useTranslation('staff');
  const top = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    top.current?.focus();
  }, []);
  return (
    <main className="staff-paper">
      <div className="staff-paper-tools staff-tools">
        <Heading level={2} data-size="sm" ref={top} tabIndex={-1}>
          {heading}
        </Heading>
        {tools}
        {children !== null && <Button onClick={() => window.print()}>{t('common.print')}</Button>}
        <Button variant="secondary" onClick={back}>
          {t('common.back')}
        </Button>
      </div>
      <div className="staff-paper-tools" aria-live="polite">
        {notice}
      </div>
      {children !== null && (
        <article className="paper" lang={lang}>
          {children}
        </article>
      )}
    </main>
  );
}
