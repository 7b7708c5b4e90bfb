import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import type { AddressInfo } from 'node:net'
import http from 'node:http'
import express from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBodyCache, sendReadyBody } from '../../../server/http/cached-body.ts'
import { makeReadyBody } from '../../../server/http/ready-body.ts'

const text = JSON.stringify(Array.from({ length: 500 }, (_, i) => ({ trialId: `NCT${String(i).padStart(8, '0')}` })))
let server: http.Server
let port: number

beforeAll(async () => {
  const app = express()
  app.disable('etag')
  const body = await makeReadyBody('application/json; charset=utf-8', text)
  app.get('/', (request, response) => sendReadyBody(request, response, body, { cacheControl: 'public, max-age=60' }))
  server = app.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => server.close())

function get(
  headers: Record<string, string>,
  method = 'GET',
): Promise<{ response: http.IncomingMessage; body: Buffer }> {
  return new Promise((resolve, reject) => {
    http
      .request({ port, host: '127.0.0.1', headers, method }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (c: Buffer) => chunks.push(c))
        response.on('end', () => resolve({ response, body: Buffer.concat(chunks) }))
      })
      .on('error', reject)
      .end()
  })
}

describe('a ready body', () => {
  it('is sent as brotli, gzip or plain as the visitor accepts, and always says the same', async () => {
    const br = await get({ 'accept-encoding': 'gzip, br' })
    expect(br.response.headers['content-encoding']).toBe('br')
    expect(brotliDecompressSync(br.body).toString()).toBe(text)
    const zipped = await get({ 'accept-encoding': 'gzip' })
    expect(gunzipSync(zipped.body).toString()).toBe(text)
    const identity = await get({})
    expect(identity.response.headers['content-encoding']).toBeUndefined()
    expect(identity.body.toString()).toBe(text)
    const refused = await get({ 'accept-encoding': 'br;q=0, gzip;q=0' })
    expect(refused.body.toString()).toBe(text)
  })

  it('is not sent again to a visitor who holds it', async () => {
    const first = await get({})
    const etag = first.response.headers.etag ?? ''
    for (const header of [etag, `"other", ${etag}`, `W/${etag}`, '*']) {
      const again = await get({ 'if-none-match': header })
      expect(again.response.statusCode).toBe(304)
      expect(again.body.length).toBe(0)
    }
    expect((await get({ 'if-none-match': '"other"' })).response.statusCode).toBe(200)
  })

  it('answers HEAD with the length and no body', async () => {
    const { response, body } = await get({}, 'HEAD')
    expect(response.headers['content-length']).toBe(String(Buffer.byteLength(text)))
    expect(body.length).toBe(0)
  })
})

describe('the cache of bodies', () => {
  it('builds a body once for many requests at the same time', async () => {
    const cache = createBodyCache(1_000_000)
    let built = 0
    const build = (): { contentType: string; body: string } => {
      built += 1
      return { contentType: 'text/plain', body: text }
    }
    await Promise.all(Array.from({ length: 20 }, () => cache.get('key', build)))
    await cache.get('key', build)
    expect(built).toBe(1)
  })

  it('tries again after a build that failed', async () => {
    const cache = createBodyCache(1_000_000)
    await expect(
      cache.get('key', () => {
        throw new Error('once')
      }),
    ).rejects.toThrow('once')
    expect((await cache.get('key', () => ({ contentType: 'text/plain', body: 'ok' }))).identity.toString()).toBe('ok')
  })
})
