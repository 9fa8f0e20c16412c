import { useEffect, useLayoutEffect, useRef } from 'react';
import type { State } from '../../shared/flow/index.ts';

export interface Tap {
  /** How many taps in a row at this place, as the browser counts; 0 from a keyboard or an assistive device. */
  readonly detail: number;
  /** `mouse`, `touch`, `pen`, or empty. */
  readonly pointerType: string;
}

/** Nobody reads a screen faster than this. */
const READING_MS = 350;
/** As long as two taps can be one double tap, and the screen to come. */
const DOUBLE_MS = 700;

/** Whether a tap was meant for the screen before: the second of a double tap, or one that came with the new screen. */
export const isStray = ({ detail, pointerType }: Tap, msSinceScreenCame: number): boolean => {
  if (detail === 0) return false;
  if (detail > 1) return msSinceScreenCame < DOUBLE_MS;
  return pointerType === 'touch' && msSinceScreenCame < READING_MS;
};

/** A hand that taps twice answers one question, not also the next one unread. Taps on the same screen all count. */
export const useSteadyHand = ({ screen, help, idleWarned }: State) => {
  const cameAt = useRef(Number.NEGATIVE_INFINITY);
  const helping = help !== null;
  useLayoutEffect(() => {
    cameAt.current = performance.now();
  }, [screen, helping, idleWarned]);
  useEffect(() => {
    const swallow = (event: MouseEvent) => {
      const pointerType = event instanceof PointerEvent ? event.pointerType : '';
      if (!isStray({ detail: event.detail, pointerType }, performance.now() - cameAt.current)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    document.addEventListener('click', swallow, { capture: true });
    return () => document.removeEventListener('click', swallow, { capture: true });
  }, []);
};
