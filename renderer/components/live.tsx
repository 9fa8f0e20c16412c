import type { ReactNode } from 'react';

/** Says a change aloud without moving the focus. Keep it on the page: a region that comes with its text is not read. */
export function Live({ children, urgent = false }: { children: ReactNode; urgent?: boolean }) {
  return (
    <div
      className="only-read-aloud"
      role={urgent ? 'alert' : 'status'}
      aria-live={urgent ? 'assertive' : 'polite'}
    >
      {children}
    </div>
  );
}
