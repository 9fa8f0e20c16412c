/** All that a kiosk does to the files in its folder, SQLite's and its own, shown to a test and broken on demand. */
import { decideFileOperations, type Fault } from '../file-faults.ts';
import { decideNodeFiles, leaveNodeFiles } from './node-files.ts';
import { decidePromisedFiles, leavePromisedFiles } from './promised-files.ts';

export interface ShownOperation {
  readonly name: string;
  readonly file: string;
  readonly bytes: number;
}

/** As `Ask` of file-faults.ts. */
export type Shown = (operation: ShownOperation, path: string) => Fault | null;

/** From now on every operation is asked about. */
export const watch = (folder: string, ask: Shown): void => {
  decideFileOperations(ask);
  decideNodeFiles(folder, ask);
  decidePromisedFiles(folder, ask);
};

export const unwatch = (): void => {
  decideFileOperations(null);
  leaveNodeFiles();
  leavePromisedFiles();
};
