import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demoSettings } from '../../test/municipality/demo/institution.ts';
import { StartProblem } from './problem.ts';
import { readSettings, settingsFile } from './settings.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'besoksvert-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const good = demoSettings('http://127.0.0.1:9');
const write = (text: string): void => writeFileSync(settingsFile(folder), text);
const problem = (): StartProblem => {
  try {
    readSettings(folder);
  } catch (error) {
    if (error instanceof StartProblem) return error;
    throw error;
  }
  throw new Error('the settings were taken');
};

describe('settings', () => {
  it('are read as they stand, with or without Notepad’s first byte', () => {
    write(JSON.stringify(good));
    expect(readSettings(folder)).toEqual(good);
    write(`\uFEFF${JSON.stringify(good)}`);
    expect(readSettings(folder)).toEqual(good);
  });

  it('that are not there are asked for by name', () => {
    expect(problem().message).toContain(`There is no ${settingsFile(folder)}`);
  });

  it('that are no JSON are an error, and stay as they are', () => {
    write('{ "institution": ');
    expect(problem()).toMatchObject({ exitCode: 78 });
    expect(problem().message).toContain('is not JSON');
    expect(readFileSync(settingsFile(folder), 'utf8')).toBe('{ "institution": ');
  });

  it('that are wrong are an error that names every field', () => {
    write(JSON.stringify({ ...good, kiosk: { ...good.kiosk, port: 80, entrance: 'nowhere' }, extra: 1 }));
    expect(problem().message).toContain('kiosk.port:');
    expect(problem().message).toContain('"extra"');
    write(JSON.stringify({ ...good, kiosk: { ...good.kiosk, entrance: 'nowhere' } }));
    expect(problem().message).toContain('kiosk.entrance: unknown entrance «nowhere»');
  });

  it('move the clock in a demo only', () => {
    write(JSON.stringify({ ...good, clockOffsetMs: -1 }));
    expect(readSettings(folder).clockOffsetMs).toBe(-1);
    write(JSON.stringify({ ...good, demo: false, clockOffsetMs: -1 }));
    expect(problem().message).toContain('clockOffsetMs: only a demo has another clock than the machine');
  });

  it('that leave a field out get no default', () => {
    const { idle: _idle, ...rest } = good;
    write(JSON.stringify(rest));
    expect(problem().message).toContain('idle:');
    const { language: _language, ...institution } = good.institution;
    const { packKeys: _keys, ...municipality } = good.municipality;
    const [{ kind: _kind, capacity: _capacity, ...place } = {}] = good.places;
    write(JSON.stringify({ ...good, institution, municipality, places: [place] }));
    const said = problem().message;
    for (const field of [
      'institution.language',
      'municipality.packKeys',
      'places.0.kind',
      'places.0.capacity',
    ])
      expect(said).toContain(`${field}: is missing\n`);
  });
});
