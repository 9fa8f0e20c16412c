/** What an operating system does for keys that lie on its disk. Only the Electron host has one, and on Windows only. */
export interface Protector {
  readonly kind: 'dpapi';
  /** False while what is protected now could not be opened after a power cut. */
  isKept(): boolean;
  protect(text: string): Promise<Buffer>;
  /** Rejects for what another user, another machine or another folder protected. */
  open(bytes: Buffer): Promise<string>;
}

let ofProcess: Protector | null = null;

/** Said once, by the program that has one, before keys are opened; null takes it back. */
export const provideProtector = (protector: Protector | null): void => {
  ofProcess = protector;
};

export const protectorOfProcess = (): Protector | null => ofProcess;
