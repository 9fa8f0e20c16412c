import { Heading } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';

interface Props {
  /** Of the heading: one on a page. */
  readonly id: string;
  readonly heading: ReactNode;
  readonly children: ReactNode;
}

/** A part of a page under its own heading, and named by it. */
export function Part({ id, heading, children }: Props) {
  return (
    <section aria-labelledby={id}>
      <Heading level={2} data-size="sm" id={id}>
        {heading}
      </Heading>
      {children}
    </section>
  );
}
