// Plain JavaScript that any Node can read, so that an unsupported one gets one clear line instead of a syntax error.
import { createHash } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const versionParts = process.versions.node.split('.').map(Number)
const major = versionParts[0]
const minor = versionParts[1]

if (major < 20 || (major === 20 && minor < 19)) {
  console.error('Trialwijzer needs Node 20.19 or newer; this is Node ' + process.versions.node + '.')
  process.exit(1)
}
if (!fs.existsSync(path.join(root, 'node_modules'))) {
  console.error('Run "npm ci" first: the packages are not installed.')
  process.exit(1)
}

/** Digest of everything a build is made from. */
function sourceDigest() {
  const hash = createHash('sha256')
  const add = (file) => hash.update(path.relative(root, file)).update('\0').update(fs.readFileSync(file)).update('\0')
  const walk = (folder) => {
    for (const entry of fs
      .readdirSync(folder, { withFileTypes: true })
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))) {
      const full = path.join(folder, entry.name)
      if (entry.isDirectory()) walk(full)
      else if (entry.isFile()) add(full)
    }
  }
  for (const room of ['shared', 'server', 'client']) walk(path.join(root, room))
  for (const file of ['package.json', 'package-lock.json', 'vite.config.ts']) {
    if (fs.existsSync(path.join(root, file))) add(path.join(root, file))
  }
  return hash.digest('hex')
}

/** Builds when `dist/` is missing or was made from other sources. Ends the process when the build fails. */
function ensureBuilt() {
  const stamp = path.join(root, 'dist', 'built-from')
  const digest = sourceDigest()
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === digest) return
  console.error('Building (once, or after a change) ...')
  const result = spawnSync(process.execPath, [path.join(root, 'server', 'build.mjs')], { cwd: root, stdio: 'inherit' })
  if (result.status !== 0) {
    console.error('The build failed; see the lines above.')
    process.exit(1)
  }
  fs.writeFileSync(stamp, digest)
}

ensureBuilt()
// `--build-only`: for the tests, which start servers of their own.
if (!process.argv.includes('--build-only')) {
  await import(pathToFileURL(path.join(root, 'dist', 'server', 'main.js')).href)
}
