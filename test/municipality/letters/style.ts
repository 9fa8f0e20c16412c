/** Print: A5, one letter a page. Screen: one column; a single letter fills a telephone. */
export const STYLE = `
@page { size: A5; margin: 12mm; }
* { box-sizing: border-box; }
body { margin: 0; font: 17px/1.45 system-ui, sans-serif; color: #111; background: #eceff1; }
nav, .letter { background: #fff; max-width: 148mm; margin: 16px auto; padding: 20px 24px; border-radius: 8px; }
nav ul { padding: 0; list-style: none; }
nav a { display: block; padding: 12px 0; border-top: 1px solid #cfd8dc; color: #003a70; text-decoration: none; }
nav a span { display: block; }
nav a span:first-child { font-weight: 600; text-decoration: underline; }
nav a span:last-child { color: #37474f; }
h1 { font-size: 1.35em; margin: 0 0 4px; }
h2 { font-size: 1.1em; margin: 20px 0 4px; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 2px 16px; margin: 12px 0; }
dt { color: #455a64; }
dd { margin: 0; font-weight: 600; }
.qr { width: 100%; max-width: 78mm; margin: 8px auto; }
.qr svg { display: block; width: 100%; height: auto; }
.word { text-align: center; margin: 4px 0 12px; }
.word strong { display: block; font: 700 2.4em/1.1 ui-monospace, monospace; letter-spacing: .18em; }
.shows { border-left: 6px solid #f9a825; background: #fff8e1; padding: 8px 12px; margin: 12px 0 0; }
.one .letter { display: flex; flex-direction: column; margin: 0 auto; padding-top: 0; min-height: 100vh; border-radius: 0; }
.one .qr { max-width: min(100%, 70vh); order: -2; }
.one .word { order: -1; }
@media print {
  body { background: none; font-size: 11pt; }
  nav { display: none; }
  .letter, .one .letter { display: block; margin: 0; padding: 0; min-height: 0; border-radius: 0; break-after: page; break-inside: avoid; }
  .letter:last-child { break-after: auto; }
  .qr, .one .qr { max-width: 62mm; }
}
`;
