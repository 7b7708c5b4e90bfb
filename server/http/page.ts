import type { Statement } from '../../shared/api.ts'
import { substances } from '../../shared/substances/index.ts'
import { en } from '../../shared/text/en.ts'
import { feedText } from '../../shared/text/feed-text.ts'
import { fieldInWords } from '../../shared/text/field-words.ts'
import { nl } from '../../shared/text/nl.ts'
import { plainDate, plainNumber } from '../../shared/text/plain-date.ts'
import { pageText } from '../../shared/text/page-text.ts'
import { inspectReason } from '../../shared/text/statement-text.ts'
import type { Trial } from '../../shared/trial.ts'
import { html, SafeHtml } from './html.ts'
import { detailWords, leadText } from './trial-lead.ts'

/**
 * The HTML shell. The statement is in it as text, so that it can be read without JavaScript, by search engines and in
 * link previews; the client takes over from there.
 */
export type Lang = 'en' | 'nl'

/** Words that the client shows for the same values. */
const words = { en, nl }

export interface PageInput {
  lang: Lang
  title: string
  statement: Statement
  /** Markup inside <main> for readers without JavaScript. */
  content: SafeHtml
  /** Absolute address of the page, when the operator told us our own; else null. */
  canonical: string | null
  /** Where the feeds are: our own absolute address, or '' for the address the page is read at. */
  feedBase: string
  /** Without the client: the page is whole as the server sends it. */
  plain?: boolean
}

const SCRIPT = /<script[^>]*><\/script>|<link rel="modulepreload"[^>]*>/g

/** Puts a page into the built `index.html`, at its three placeholders. Throws at start-up when one is missing. */
export function createPageRenderer(template: string): (input: PageInput) => string {
  const langMatch = /<html lang="[a-z-]+"/.exec(template)
  for (const placeholder of ['<!--head-->', '<!--statement-->', '<!--content-->']) {
    if (!template.includes(placeholder)) throw new Error(`client/index.html has no ${placeholder}`)
  }
  if (langMatch === null) throw new Error('client/index.html has no <html lang>')
  return (input) => {
    const parts: Record<string, string> = {
      '<!--head-->': head(input).markup,
      '<!--statement-->': statementLine(input).markup,
      '<!--content-->': input.content.markup,
    }
    const shell = input.plain === true ? template.replaceAll(SCRIPT, '') : template
    return shell
      .replace(langMatch[0], `<html lang="${input.lang}"`)
      .replace(/<!--(?:head|statement|content)-->/g, (placeholder) => parts[placeholder] ?? '')
  }
}

function head(input: PageInput): SafeHtml {
  const description = input.statement.line[input.lang]
  const alternate = (lang: Lang): SafeHtml =>
    input.canonical === null
      ? new SafeHtml('')
      : html`<link rel="alternate" hreflang="${lang}" href="${input.canonical}?lang=${lang}" />`
  return html`<title>${input.title}</title>
    <meta name="description" content="${description}" />
    <meta property="og:title" content="${input.title}" />
    <meta property="og:description" content="${description}" />
    ${input.canonical === null ? new SafeHtml('') : html`<link rel="canonical" href="${input.canonical}" />`}
    ${alternate('en')}${alternate('nl')}
    <link
      rel="alternate"
      type="application/atom+xml"
      title="${feedText[input.lang].title}"
      href="${input.feedBase}/feeds/trials.atom?lang=${input.lang}"
    />`
}

function statementLine({ statement, lang }: PageInput): SafeHtml {
  return html`<p class="statement-text">
    ${statement.line[lang]} <a href="/evidence?lang=${lang}">${pageText[lang].toEvidence}</a>
  </p>`
}

/** The full statement of `/evidence`, as HTML. `archivedOn`: ISO time of publication of an earlier version, else null. */
export function evidenceContent(
  statement: Statement,
  lang: Lang,
  published: { at: string; archived: boolean; registryNames: ReadonlyMap<string, string> },
): SafeHtml {
  const text = pageText[lang]
  return html`<article>
    <h1>${text.evidenceTitle}</h1>
    ${published.archived ? html`<p>${text.archived}</p>` : new SafeHtml('')}
    <div class="verdict verdict--${statement.verdict}">
      <p class="verdict__short">${detailWords[lang].evidence.verdict[statement.verdict]}</p>
      <p class="verdict__text">${statement.text[lang]}</p>
    </div>
    <p>${text.publishedOn(statement.version, plainDate(published.at.slice(0, 10), lang))}</p>
    ${statement.toInspect.length === 0 ? new SafeHtml('') : toInspect(statement, lang)}
    <h2>${text.exceptionsTitle}</h2>
    ${exceptionsTable(statement, lang)}
    <h2>${text.searchedTitle}</h2>
    ${screenedTable(statement, lang, published.registryNames)}
    <h2>${text.notSearchedTitle}</h2>
    <ul>
      ${statement.notSearched.map((name) => html`<li>${name}</li>`)}
    </ul>
  </article>`
}

function toInspect(statement: Statement, lang: Lang): SafeHtml {
  return html`<h2>${pageText[lang].toInspectTitle}</h2>
    <ul>
      ${statement.toInspect.map(
        (entry) =>
          html`<li>
            ${
              entry.url === null
                ? html`${entry.recordId ?? entry.registryId}`
                : html`<a href="${entry.url}">${entry.recordId ?? entry.registryId}</a>`
            }:
            ${inspectReason(entry.reason)[lang]}
          </li>`,
      )}
    </ul>`
}

function exceptionsTable(statement: Statement, lang: Lang): SafeHtml {
  return html`<div class="scroll-x" tabindex="0" role="group" aria-label="${pageText[lang].exceptionsTitle}">
    <table>
      <thead>
        <tr>
          ${pageText[lang].exceptionsHead.map((h) => html`<th scope="col">${h}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${statement.exceptions.map(
          (e) =>
            html`<tr>
              <td><a href="/trial/${e.trialId}">${e.trialId}</a></td>
              <td>${words[lang].idTier[e.tier]}</td>
              <td>
                <q><bdi>${e.quote}</bdi></q>
              </td>
              <td>${fieldInWords(e.field, words[lang].fields)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

function screenedTable(statement: Statement, lang: Lang, registryNames: ReadonlyMap<string, string>): SafeHtml {
  const { perRegistry, perSubstance } = statement.screened
  const substanceName = (id: string): string => substances.find((one) => one.id === id)?.name[lang] ?? id
  const rows = [
    ...Object.entries(perRegistry).map(([id, trials]) => [registryNames.get(id) ?? id, trials] as const),
    ...Object.entries(perSubstance).map(([id, trials]) => [substanceName(id), trials] as const),
  ]
  return html`<div class="scroll-x" tabindex="0" role="group" aria-label="${pageText[lang].searchedTitle}">
    <table>
      <thead>
        <tr>
          ${pageText[lang].searchedHead.map((h) => html`<th scope="col">${h}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([name, trials]) =>
            html`<tr>
              <td>${name}</td>
              <td>${plainNumber(trials, lang)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

/** What a reader sees of a trial before any script runs: its title and first sentences, and the official records. */
export function trialContent({ summary, records }: Trial, lang: Lang): SafeHtml {
  return html`<article class="trial">
    <h1 lang="${summary.titleLang}" dir="auto">${summary.title}</h1>
    <p class="lead">${leadText(summary, lang)}</p>
    <ul>
      ${records.map((r) => html`<li><a href="${r.url}">${r.registryId} ${r.recordId}</a></li>`)}
    </ul>
  </article>`
}

/**
 * What a reader sees of the first page before any script runs: its heading and lead, as the client draws them. The list
 * is a page of its own, a tenth of all others' bytes.
 */
export function exploreContent(trials: readonly Trial[], lang: Lang): SafeHtml {
  const text = pageText[lang]
  const { title, lead } = words[lang].explore
  return html`<div class="hero">
      <h1>${title}</h1>
      <p class="lead">${lead}</p>
    </div>
    <noscript>
      <p>${text.noScript}</p>
      <p><a href="/list?lang=${lang}">${text.toList(plainNumber(trials.length, lang))}</a></p>
    </noscript>`
}

/** Trials on one page of the plain list: a long page for a phone already. */
const LIST_PAGE = 1_000

export function listPages(trials: readonly Trial[]): number {
  return Math.max(1, Math.ceil(trials.length / LIST_PAGE))
}

/** One page of every trial with its link; the first is 1. */
export function listContent(trials: readonly Trial[], lang: Lang, page: number): SafeHtml {
  const text = pageText[lang]
  const turning = listPages(trials) === 1 ? new SafeHtml('') : listTurning(page, listPages(trials), lang)
  return html`<h1>${text.listTitle}</h1>
    <p><a href="/?lang=${lang}">${text.toTrials}</a></p>
    ${turning}
    <ul>
      ${trials
        .slice((page - 1) * LIST_PAGE, page * LIST_PAGE)
        .map((t) => html`<li><a href="/trial/${t.summary.trialId}" dir="auto">${t.summary.title}</a></li>`)}
    </ul>
    ${turning}`
}

function listTurning(page: number, pages: number, lang: Lang): SafeHtml {
  const text = pageText[lang]
  const link = (to: number, rel: string, label: string): SafeHtml =>
    to < 1 || to > pages
      ? new SafeHtml('')
      : html`<a rel="${rel}" href="/list?lang=${lang}&amp;page=${to}">${label}</a>`
  return html`<p>
    ${link(page - 1, 'prev', text.previousPage)} ${listPageName(page, pages, lang)}
    ${link(page + 1, 'next', text.nextPage)}
  </p>`
}

export function listPageName(page: number, pages: number, lang: Lang): string {
  return pageText[lang].listPage(plainNumber(page, lang), plainNumber(pages, lang))
}
