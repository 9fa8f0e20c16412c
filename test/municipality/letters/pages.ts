import { Hono } from 'hono';
import { html, raw } from 'hono/html';
import { timeIn } from '../../../shared/domain/time.ts';
import type { Demo } from '../demo/demo.ts';
import { INSTITUTION_NAME, PLACES, ZONE } from '../demo/institution.ts';
import type { Letter } from '../demo/letters.ts';
import type { Store } from '../store.ts';
import { qrSvg } from './qr.ts';
import { STYLE } from './style.ts';
import { PERMIT_WORDS } from './words.ts';

type Html = ReturnType<typeof html>;

const dayInWords = (instant: string): string =>
  new Intl.DateTimeFormat('nb-NO', { timeZone: ZONE, weekday: 'long', day: 'numeric', month: 'long' }).format(
    Date.parse(instant),
  );

const title = ({ booking }: Letter): string =>
  booking === null
    ? 'Ikke et besøksbrev'
    : `${booking.visitor.firstName} ${booking.visitor.lastName}, ${PERMIT_WORDS[booking.permitClass].toLowerCase()}`;

const agreement = (booking: NonNullable<Letter['booking']>): Html => {
  const until = timeIn(ZONE, Date.parse(booking.to));
  const company = booking.companions.map((one) => one.name).join(', ');
  return html`<h1>Besøksavtale</h1>
    <p>${INSTITUTION_NAME}</p>
    <dl>
      <dt>Besøkende</dt>
      <dd>${booking.visitor.firstName} ${booking.visitor.lastName}</dd>
      ${
        company === ''
          ? ''
          : html`<dt>Følge</dt>
              <dd>${company}</dd>`
      }
      <dt>Tid</dt>
      <dd>
        ${dayInWords(booking.from)},
        ${timeIn(ZONE, Date.parse(booking.from))}–${until === '00:00' ? '24:00' : until}
      </dd>
      <dt>Sted</dt>
      <dd>${PLACES.find((place) => place.id === booking.place)?.name.nb}</dd>
      <dt>Besøkstype</dt>
      <dd>${PERMIT_WORDS[booking.permitClass]}</dd>
      <dt>Godkjent av</dt>
      <dd>${booking.approver.name}</dd>
    </dl>
    <p>Hold koden foran kameraet ved inngangen når du kommer, og når du går.</p>`;
};

const letterHtml = async (letter: Letter): Promise<Html> =>
  html`<article class="letter" id="${letter.name}">
    ${letter.booking === null ? html`<h1>Ikke et besøksbrev</h1>` : agreement(letter.booking)}
    <div class="qr" role="img" aria-label="QR-kode">${raw(await qrSvg(letter.code))}</div>
    ${
      letter.wordCode === null
        ? ''
        : html`<p class="word">Ordkode, hvis kameraet ikke virker: <strong>${letter.wordCode}</strong></p>`
    }
    <p class="shows"><b>Demo.</b> ${letter.shows}</p>
  </article>`;

const page = (heading: string, kind: 'all' | 'one', body: unknown): Html =>
  html`<!doctype html>
    <html lang="nb">
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

/** The demo's letters, for a telephone or a printer: `/letters/` all of them, `/letters/NAME` one, `/letters/letters.json` for tests. */
export const letterPages = ({ store, demo, now }: { store: Store; demo: Demo; now: () => number }) => {
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
    const index = html`<nav>
      <h1>Besøksbrev for dagen</h1>
      <p>
        ${INSTITUTION_NAME} finnes ikke, og alle her er oppdiktet. Hold et brev foran kameraet, på telefonen
        eller på papir. Utskrift: A5, ett brev på hver side.
      </p>
      <ul>
        ${letters.map(
          (letter) =>
            html`<li>
              <a href="/letters/${letter.name}"><span>${title(letter)}</span><span>${letter.shows}</span></a>
            </li>`,
        )}
      </ul>
    </nav>`;
    return c.html(page('Besøksbrev', 'all', [index, ...(await Promise.all(letters.map(letterHtml)))]));
  });
  pages.get('/:name', async (c) => {
    const wanted = c.req.param('name');
    const letters = await demo.letters(store, now());
    const letter = letters.find((one) => one.name === wanted || one.booking?.id === wanted);
    if (!letter) return c.html(page('Finnes ikke', 'one', html`<p>Dette brevet finnes ikke.</p>`), 404);
    return c.html(page(title(letter), 'one', await letterHtml(letter)));
  });
  return pages;
};
