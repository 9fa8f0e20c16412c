import { describe, expect, it } from 'vitest';
import type { Machine } from '../../platform/data-dir.ts';
import { chooseHost } from './host-choice.ts';
import type { Electron } from './electron.ts';

const desk: Machine = { platform: 'linux', env: { DISPLAY: ':0' }, home: '/home/kiosk' };
const server: Machine = { platform: 'linux', env: {}, home: '/home/kiosk' };
const ready = (): Promise<Electron> => Promise.resolve({ kind: 'ready', executable: '/opt/electron' });
const none = (): Promise<Electron> => Promise.resolve({ kind: 'none', why: 'it is not here' });
const notAsked = (): Promise<Electron> => Promise.reject(new Error('Electron was looked for'));
const chromium = () => '/usr/bin/chromium';

describe('the host of a start', () => {
  it('is Electron where it runs', async () => {
    const choice = await chooseHost({ open: true }, desk, ready, chromium, false);
    expect(choice).toMatchObject({ host: 'electron', executable: '/opt/electron' });
  });

  it('is the browser where Electron does not, and says why in one line', async () => {
    const choice = await chooseHost({ open: true }, desk, none, chromium, false);
    expect(choice).toEqual({
      host: 'browser',
      browser: '/usr/bin/chromium',
      line: 'Host: browser (/usr/bin/chromium), because it is not here',
    });
  });

  it('is the browser without a window where there is no display, and Electron is not looked for', async () => {
    const choice = await chooseHost({ open: true }, server, notAsked, chromium, false);
    expect(choice).toMatchObject({ host: 'browser', browser: null });
    expect(choice.line).toContain('no display');
  });

  it('opens no window for the superuser, nor where none is wanted', async () => {
    expect(await chooseHost({ open: true }, desk, notAsked, chromium, true)).toMatchObject({ browser: null });
    expect(await chooseHost({ open: false }, desk, notAsked, chromium, false)).toMatchObject({
      browser: null,
    });
  });

  it('is the browser where that is wished for', async () => {
    const choice = await chooseHost({ open: true, host: 'browser' }, desk, notAsked, chromium, false);
    expect(choice).toMatchObject({ host: 'browser', browser: '/usr/bin/chromium' });
  });

  it('is the browser without a window where no browser is found', async () => {
    const choice = await chooseHost({ open: true }, desk, none, () => null, false);
    expect(choice).toMatchObject({ host: 'browser', browser: null });
    expect(choice.line).toContain('no Chromium');
  });
});
