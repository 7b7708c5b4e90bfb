import { svg } from 'lit'
import type { SVGTemplateResult, TemplateResult } from 'lit'
import { html } from 'lit'
import type { StatusShape } from '../describe/status-words.ts'

const SHAPES: Record<StatusShape, SVGTemplateResult> = {
  open: svg`<circle cx="8" cy="8" r="6" fill="currentColor"/>`,
  soon: svg`<circle cx="8" cy="8" r="5.2" fill="none" stroke="currentColor" stroke-width="1.8"/>`,
  invited: svg`<path d="M2 4h12v8H2zM2 4.5l6 4.5 6-4.5" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round"/>`,
  running: svg`<circle cx="8" cy="8" r="5.2" fill="none" stroke="currentColor" stroke-width="1.8"/><path d="M8 2.8a5.2 5.2 0 0 1 0 10.4z" fill="currentColor"/>`,
  paused: svg`<path d="M4.5 3v10M11.5 3v10" stroke="currentColor" stroke-width="3" stroke-linecap="round"/>`,
  done: svg`<path d="m2.8 8.6 3.4 3.4 7-7.6" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/>`,
  stopped: svg`<rect x="3" y="3" width="10" height="10" rx="1.5" fill="none" stroke="currentColor" stroke-width="1.8"/><path d="m5.5 5.5 5 5" stroke="currentColor" stroke-width="1.8"/>`,
  review: svg`<path d="M4 2h8M4 14h8M5 2c0 4 6 4 6 6s-6 2-6 6M11 2c0 4-6 4-6 6s6 2 6 6" fill="none" stroke="currentColor" stroke-width="1.5"/>`,
  question: svg`<path d="M5.4 5.6a2.7 2.7 0 1 1 3.6 2.5c-.7.3-1 .8-1 1.6" fill="none" stroke="currentColor" stroke-width="1.9" stroke-linecap="round"/><circle cx="8" cy="13" r="1.3" fill="currentColor"/>`,
}

/** The shape of a status: decorative, the words stand beside it. */
export function statusIcon(shape: StatusShape): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">${SHAPES[shape]}</svg>`
}

const CROSS = svg`<path d="m4 4 8 8M12 4l-8 8" stroke="currentColor" stroke-width="1.8" stroke-linecap="round"/>`
const ARROW = svg`<path d="M6 3.5 10.5 8 6 12.5" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/>`
const ALERT = svg`<path d="M8 1.8 15 14H1z" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round"/><path d="M8 6v3.6" stroke="currentColor" stroke-width="1.7" stroke-linecap="round"/><circle cx="8" cy="11.8" r=".95" fill="currentColor"/>`
const BOOKMARK = 'M4 2.2h8v11.4l-4-3.1-4 3.1z'
const SAVE = svg`<path d=${BOOKMARK} fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round"/>`
const SAVED = svg`<polygon points="4,2.2 12,2.2 12,13.6 8,10.5 4,13.6" fill="currentColor" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round"/>`
const COMPARE = svg`<path d="M2.5 3h4v10h-4zM9.5 3h4v10h-4z" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round"/>`
const PIN = svg`<path d="M8 14.2S3.2 9.6 3.2 6.4a4.8 4.8 0 0 1 9.6 0C12.8 9.6 8 14.2 8 14.2z" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round"/><circle cx="8" cy="6.4" r="1.7" fill="currentColor"/>`
const CHECK = svg`<path d="m2.8 8.6 3.4 3.4 7-7.6" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/>`
const GLYPHS = {
  cross: CROSS,
  arrow: ARROW,
  alert: ALERT,
  save: SAVE,
  saved: SAVED,
  compare: COMPARE,
  check: CHECK,
  pin: PIN,
}

export function icon(name: keyof typeof GLYPHS): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">${GLYPHS[name]}</svg>`
}
