import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { RESOURCES } from '../../../test/support/exports.ts';
import type { Language } from '../../../shared/domain/language.ts';
import { pdfFile } from './pdf.ts';
import type { Provenance } from './pdf-head.ts';
import { number, text, time, valuesOf } from './table.ts';
import { tally, type Tallied } from './tally.ts';

const NAMES = [
  'Åse Øverås-Nilsen Ærø',
  'Ánne Sárá Čáhcelieđđi Ŋuoŧŧ Žan',
  'Zażółć Gęślą Jaźń',
  'İbrahim Şahin Güneş Ağa ı',
  'Nguyễn Thị Hương Ước Đặng Ẹ ụ ọ',
  'Þórður Ægisson',
];
const columns = [
  text<string>('Navn', (name) => name, 20),
  number<string>('Lengde', (name) => name.length, 5),
  time<string>('Når', () => '2026-03-10T12:00:05.900Z', 10),
  text<string>('Bare i regneark', () => 'hemmelig for papiret'),
];
const provenance = (language: Language): Provenance => ({
  institution: 'Solbakken sykehjem',
  zone: 'Europe/Oslo',
  language,
  period: { from: '2026-03-09', to: '2026-03-10' },
  madeAt: '2026-03-10T12:30:00.000Z',
  madeBy: 'Ivar Infeksjon',
  purpose: 'supervision',
  protocol: { length: 4711, hash: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA' },
});

const made = async (names: readonly string[], language: Language = 'nb') => {
  let tallied: Tallied | null = null;
  const read = () =>
    (tallied = tally(
      {
        headings: columns,
        total: names.length,
        rows: names.map((name) => ({
          values: valuesOf(columns, name),
          missing: name === '' ? ('erased' as const) : null,
        })),
      },
      { title: 'Dagslogg', zone: 'Europe/Oslo', progress: () => undefined },
    ));
  const chunks: Uint8Array[] = [];
  for await (const chunk of pdfFile(read, { resourcesDir: RESOURCES, provenance: provenance(language) }))
    chunks.push(chunk);
  // By a reader that shares nothing with the writer.
  const document = await getDocumentProxy(new Uint8Array(Buffer.concat(chunks)));
  const { text: pages } = await extractText(document, { mergePages: false });
  const counted = (tallied as Tallied | null)?.counted();
  return {
    pages: pages.map((page) => page.replaceAll(/\s+/g, ' ')),
    contentSha256: counted?.contentSha256 ?? '',
  };
};

describe('a table on paper', () => {
  it('says whose it is, of when, by whom, of how many rows, and how to tell that it is whole', async () => {
    const { pages, contentSha256 } = await made([...NAMES, '']);
    const [first = ''] = pages;
    for (const said of [
      'Dagslogg',
      'Institusjon: Solbakken sykehjem',
      'Periode: 09.03.2026 – 10.03.2026',
      'Laget: 10.03.2026 13:30:00 av Ivar Infeksjon',
      'Formål: tilsyn og internkontroll',
      'Antall rader: 7 (rader uten navn: slettet: 1)',
      'Protokollen: 4711 hendelser, hash q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA',
      contentSha256,
      'Side 1 av 1',
      'Ikke med på papir (står i CSV og Excel): Bare i regneark.',
    ])
      expect(first).toContain(said);
    expect(contentSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(first).not.toContain('hemmelig for papiret');
  });

  it.each(NAMES)('has every letter of %s', async (name) => {
    expect((await made([name])).pages.join(' ')).toContain(name);
  });

  it('goes on over pages that are numbered, each with the headings, and loses no row', async () => {
    const names = Array.from({ length: 200 }, (_, index) => `Person nummer ${index}`);
    const { pages } = await made(names);
    expect(pages.length).toBeGreaterThan(5);
    pages.forEach((page, index) => {
      expect(page).toContain(`Side ${index + 1} av ${pages.length}`);
      expect(page).toContain('Lengde');
    });
    const all = pages.join(' ');
    for (const name of names) expect(all).toContain(name);
  });

  it('takes a text that is far too long for its row, and one that looks like a formula', async () => {
    const { pages } = await made(['lang '.repeat(2_000), '=1+1', 'til slutt']);
    expect(pages.join(' ')).toContain('=1+1');
    expect(pages.join(' ')).toContain('til slutt');
  });

  it('without rows says so', async () => {
    const { pages } = await made([]);
    expect(pages).toHaveLength(1);
    expect(pages[0]).toContain('Ingen rader.');
  });

  it.each([
    ['nn', 'Føremål:'],
    ['da', 'Lavet:'],
    ['en', 'Page 1 of 1'],
  ] as const)('speaks the language of the house: %s', async (language, said) => {
    expect((await made(NAMES, language)).pages.join(' ')).toContain(said);
  });
});
