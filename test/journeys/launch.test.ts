import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { NODE_FLAGS, getJson, repoRoot, startServer, temporaryFolder } from './server-process.ts'

const built = path.join(repoRoot, 'dist')
const bundle = path.join(built, 'server', 'server.cjs')

const launcher = path.join(built, 'server', 'main.js')
const RUN = 'script.runInThisContext()(createRequire(file), file)'

/** The built server under another roof, with this in place of its compiled code or source. */
function copyOf(changed: { compiled?: Buffer | null; source?: Buffer; launcher?: string }): string {
  const folder = temporaryFolder()
  const place = (name: string): string => path.join(folder, 'server', name)
  fs.mkdirSync(path.join(folder, 'server'))
  fs.symlinkSync(path.join(built, 'client'), path.join(folder, 'client'))
  fs.writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}')
  fs.writeFileSync(place('main.js'), changed.launcher ?? fs.readFileSync(launcher))
  fs.writeFileSync(place('server.cjs'), changed.source ?? fs.readFileSync(bundle))
  const compiled = changed.compiled === undefined ? fs.readFileSync(`${bundle}.cache`) : changed.compiled
  if (compiled !== null) fs.writeFileSync(place('server.cjs.cache'), compiled)
  return place('main.js')
}

/** What a plain Node, as it runs the server, says instead of running it. */
function says(expression: string, changed: { compiled?: Buffer | null; source?: Buffer } = {}): string {
  const text = fs.readFileSync(launcher, 'utf8').replace(RUN, `console.log(String(${expression}))`)
  const { stdout, stderr } = spawnSync(process.execPath, [...NODE_FLAGS, copyOf({ ...changed, launcher: text })], {
    encoding: 'utf8',
    env: {},
  })
  return stdout.trim() + stderr
}

describe('the built server', () => {
  it('is plain ASCII, so that reading it byte by byte changes no sign', () => {
    const bytes = fs.readFileSync(bundle)
    expect(bytes.findIndex((byte) => byte > 0x7f)).toBe(-1)
    // In regular expressions, where the bundler leaves them as they are.
    expect(bytes.toString()).toContain('[\\u00df\\u00f8\\u00e6')
  })

  it('has its compiled code beside it, which this Node takes', () => {
    expect(says('script.cachedDataRejected')).toBe('false')
  })

  it('is strict, as it was written', () => {
    const source = Buffer.from(
      'console.log(String(this === undefined && (() => { try { undeclared = 1 } catch { return true } })()))',
    )
    expect(says('script.runInThisContext()(createRequire(file), file) ?? "ran"', { source })).toBe('true\nran')
  })

  it('is not run by what was compiled of another source, even one of the same length', () => {
    const bytes = fs.readFileSync(bundle)
    bytes[bytes.length - 2] = bytes[bytes.length - 2] === 0x20 ? 0x0a : 0x20
    expect(says('script.cachedDataRejected', { source: bytes })).toBe('undefined')
  })

  const zeroed = (compiled: Buffer): Buffer => Buffer.from(compiled).fill(0, 1_000_000, 1_000_064)
  it.each([
    ['of another Node', (compiled: Buffer) => Buffer.concat([Buffer.alloc(48, 7), compiled.subarray(48)])],
    ['damaged within', zeroed],
    ['cut off', (compiled: Buffer) => compiled.subarray(0, 1_000)],
    ['empty', () => Buffer.alloc(0)],
    ['not there', () => null],
  ])('starts when the compiled code is %s', async (_, change) => {
    const file = copyOf({ compiled: change(fs.readFileSync(`${bundle}.cache`)) })
    const server = await startServer({ OFFLINE: '1', DATA_DIR: temporaryFolder() }, file)
    expect(await getJson(`${server.url}/api/trials?limit=1`)).toMatchObject({ returned: 1 })
    expect(await server.stop()).toBe(0)
  })
})
