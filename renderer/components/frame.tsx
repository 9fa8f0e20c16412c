import type { ReactNode } from 'react';

interface FrameProps {
  header: ReactNode;
  children: ReactNode;
  footer?: ReactNode;
}

/** The page of a screen: header, a main part that is centred and scrolls only when it must, footer. */
export function Frame({ header, children, footer }: FrameProps) {
  return (
    <div className="frame">
      <header className="frame-header">{header}</header>
      <main className="frame-main">
        <div className="frame-middle">{children}</div>
      </main>
      {footer !== undefined && <footer className="frame-footer">{footer}</footer>}
    </div>
  );
}

/** Says on every screen of a demonstration that nothing here is real. */
export function DemoMark({ children }: { children: ReactNode }) {
  return <strong className="demo-mark">{children}</strong>;
}
