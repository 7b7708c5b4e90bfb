import { Router } from 'express'
import { apiDocsText } from '../../shared/text/api-docs-text.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { ApiDocument } from '../openapi/api-document.ts'
import { apiDocsContent } from '../openapi/docs-page.ts'
import { createApiDocument } from '../openapi/document.ts'
import { refuseParameters } from './api-router.ts'
import { createBodyCache, sendReadyBody } from './cached-body.ts'
import { createPageRenderer } from './page.ts'
import { pageLang } from './page-router.ts'
import { queryPairs } from './query-pairs.ts'

const BODY_CACHE_BYTES = 8 * 1024 * 1024
const CACHE_CONTROL = 'public, max-age=3600, stale-while-revalidate=86400'
const PAGE_CACHE_CONTROL = 'public, max-age=60, stale-while-revalidate=600'

/** The description of the API: for programs as OpenAPI, for people as a page without script. */
export function createDocsRouter(deps: {
  catalogue: Catalogue
  substanceIds: readonly string[]
  registryIds: readonly string[]
  template: string
  publicUrl: string | null
}): Router {
  const bodies = createBodyCache(BODY_CACHE_BYTES)
  const render = createPageRenderer(withoutScript(deps.template))
  const router = Router({ caseSensitive: true, strict: false })
  let made: ApiDocument | null = null
  // Made when first asked for: the start of the server does not wait for it.
  const document = (): ApiDocument => (made ??= createApiDocument(deps))

  router.get('/openapi.json', async (request, response) => {
    refuseParameters(queryPairs(request), [])
    const body = await bodies.get('openapi', () => ({
      contentType: 'application/json; charset=utf-8',
      body: JSON.stringify(document()),
    }))
    sendReadyBody(request, response, body, { cacheControl: CACHE_CONTROL })
  })

  router.get('/docs', async (request, response) => {
    const lang = pageLang(request)
    const { serial, statement } = deps.catalogue.current()
    const body = await bodies.get(`${String(serial)} docs ${lang}`, () => ({
      contentType: 'text/html; charset=utf-8',
      body: render({
        lang,
        title: `${apiDocsText[lang].title} – Trialwijzer`,
        statement,
        feedBase: deps.publicUrl ?? '',
        content: apiDocsContent(document(), lang),
        canonical: deps.publicUrl === null ? null : `${deps.publicUrl}/api/docs`,
      }),
    }))
    sendReadyBody(request, response, body, { cacheControl: PAGE_CACHE_CONTROL, vary: 'Accept-Language' })
  })

  return router
}

/** The client would take the page over for one of its own. */
function withoutScript(template: string): string {
  return template.replace(/<script\b[^>]*><\/script>/g, '').replace(/<link rel="modulepreload"[^>]*>/g, '')
}
