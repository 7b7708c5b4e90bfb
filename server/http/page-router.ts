import { Router } from 'express'
import type { Request, Response } from 'express'
import { pageText } from '../../shared/text/page-text.ts'
import { trialPageEn } from '../../shared/text/trial-page-en.ts'
import { trialPageNl } from '../../shared/text/trial-page-nl.ts'
import { findTrial } from '../catalogue/catalogue.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { StatementArchive } from '../catalogue/statement-archive.ts'
import { sendReadyBody, unchangedSince } from './cached-body.ts'
import type { BodyCache } from './cached-body.ts'
import { isAssetPath } from './common-headers.ts'
import { sendProblem } from './error-handler.ts'
import { html } from './html.ts'
import type { SafeHtml } from './html.ts'
import { createPageRenderer, evidenceContent, exploreContent, listContent } from './page.ts'
import { listPageName, listPages, trialContent } from './page.ts'
import type { Lang, PageInput } from './page.ts'
import { queryPairs } from './query-pairs.ts'

const sheetTitle = { en: trialPageEn.sheet.title, nl: trialPageNl.sheet.title }
const CACHE_CONTROL = 'public, max-age=60, stale-while-revalidate=600'

/** The HTML pages. A page's state is in the URL fragment, which never reaches us; `lang` and `version` do. */
export function createPageRouter(deps: {
  catalogue: Catalogue
  archive: StatementArchive
  template: string
  publicUrl: string | null
  bodies: BodyCache
}): Router {
  const { catalogue, archive, bodies } = deps
  const render = createPageRenderer(deps.template)
  const router = Router({ caseSensitive: true, strict: false })

  const serialNow = (): number => catalogue.current().serial

  async function send(
    request: Request,
    response: Response,
    page: { key: string; title: string; content: () => SafeHtml; status?: number; plain?: boolean; isPart?: boolean },
  ): Promise<void> {
    const lang = pageLang(request)
    const version = catalogue.current()
    const make = (): { contentType: string; body: string } => {
      const input: PageInput = {
        lang,
        title: page.title,
        statement: version.statement,
        content: page.content(),
        canonical:
          deps.publicUrl === null || page.status === 404 || page.isPart === true ? null : deps.publicUrl + request.path,
        feedBase: deps.publicUrl ?? '',
        plain: page.plain ?? false,
      }
      return { contentType: 'text/html; charset=utf-8', body: render(input) }
    }
    const body = await bodies.get(`${String(version.serial)} ${lang} ${page.key}`, make, unchangedSince(serialNow))
    sendReadyBody(request, response, body, {
      status: page.status ?? 200,
      cacheControl: CACHE_CONTROL,
      vary: 'Accept-Language',
    })
  }

  async function notFound(request: Request, response: Response): Promise<void> {
    if (request.accepts(['html', 'json']) !== 'html') {
      sendProblem(response, 'not-found', 'There is no such page.')
      return
    }
    const words = pageText[pageLang(request)]
    const content = (): SafeHtml =>
      html`<h1>${words.notFoundTitle}</h1>
        <p>${words.notFoundText} <a href="/">${words.toTrials}</a></p>`
    await send(request, response, { key: 'not-found', title: words.notFoundTitle, content, status: 404 })
  }

  router.get('/', async (request, response) => {
    const lang = pageLang(request)
    const title = pageText[lang].siteTitle
    await send(request, response, { key: '/', title, content: () => exploreContent(catalogue.current().trials, lang) })
  })

  router.get('/list', async (request, response) => {
    const lang = pageLang(request)
    const { trials } = catalogue.current()
    const pages = listPages(trials)
    const asked = queryPairs(request).find(([name]) => name === 'page')?.[1] ?? '1'
    const page = /^[1-9]\d{0,6}$/.test(asked) ? Number(asked) : Number.NaN
    if (!(page <= pages)) {
      await notFound(request, response)
      return
    }
    const { listTitle } = pageText[lang]
    await send(request, response, {
      key: `/list ${String(page)}`,
      title: page === 1 ? listTitle : `${listTitle}: ${listPageName(page, pages, lang)}`,
      content: () => listContent(trials, lang, page),
      plain: true,
      isPart: page > 1,
    })
  })

  /** Pages that the client draws: which trials are saved or compared never reaches us. */
  const drawnByClient = [
    ['/about', 'aboutTitle', 'aboutText'],
    ['/check', 'checkTitle', 'checkText'],
    ['/saved', 'savedTitle', 'savedText'],
    ['/compare', 'compareTitle', 'compareText'],
    ['/embed', 'embedTitle', 'embedText'],
  ] as const
  for (const [path, titleOf, textOf] of drawnByClient) {
    router.get(path, async (request, response) => {
      const words = pageText[pageLang(request)]
      const title = words[titleOf]
      const content = (): SafeHtml =>
        html`<h1>${title}</h1>
          <p>${words[textOf]}</p>`
      await send(request, response, { key: path, title, content })
    })
  }

  async function sendTrial(request: Request, response: Response, id: string, page: 'trial' | 'sheet'): Promise<void> {
    const trial = findTrial(catalogue.current(), id)
    if (trial === undefined || trial === null) {
      await notFound(request, response)
      return
    }
    const { trialId, title } = trial.summary
    await send(request, response, {
      key: `/${page}/${trialId}`,
      title: page === 'sheet' ? sheetTitle[pageLang(request)](trialId) : `${title} (${trialId})`,
      content: () => trialContent(trial, pageLang(request)),
    })
  }
  router.get('/trial/:id', (request, response) => sendTrial(request, response, request.params.id, 'trial'))
  router.get('/trial/:id/sheet', (request, response) => sendTrial(request, response, request.params.id, 'sheet'))

  router.get('/evidence', async (request, response) => {
    const lang = pageLang(request)
    const title = pageText[lang].evidenceTitle
    const { statement, publishedAt } = catalogue.current()
    const wanted = queryPairs(request).find(([name]) => name === 'version')?.[1]
    const earlier = wanted === undefined || wanted === statement.version ? null : await archive.find(wanted)
    if (wanted !== undefined && wanted !== statement.version && earlier === null) {
      await notFound(request, response)
      return
    }
    await send(request, response, {
      key: `/evidence ${earlier?.statement.version ?? ''}`,
      title,
      content: () =>
        evidenceContent(earlier?.statement ?? statement, lang, {
          at: earlier?.publishedAt ?? publishedAt,
          archived: earlier !== null,
          registryNames: new Map(catalogue.states().registries.map(({ registryId, name }) => [registryId, name])),
        }),
    })
  })

  // A person who mistyped an address gets a page; a program gets the problem that `notFoundHandler` sends.
  router.get('/{*path}', async (request, response, next) => {
    const isForPrograms = request.path.startsWith('/api/') || isAssetPath(request.path)
    if (isForPrograms || request.accepts(['json', 'html']) !== 'html') next()
    else await notFound(request, response)
  })

  return router
}

/** `?lang`, else what the browser asks for, else English. */
export function pageLang(request: Request): Lang {
  const asked = queryPairs(request).find(([name]) => name === 'lang')?.[1]
  if (asked === 'nl' || asked === 'en') return asked
  return request.acceptsLanguages(['en', 'nl']) === 'nl' ? 'nl' : 'en'
}
