import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { getJson, repoRoot, startServer, temporaryFolder } from './server-process.ts'

const built = path.join(repoRoot, 'dist')
const bundle = path.join(built, 'server', 'server.cjs')

/** Whether a plain Node, as it runs the server, takes the compiled code for this source. */
const REFUSED = `
  const fs = require('node:fs')
  const [file] = process.argv.slice(1)
  const code = '(function (require, __filename) {' + fs.readFileSync(file, 'latin1') + '\\n})'
  const script = new (require('node:vm').Script)(code, { filename: file, cachedData: fs.readFileSync(file + '.cache') })
  process.stdout.write(String(script.cachedDataRejected))
`

describe('the built server', () => {
  it('is plain ASCII, so that reading it byte by byte changes no sign', () => {
    const bytes = fs.readFileSync(bundle)
    expect(bytes.findIndex((byte) => byte > 0x7f)).toBe(-1)
    // In regular expressions, where the bundler leaves them as they are.
    expect(bytes.toString()).toContain('[\\u00df\\u00f8\\u00e6')
  })

  it('has its compiled code beside it, which this Node takes', () => {
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', REFUSED, bundle], { encoding: 'utf8', env: {} })
    expect([stdout, stderr]).toEqual(['false', ''])
  })

  it.each([
    ['of another Node', (compiled: Buffer) => Buffer.concat([Buffer.alloc(16, 7), compiled.subarray(16)])],
    ['cut off', (compiled: Buffer) => compiled.subarray(0, 1_000)],
    ['empty', () => Buffer.alloc(0)],
    ['not there', () => null],
  ])('starts when the compiled code is %s', async (_, change) => {
    const folder = temporaryFolder()
    fs.mkdirSync(path.join(folder, 'server'))
    fs.symlinkSync(path.join(built, 'client'), path.join(folder, 'client'))
    for (const name of ['main.js', 'server.cjs']) {
      fs.copyFileSync(path.join(built, 'server', name), path.join(folder, 'server', name))
    }
    fs.writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}')
    const compiled = change(fs.readFileSync(`${bundle}.cache`))
    if (compiled !== null) fs.writeFileSync(path.join(folder, 'server', 'server.cjs.cache'), compiled)
    const server = await startServer(
      { OFFLINE: '1', DATA_DIR: temporaryFolder() },
      path.join(folder, 'server', 'main.js'),
    )
    expect(await getJson(`${server.url}/api/trials?limit=1`)).toMatchObject({ returned: 1 })
    expect(await server.stop()).toBe(0)
  })
})
