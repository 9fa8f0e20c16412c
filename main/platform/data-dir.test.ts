import { expect, it } from 'vitest';
import { appPaths, findAppRoot } from './app-root.ts';
import { defaultDataDir } from './data-dir.ts';

const on = (platform: NodeJS.Platform, env: Record<string, string>, home: string): string =>
  defaultDataDir({ platform, env, home });

it('keeps its data where the system keeps data', () => {
  expect(on('linux', {}, '/home/kiosk')).toBe('/home/kiosk/.local/share/besoksvert');
  expect(on('linux', { XDG_DATA_HOME: '/srv/data' }, '/home/kiosk')).toBe('/srv/data/besoksvert');
  expect(on('linux', { XDG_DATA_HOME: 'relative' }, '/home/kiosk')).toBe(
    '/home/kiosk/.local/share/besoksvert',
  );
  expect(on('win32', { LOCALAPPDATA: 'D:\\Data' }, 'C:\\Users\\k')).toBe('D:\\Data\\Besoksvert');
  expect(on('win32', {}, 'C:\\Users\\k')).toBe('C:\\Users\\k\\AppData\\Local\\Besoksvert');
});

it('finds its own folder from anywhere inside it', () => {
  const root = findAppRoot();
  expect(findAppRoot(new URL('../../dist/main/electron.js', import.meta.url).href)).toBe(root);
  expect(appPaths().migrations.startsWith(root)).toBe(true);
});

it('says so when it is not inside it', () => {
  expect(() => findAppRoot('file:///nowhere/at/all.js')).toThrow(
    'The program’s own folder'.replace('’', "'"),
  );
});
