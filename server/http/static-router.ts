import fs from 'node:fs'
import path from 'node:path'
import { Router } from 'express'
import { createBodyCache, sendReadyBody } from './cached-body.ts'

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
}
/** The elements for other sites: a fixed name, so that it can be renewed; nobody keeps an old one for long. */
const EMBED_PATH = '/embed.js'
const MAX_BYTES = 64 * 1024 * 1024

/**
 * The built client, held in memory: what is served is what was there at the start, and no path of a request ever
 * reaches the file system. Names under /assets carry a digest and never change.
 */
export function createStaticRouter(folder: string): Router {
  const files = readFiles(folder)
  const bodies = createBodyCache(MAX_BYTES)
  const router = Router({ caseSensitive: true })
  router.use(async (request, response, next) => {
    const file = request.method === 'GET' || request.method === 'HEAD' ? files.get(request.path) : undefined
    if (file === undefined) {
      next()
      return
    }
    const body = await bodies.get(
      request.path,
      () => file,
      () => true,
    )
    sendReadyBody(request, response, body, { cacheControl: cacheControlOf(request.path) })
  })
  return router
}

function cacheControlOf(path: string): string {
  if (path.startsWith('/assets/')) return 'public, max-age=31536000, immutable'
  return path === EMBED_PATH ? 'public, max-age=300, stale-while-revalidate=3600' : 'public, max-age=3600'
}

function readFiles(folder: string): Map<string, { contentType: string; body: Buffer }> {
  const files = new Map<string, { contentType: string; body: Buffer }>()
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const contentType = TYPES[path.extname(entry.name)]
    if (!entry.isFile() || contentType === undefined) continue
    const full = path.join(entry.parentPath, entry.name)
    const url = '/' + path.relative(folder, full).split(path.sep).join('/')
    files.set(url, { contentType, body: fs.readFileSync(full) })
  }
  return files
}
