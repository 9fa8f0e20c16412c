import { Hono } from 'hono';
import { html, raw } from 'hono/html';
import { timeIn } from '../../../shared/domain/time.ts';
import type { Demo } from '../demo/demo.ts';
import { GROUPS, type House } from '../demo/house.ts';
import type { Letter } from '../demo/letters.ts';
import type { Store } from '../store.ts';
import { qrSvg } from './qr.ts';
import { STYLE } from './style.ts';

type Html = ReturnType<typeof html>;

const dayInWords = ({ settings, words }: House, instant: string): string =>
  new Intl.DateTimeFormat(words.locale, {
    timeZone: settings.institution.zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  }).format(Date.parse(instant));

const named = ({ booking, situation }: Letter): string =>
  booking === null ? situation : `${situation}: ${booking.visitor.firstName} ${booking.visitor.lastName}`;

const row = (term: string, said: string): Html =>
  html`<dt>${term}</dt>
    <dd>${said}</dd>`;

const agreement = (house: House, booking: NonNullable<Letter['booking']>): Html => {
  const { settings, words } = house;
  const { zone, language } = settings.institution;
  const until = timeIn(zone, Date.parse(booking.to));
  const company = booking.companions
    .map(({ name, child }) => (child === true ? `${name} (${words.child})` : name))
    .join(', ');
  const placeNamed = (id: string): string =>
    settings.places.find((place) => place.id === id)?.name[language] ?? id;
  const places = [booking.place, ...(booking.alsoVisits ?? []).map(({ place }) => place)].map(placeNamed);
  const time = `${timeIn(zone, Date.parse(booking.from))}–${until === '00:00' ? '24:00' : until}`;
  return html`<h1>${words.heading}</h1>
    <p>${settings.institution.name}</p>
    <dl>
      ${row(words.visitor, `${booking.visitor.firstName} ${booking.visitor.lastName}`)}
      ${company === '' ? '' : row(words.company, company)}
      ${row(words.time, `${dayInWords(house, booking.from)}, ${time}`)} ${row(words.place, places.join(', '))}
      ${row(words.permit, words.classes[booking.permitClass])} ${row(words.approvedBy, booking.approver.name)}
    </dl>
    <p>${words.hold}</p>`;
};

const letterHtml = async (house: House, letter: Letter): Promise<Html> => {
  const { words } = house;
  return html`<article class="letter" id="${letter.name}">
    ${letter.booking === null ? html`<h1>${words.noLetter}</h1>` : agreement(house, letter.booking)}
    <div class="qr" role="img" aria-label="${words.qrCode}">${raw(await qrSvg(letter.code))}</div>
    ${
      letter.wordCode === null
        ? ''
        : html`<p class="word">${words.wordCode} <strong>${letter.wordCode}</strong></p>`
    }
    <p class="shows"><b>${words.demo} ${letter.situation}.</b> ${letter.shows}</p>
  </article>`;
};

const indexHtml = ({ words, settings }: House, letters: readonly Letter[]): Html =>
  html`<nav>
    <h1>${words.index}</h1>
    <p>${settings.institution.name}. ${words.introduction}</p>
    ${GROUPS.map(
      (group) => [words.groups[group], letters.filter((letter) => letter.group === group)] as const,
    )
      .filter(([, of]) => of.length > 0)
      .map(
        ([heading, of]) =>
          html`<h2>${heading}</h2>
            <ul>
              ${of.map(
                (letter) =>
                  html`<li>
                    <a href="/letters/${letter.name}"
                      ><span>${named(letter)}</span><span>${letter.shows}</span></a
                    >
                  </li>`,
              )}
            </ul>`,
      )}
  </nav>`;

const page = (house: House, heading: string, kind: 'all' | 'one', body: unknown): Html =>
  html`<!doctype html>
    <html lang="${house.settings.institution.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${heading}</title>
        <link rel="stylesheet" href="/letters/style.css" />
      </head>
      <body class="${kind}">
        ${body}
      </body>
    </html>`;

const POLICY =
  "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The demo's letters, for a telephone or a printer: `/letters/` all of them by situation, `/letters/NAME` one, `/letters/letters.json` for tests. */
export const letterPages = ({ store, demo, now }: { store: Store; demo: Demo; now: () => number }) => {
  const { house } = demo;
  const pages = new Hono();
  pages.use(async (c, next) => {
    await next();
    c.header('content-security-policy', POLICY);
    c.header('cache-control', 'no-store');
  });
  pages.get('/style.css', (c) => c.body(STYLE, 200, { 'content-type': 'text/css; charset=utf-8' }));
  pages.get('/letters.json', async (c) => c.json(await demo.letters(store, now())));
  pages.get('/', async (c) => {
    const letters = await demo.letters(store, now());
    const printed = await Promise.all(letters.map((letter) => letterHtml(house, letter)));
    return c.html(page(house, house.words.index, 'all', [indexHtml(house, letters), ...printed]));
  });
  pages.get('/:name', async (c) => {
    const wanted = c.req.param('name');
    const letters = await demo.letters(store, now());
    const letter = letters.find((one) => one.name === wanted || one.booking?.id === wanted);
    const { notFound } = house.words;
    if (!letter) return c.html(page(house, notFound, 'one', html`<p>${notFound}</p>`), 404);
    return c.html(page(house, named(letter), 'one', await letterHtml(house, letter)));
  });
  return pages;
};
