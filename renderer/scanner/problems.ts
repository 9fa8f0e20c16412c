/** What a camera that could not be opened is called on the screen. */
export type CameraProblem = 'denied' | 'in-use' | 'none' | 'failed';

/** html5-qrcode passes the browser's error on as a sentence: the name in it tells. Order matters only where a sentence has several. */
const NAMES: readonly (readonly [RegExp, CameraProblem])[] = [
  [/NotAllowedError|PermissionDeniedError|SecurityError/, 'denied'],
  [/NotFoundError|DevicesNotFoundError|OverconstrainedError|Camera streaming not supported/, 'none'],
  [/NotReadableError|TrackStartError|AbortError/, 'in-use'],
];

export const cameraProblem = (error: unknown): CameraProblem => {
  const text = error instanceof Error ? `${error.name} ${error.message}` : String(error);
  return NAMES.find(([name]) => name.test(text))?.[1] ?? 'failed';
};
