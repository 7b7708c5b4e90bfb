/**
 * The look of the embedded elements: complete in itself and in `em`, so that neither the host's styles nor its root
 * size reach in. `!important` inside a shadow root wins over any rule of the host: `* { display: none }` cannot hide it,
 * the attribute `hidden` can.
 */
export const EMBED_CSS = `
:host { display: block !important; }
:host([hidden]) { display: none !important; }
.root {
  all: initial;
  display: block;
  direction: ltr;
  box-sizing: border-box;
  container-type: inline-size;
  padding: 1em;
  border: 1px solid var(--line);
  border-radius: 0.6em;
  background: var(--surface);
  color: var(--ink);
  font-family: var(--trialwijzer-font, system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif);
  line-height: 1.5;
  overflow-wrap: anywhere;
  color-scheme: light;
  --surface: #fffdf9; --line: #ddd5c7; --ink: #20282c; --quiet-ink: #566066; --link: #0b5a66; --focus: #b4470c;
  --good: #17633f; --good-soft: #dcefe2; --calm: #2b5283; --calm-soft: #e1eaf5;
  --warn: #834a0b; --warn-soft: #f8e8d0; --quiet: #555e64; --quiet-soft: #ebe7df;
}
.root.dark { color-scheme: dark;
  --surface: #1a2328; --line: #2e3a41; --ink: #e8edef; --quiet-ink: #a5b1b7; --link: #85d0d8; --focus: #ffb37a;
  --good: #83d6a6; --good-soft: #15352a; --calm: #a3c5f2; --calm-soft: #1b2f47;
  --warn: #f0bd78; --warn-soft: #3a2a14; --quiet: #b4bec3; --quiet-soft: #273138;
}
@media screen and (prefers-color-scheme: dark) {
  .root.auto { color-scheme: dark;
    --surface: #1a2328; --line: #2e3a41; --ink: #e8edef; --quiet-ink: #a5b1b7; --link: #85d0d8; --focus: #ffb37a;
    --good: #83d6a6; --good-soft: #15352a; --calm: #a3c5f2; --calm-soft: #1b2f47;
    --warn: #f0bd78; --warn-soft: #3a2a14; --quiet: #b4bec3; --quiet-soft: #273138;
  }
}
p, ol, ul, dl, dd, blockquote { margin: 0; padding: 0; }
ol, ul { list-style: none; }
.root > * + *, li > * + * { margin-top: 0.6em; }
a { color: var(--link); text-underline-offset: 0.15em; }
a:focus-visible, button:focus-visible { outline: 0.2em solid var(--focus); outline-offset: 0.15em; border-radius: 0.2em; }
.trials > li { padding-block: 0.9em; border-top: 1px solid var(--line); margin: 0; }
.title { font-size: 1.05em; font-weight: 600; }
.title a { display: inline-block; padding-block: 0.1em; }
.top { display: flex; flex-wrap: wrap; gap: 0.4em 0.8em; align-items: baseline; }
.status { padding: 0.1em 0.6em; border-radius: 0.4em; font-size: 0.875em; font-weight: 600; background: var(--quiet-soft); color: var(--quiet); }
.status.good { background: var(--good-soft); color: var(--good); }
.status.calm { background: var(--calm-soft); color: var(--calm); }
.status.warn, .note { background: var(--warn-soft); color: var(--warn); }
.note { padding: 0.4em 0.7em; border-radius: 0.4em; font-size: 0.9375em; }
dl { display: grid; gap: 0.2em 1em; font-size: 0.9375em; }
dl > div { display: flex; flex-wrap: wrap; gap: 0 0.5em; }
dt, .quiet { color: var(--quiet-ink); }
.small { font-size: 0.875em; }
.registers li + li { margin-top: 0.15em; }
blockquote { font-size: 1.125em; line-height: 1.55; }
button { font: inherit; min-height: 2.75em; padding: 0.3em 1em; border: 1px solid currentColor; border-radius: 0.4em; background: none; color: var(--link); cursor: pointer; }
strong { font-weight: 600; }
@container (min-width: 34em) { dl { grid-template-columns: 1fr 1fr; } }
@media print {
  .root { border-color: #767676; --surface: #fff; --ink: #000; --quiet-ink: #333; --link: #000; }
  .root .status, .root .note { background: none; color: #000; border: 1px solid #767676; }
  .trials > li { break-inside: avoid; }
  button { display: none; }
}
`
