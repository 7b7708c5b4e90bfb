// Part of the build: starts the built server on this machine's own address, asks it what first visitors ask, and keeps
// what V8 compiled for that. Asks no register and leaves nothing else behind.
import fs from 'node:fs'
import http from 'node:http'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

const WITHIN_MS = 20_000
const ASKED = ['/', '/api/trials', '/api/summary', '/api/statement', '/evidence']

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'trialwijzer-build-'))
process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }))
const port = await freePort()
Object.assign(process.env, {
  HOST: '127.0.0.1',
  PORT: String(port),
  OFFLINE: '1',
  DATA_DIR: folder,
  LOG_LEVEL: 'silent',
})
const { keepCompiled } = await import(new URL('../dist/server/main.js', import.meta.url))
for (const asked of ASKED) await ask(asked)
keepCompiled()
process.exit(0)

function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

/** The first time as soon as it listens. */
async function ask(asked) {
  for (const end = Date.now() + WITHIN_MS; Date.now() < end; await delay(50)) {
    if ((await statusOf(asked)) === 200) return
  }
  throw new Error('the built server does not answer ' + asked)
}

function statusOf(asked) {
  return new Promise((resolve) => {
    http
      .get({ host: '127.0.0.1', port, path: asked, headers: { 'accept-encoding': 'br' } }, (response) => {
        response.resume().once('end', () => resolve(response.statusCode))
      })
      .once('error', () => resolve(null))
  })
}
