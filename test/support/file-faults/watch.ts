/** All that a kiosk does to the files in its folder, SQLite's and its own, shown to a test and broken on demand. */
import { decideFileOperations, type Fault } from '../file-faults.ts';
import { decideNodeFiles, leaveNodeFiles } from './node-files.ts';

export interface ShownOperation {
  readonly name: string;
  readonly file: string;
  readonly bytes: number;
}

/** From now on every operation is asked about. */
export const watch = (folder: string, ask: (operation: ShownOperation) => Fault | null): void => {
  decideFileOperations(ask);
  decideNodeFiles(folder, ask);
};

export const unwatch = (): void => {
  decideFileOperations(null);
  leaveNodeFiles();
};
