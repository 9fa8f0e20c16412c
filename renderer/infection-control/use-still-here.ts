import { useEffect } from 'react';
import type { StaffPage } from '../components/staff/staff-frame.tsx';

const AT_MOST_EVERY_MS = 30_000;

/** Steps that ask the core nothing for minutes (a sheet is printed, a long key is typed): whoever works at them stays signed in. */
export function useStillHere({ client, heard }: StaffPage): void {
  useEffect(() => {
    let told = Date.now();
    const touched = () => {
      if (Date.now() - told < AT_MOST_EVERY_MS) return;
      told = Date.now();
      void client.keys(true).then(heard);
    };
    window.addEventListener('keydown', touched);
    window.addEventListener('pointerdown', touched);
    return () => {
      window.removeEventListener('keydown', touched);
      window.removeEventListener('pointerdown', touched);
    };
  }, [client, heard]);
}
