import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'
import { NODE_FLAGS, repoRoot } from '../journeys/server-process.ts'
import type { Row } from './row.ts'

/**
 * `npm run bench`: every figure that a change must not make worse, in one table, each part in a process of its own.
 * `npm run bench -- hot-path query` runs some parts; `npm run bench -- --write 3` runs all of them three times and
 * writes BENCHMARKS.md. Exits with 1 when something promised is missed.
 */
const PARTS: Readonly<Record<string, () => Promise<Row[]> | Row[]>> = {
  start: async () => (await import('./start.ts')).startRows(),
  'hot-path': async () => (await import('./hot-path.ts')).hotPathRows(),
  query: async () => (await import('./query.ts')).queryRows(),
  euctr: async () => (await import('./euctr-bytes.ts')).parseEuctrText(),
  landing: async () => {
    const { landingRows } = await import('./landing.ts')
    return [...(await landingRows(8_000)), ...(await landingRows(80_000))]
  },
  'publish-2000': async () => (await import('./publish.ts')).publishRows(2_000),
  'publish-20000': async () => (await import('./publish.ts')).publishRows(20_000),
  'publish-200000': async () => (await import('./publish.ts')).publishRows(200_000),
  crowd: async () => (await import('./crowd.ts')).crowdRows(),
}
const NODE_OPTIONS = ['--expose-gc', '--max-old-space-size=12288', ...NODE_FLAGS]
/** Here, since parts look for files beside this one. */
const BUNDLE = fileURLToPath(new URL('bench.bundle.mjs', import.meta.url))

/** What is measured is compiled as the server is; run from TypeScript it keeps the names of all functions, at a tenth of the time. */
function bundle(): void {
  esbuild.buildSync({
    entryPoints: [fileURLToPath(import.meta.url)],
    outfile: BUNDLE,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
  })
}

function machine(): string {
  const [cpu] = os.cpus()
  const memory = `${(os.totalmem() / 2 ** 30).toFixed(0)} GiB`
  return `${os.cpus().length} x ${cpu?.model ?? 'unknown'}, ${memory}, ${os.type()} ${os.release()}, Node ${process.versions.node}`
}

function runPart(name: string): Row[] {
  const file = path.join(os.tmpdir(), `trialwijzer-bench-${process.pid}.json`)
  const args = [...NODE_OPTIONS, BUNDLE, '--part', name, file]
  const { status } = spawnSync(process.execPath, args, { cwd: repoRoot, stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0) return [{ what: name, value: 'failed', target: { text: 'runs', met: false } }]
  const rows = JSON.parse(fs.readFileSync(file, 'utf8')) as Row[]
  fs.rmSync(file)
  for (const row of rows) console.log(line(row))
  return rows
}

function line({ what, value, target }: Row): string {
  const said = target === undefined ? '' : `  [${target.text}: ${target.met ? 'ok' : 'MISSED'}]`
  return `${what.padEnd(58)} ${value}${said}`
}

function page(runs: readonly Row[][], loads: readonly string[]): string {
  const [first = []] = runs
  const cell = (row: Row | undefined): string =>
    row === undefined ? '' : row.value + (row.target === undefined ? '' : row.target.met ? ' ✓' : ' ✗')
  const rows = first.map((row) =>
    [row.what, row.target?.text ?? '', ...runs.map((run) => cell(run.find(({ what }) => what === row.what)))].join(
      ' | ',
    ),
  )
  const heads = ['figure', 'promised', ...runs.map((_, at) => `run ${at + 1} (load before: ${loads[at] ?? ''})`)]
  return [
    `${new Date().toISOString().slice(0, 10)}, ${machine()}. ✓ is within what was promised, ✗ is not.`,
    '',
    `| ${heads.join(' | ')} |`,
    `|${heads.map(() => '---|').join('')}`,
    ...rows.map((row) => `| ${row} |`),
  ].join('\n')
}

/** What people wrote around the table stays. */
function write(table: string): void {
  const file = path.join(repoRoot, 'BENCHMARKS.md')
  const [start, end] = ['<!-- bench -->', '<!-- /bench -->']
  const held = fs.readFileSync(file, 'utf8')
  const [before = '', rest = ''] = held.split(start)
  fs.writeFileSync(file, `${before}${start}\n\n${table}\n\n${end}${rest.split(end)[1] ?? '\n'}`)
}

async function main(args: readonly string[]): Promise<void> {
  const [flag, name = '', file = ''] = args
  if (flag === '--part') {
    const part = PARTS[name]
    if (part === undefined) throw new Error(`no part ${name}; there are ${Object.keys(PARTS).join(', ')}`)
    fs.writeFileSync(file, JSON.stringify(await part()))
    process.exit(0)
  }
  const times = flag === '--write' ? Number(name) : 1
  const wanted = flag === '--write' || flag === undefined ? Object.keys(PARTS) : args
  console.log(machine())
  bundle()
  const runs: Row[][] = []
  const loads: string[] = []
  for (let run = 0; run < times; run += 1) {
    loads.push(os.loadavg()[0]?.toFixed(1) ?? '')
    console.log(`\nrun ${run + 1}, load ${loads.at(-1) ?? ''}`)
    runs.push(wanted.flatMap(runPart))
    if (flag === '--write') write(page(runs, loads))
  }
  fs.rmSync(BUNDLE)
  process.exit(runs.flat().every(({ target }) => target?.met !== false) ? 0 : 1)
}

await main(process.argv.slice(2))
