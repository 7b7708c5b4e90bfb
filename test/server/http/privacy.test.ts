import http from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Catalogue } from '../../../server/catalogue/catalogue.ts'
import { exchange, startApp } from './app-server.ts'
import type { AppServer } from './app-server.ts'

/** Words that only a visitor could have brought. */
const SECRETS = {
  word: 'verdrietigwoord',
  address: '203.0.113.77',
  agent: 'VeryRareBrowser/7.3',
  referer: 'https://patient-forum.example/thread',
  id: '11111111-2222-3333-4444-555555555555',
  trial: 'NCT04876543',
  typed: 'jan-de-vries',
}
const HEADERS = {
  'user-agent': SECRETS.agent,
  'x-forwarded-for': SECRETS.address,
  referer: SECRETS.referer,
  'x-request-id': SECRETS.id,
  cookie: `name=${SECRETS.typed}`,
}

let app: AppServer
let broken: AppServer
beforeAll(async () => {
  app = await startApp({ trustProxy: 1 })
  const fails = (): never => {
    throw new Error('a bug of ours')
  }
  broken = await startApp({ trustProxy: 1, catalogue: { ...app.catalogue, states: fails } satisfies Catalogue })
})
afterAll(async () => {
  await Promise.all([app.stop(), broken.stop()])
})

function ask(of: AppServer, path: string, method = 'GET'): Promise<{ status: number; id: string }> {
  return new Promise((resolve, reject) => {
    http
      .request({ port: of.port, host: '127.0.0.1', path, headers: HEADERS, method, agent: false }, (response) => {
        response.resume()
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, id: String(response.headers['x-request-id']) }),
        )
      })
      .once('error', reject)
      .end()
  })
}

it('logs every answer without who asked and what for, errors included, and counts without it too', async () => {
  const paths = [
    '/',
    `/trial/${SECRETS.trial}`,
    `/trial/${SECRETS.typed}`,
    `/${SECRETS.typed}/${SECRETS.word}`,
    `/api/trials?q=${SECRETS.word}`,
    `/api/trials?q=${SECRETS.word}`,
    `/api/trials?age=${SECRETS.word}`,
    `/api/trials/${SECRETS.trial}`,
    `/api/trials/${SECRETS.typed}`,
    `/api/summary?condition=${SECRETS.word}`,
    `/api/statement?version=${SECRETS.word}`,
    `/api/${SECRETS.word}`,
    `/evidence?version=${SECRETS.word}`,
    `/assets/${SECRETS.word}.js`,
    `/api/trials/%E0%A4%A${SECRETS.word}`,
    '/healthz',
    '/metrics',
  ]
  const statuses = new Set<number>()
  const ids = new Set<string>()
  for (const path of paths) {
    for (const method of ['GET', 'POST']) {
      const answer = await ask(app, path, method)
      statuses.add(answer.status)
      ids.add(answer.id)
    }
  }
  statuses.add((await ask(broken, `/api/trials?q=${SECRETS.word}`)).status)
  await exchange(app.port, `${SECRETS.word} is not HTTP\r\n\r\n`)
  await exchange(app.port, `GET /?${SECRETS.word} HTTP/1.1\r\nX: ${SECRETS.word.repeat(2_000)}\r\n\r\n`)
  expect([...statuses].sort()).toEqual([200, 400, 404, 405, 500])
  expect(ids.size, 'every answer has an id of its own').toBe(paths.length * 2)
  expect(ids).not.toContain(SECRETS.id)

  const lines = [...app.lines, ...broken.lines]
  const requests = lines.filter((line) => line.msg === 'request')
  expect(requests.length).toBe(paths.length * 2 + 1)
  expect(broken.lines.filter((line) => line.level === 'error').length).toBe(2)
  for (const id of ids)
    expect(
      requests.some((line) => line.requestId === id),
      id,
    ).toBe(true)
  const everything = `${lines.map((line) => JSON.stringify(line)).join('\n')}\n${await app.metrics.text()}`
  for (const [name, secret] of Object.entries(SECRETS)) expect(everything.includes(secret), name).toBe(false)
  expect(everything).not.toMatch(/127\.0\.0\.1|::1|"q"|\?q=/)
  const keys = new Set(requests.flatMap((line) => Object.keys(line)))
  expect([...keys].sort()).toEqual(['level', 'method', 'ms', 'msg', 'requestId', 'route', 'status', 'time'])
})
