import { expect, it } from 'vitest';
import { cameraProblem } from './problems.ts';

it.each([
  ['Error getting userMedia, error = NotAllowedError: Permission denied', 'denied'],
  ['Error getting userMedia, error = NotReadableError: Could not start video source', 'in-use'],
  ['Error getting userMedia, error = NotFoundError: Requested device not found', 'none'],
  ['Error getting userMedia, error = OverconstrainedError', 'none'],
  ['Camera streaming not supported by the browser.', 'none'],
  [new DOMException('Timeout starting video source', 'AbortError'), 'in-use'],
  [new TypeError('something else'), 'failed'],
])('«%s» is shown as %s', (error, expected) => {
  expect(cameraProblem(error)).toBe(expected);
});
