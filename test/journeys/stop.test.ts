import net from 'node:net'
import { expect, it } from 'vitest'
import { startDouble } from '../registry-double/double.ts'
import { startServer, temporaryFolder } from './server-process.ts'

it('is not ready any more after SIGTERM, still answers, and ends with 0 although a registry hangs and a visitor dawdles', async () => {
  const registries = await startDouble()
  for (const id of Object.keys(registries.baseUrls)) registries.setFault(id, { kind: 'hang' })
  const bases = Object.entries(registries.baseUrls).map(([id, url]) => [`${id.toUpperCase()}_BASE_URL`, url] as const)
  const server = await startServer({ ...Object.fromEntries(bases), PACE: 'off', DATA_DIR: temporaryFolder() })
  try {
    const dawdler = net.connect(Number(new URL(server.url).port), '127.0.0.1')
    dawdler.on('error', () => undefined)
    dawdler.write('GET /api/trials HTTP/1.1\r\nHost: x\r\nX-Slow: ')
    const exited = server.stop()
    await expect.poll(async () => (await fetch(`${server.url}/readyz`)).status, { timeout: 900 }).toBe(503)
    expect((await fetch(`${server.url}/api/statement`)).status).toBe(200)
    expect(await exited).toBe(0)
    expect(server.output()).toContain('"msg":"stopped"')
    expect(server.output()).not.toContain('"level":"error"')
  } finally {
    await server.kill()
    await registries.stop()
  }
})

it('ends at once at a second signal', async () => {
  const server = await startServer({ OFFLINE: '1', DATA_DIR: temporaryFolder(), DRAIN_SECONDS: '5' })
  const exited = server.stop()
  await expect.poll(async () => (await fetch(`${server.url}/readyz`)).status).toBe(503)
  server.child.kill('SIGTERM')
  expect(await exited).toBe(1)
})
