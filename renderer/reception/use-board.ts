import { useEffect, useRef, useState } from 'react';
import type { Board } from '../../shared/api/staff.ts';
import type { Reply } from '../components/staff/client.ts';
import { ring } from '../components/staff/bell.ts';
import type { StaffPage } from '../components/staff/staff-frame.tsx';

const RETRY_MS = 2000;

/** The board, followed live by long polls; rings when somebody new waits. `lost` while the core does not answer. */
export function useBoard(
  { client, heard }: StaffPage,
  sound: boolean,
): { board: Board | null; lost: boolean } {
  const [board, setBoard] = useState<Board | null>(null);
  const [lost, setLost] = useState(false);
  const soundNow = useRef(sound);
  useEffect(() => {
    soundNow.current = sound;
  }, [sound]);

  useEffect(() => {
    const stop = new AbortController();
    let known: ReadonlySet<number> | null = null;
    let touched = true;
    const touch = () => {
      touched = true;
    };
    const signs = ['pointerdown', 'keydown'] as const;
    signs.forEach((sign) => document.addEventListener(sign, touch, { capture: true, signal: stop.signal }));
    const follow = async () => {
      let after: number | null = null;
      for (;;) {
        const present = touched;
        touched = false;
        const reply: Reply<Board> = heard(await client.board(after, stop.signal, present));
        if (stop.signal.aborted) return;
        if (reply.ok) {
          const before = known;
          known = new Set(reply.value.waiting.map((task) => task.id));
          if (before !== null && soundNow.current && reply.value.waiting.some((task) => !before.has(task.id)))
            ring();
          after = reply.value.revision;
          setBoard(reply.value);
          setLost(false);
        } else if (reply.error.error === 'not-signed-in') {
          return;
        } else {
          after = null;
          setLost(true);
          await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
        }
      }
    };
    void follow();
    return () => {
      stop.abort();
    };
  }, [client, heard]);

  return { board, lost };
}
