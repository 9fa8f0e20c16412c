import { Heading } from '@digdir/designsystemet-react';
import { useEffect, useRef, type ReactNode } from 'react';

interface ScreenHeadingProps {
  children: ReactNode;
  /** Another value is another screen: the heading takes the focus, so that it is read aloud and Tab starts there. */
  screen: string;
  size?: 'lg' | 'xl' | '2xl';
}

/** The one h1 of a screen. Takes the focus when its screen comes. */
export function ScreenHeading({ children, screen, size = 'lg' }: ScreenHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [screen]);
  return (
    <Heading ref={heading} level={1} data-size={size} tabIndex={-1}>
      {children}
    </Heading>
  );
}
