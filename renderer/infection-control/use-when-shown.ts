import { useEffect } from 'react';

/**
 * Asks each time a tab is turned to. What is typed or found there stays while another is shown, but what the core says may have changed
 * meanwhile: a case was opened, somebody fell ill, a file was written. `ask` stays the same from one drawing to the next.
 */
export function useWhenShown(isShown: boolean, ask: () => void): void {
  useEffect(() => {
    if (isShown) ask();
  }, [isShown, ask]);
}
