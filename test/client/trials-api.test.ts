import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createTrialsApi, failureOf } from '../../client/api/trials-api.ts'
import type { ApiFailure } from '../../client/api/trials-api.ts'
import type { TrialsReply } from '../../shared/api.ts'
import { buildSummary } from '../builders.ts'

const BASE = 'http://app.test'
const unhandled: string[] = []
const server = setupServer()
beforeAll(() => {
  server.events.on('request:unhandled', ({ request }) => unhandled.push(request.url))
  server.listen({ onUnhandledRequest: 'error' })
})
afterEach(() => {
  server.resetHandlers()
  expect(unhandled).toEqual([])
})
afterAll(() => server.close())

const api = createTrialsApi(BASE)

function reply(ids: readonly string[], total: number): TrialsReply {
  return {
    trials: ids.map((trialId) => buildSummary({ trialId })),
    total,
    returned: ids.length,
    hidden: { role: 0, purpose: 0 },
    registries: [],
    generatedAt: '2026-11-22T00:00:00.000Z',
  }
}

async function failure(flight: Promise<unknown>): Promise<ApiFailure> {
  return flight.then(
    () => expect.fail('should have failed'),
    (error: unknown) => failureOf(error),
  )
}

describe('the list', () => {
  it('asks for every role once', async () => {
    const asked: string[] = []
    server.use(
      http.get(`${BASE}/api/trials`, ({ request }) => {
        asked.push(new URL(request.url).search)
        return HttpResponse.json(reply(['NCT00000001'], 1))
      }),
    )
    expect((await api.trials()).trials).toHaveLength(1)
    expect(asked).toEqual(['?role=all&limit=5000'])
  })

  it('reads page after page until it holds as many trials as the server says there are', async () => {
    const ids = ['NCT00000001', 'NCT00000002', 'NCT00000003']
    server.use(
      http.get(`${BASE}/api/trials`, ({ request }) => {
        const offset = Number(new URL(request.url).searchParams.get('offset') ?? 0)
        return HttpResponse.json(reply(ids.slice(offset, offset + 2), 3))
      }),
    )
    expect((await api.trials()).trials.map((trial) => trial.trialId)).toEqual(ids)
  })

  it('refuses the whole list when one trial on a later page cannot be read', async () => {
    server.use(
      http.get(`${BASE}/api/trials`, ({ request }) => {
        const page = reply(['NCT00000001'], 2)
        return HttpResponse.json(
          request.url.includes('offset') ? { ...page, trials: [{ ...page.trials[0], statusGroup: 'open' }] } : page,
        )
      }),
    )
    expect(await failure(api.trials())).toEqual({ kind: 'unreadable' })
  })

  it('does not take a short list for a whole one when a page comes back empty', async () => {
    server.use(
      http.get(`${BASE}/api/trials`, ({ request }) =>
        HttpResponse.json(reply(request.url.includes('offset') ? [] : ['NCT00000001'], 2)),
      ),
    )
    expect(await failure(api.trials())).toEqual({ kind: 'unreadable' })
  })
})

describe('what can go wrong', () => {
  it('names the problem the server named', async () => {
    const problem = {
      type: 'urn:x',
      title: 'No such trial',
      status: 404,
      detail: 'We hold no NCT99999999.',
      code: 'trial-not-found',
    }
    server.use(http.get(`${BASE}/api/trials/:id`, () => HttpResponse.json(problem, { status: 404 })))
    expect(await failure(api.trial('NCT99999999'))).toEqual({
      kind: 'problem',
      status: 404,
      code: 'trial-not-found',
      detail: 'We hold no NCT99999999.',
    })
  })

  it('says which status a proxy’s HTML error had', async () => {
    server.use(http.get(`${BASE}/api/statement`, () => HttpResponse.html('<h1>Bad gateway</h1>', { status: 502 })))
    expect(await failure(api.statement(null))).toEqual({ kind: 'problem', status: 502, code: null, detail: null })
  })

  it('tells no answer from an answer that cannot be read', async () => {
    server.use(
      http.get(`${BASE}/api/matrix`, () => HttpResponse.error()),
      http.get(`${BASE}/api/summary`, () => HttpResponse.json({ byStatus: 'many' })),
    )
    expect(await failure(api.matrix())).toEqual({ kind: 'offline' })
    expect(await failure(api.summary())).toEqual({ kind: 'unreadable' })
  })

  it('passes on that the page itself gave up', async () => {
    server.use(http.get(`${BASE}/api/trials/:id`, () => HttpResponse.json({})))
    const controller = new AbortController()
    controller.abort()
    await expect(api.trial('NCT00000001', controller.signal)).rejects.toHaveProperty('name', 'AbortError')
  })

  it('asks for an earlier statement by its version', async () => {
    const asked: string[] = []
    server.use(
      http.get(`${BASE}/api/statement`, ({ request }) => {
        asked.push(new URL(request.url).search)
        return HttpResponse.json({}, { status: 404 })
      }),
    )
    await failure(api.statement('a b&c'))
    expect(asked).toEqual(['?version=a%20b%26c'])
  })
})
