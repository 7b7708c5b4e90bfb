// `npm run build`: the server as one file and the client as hashed assets, both under dist/.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'
import { build as buildClient } from 'vite'

// Whoever starts the build (a test runner sets it to "test"): the development half of a library never ships.
process.env.NODE_ENV = 'production'
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const inServer = (name) => path.join(root, 'server', name)
fs.rmSync(path.join(root, 'dist'), { recursive: true, force: true })

/** Express brings what reads request bodies, which we never do: half a megabyte that each start would read. */
const withoutBodies = {
  name: 'without-bodies',
  setup(build) {
    build.onResolve({ filter: /^body-parser$/ }, ({ path }) => ({ path, namespace: 'left-out' }))
    build.onLoad({ filter: /^/, namespace: 'left-out' }, () => ({ contents: 'module.exports = {}' }))
  },
}

await Promise.all([
  esbuild.build({
    absWorkingDir: root,
    entryPoints: ['server/main.ts'],
    outfile: 'dist/server/server.cjs',
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    // Not a module: only of a script does Node 20 keep what was compiled.
    format: 'cjs',
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': 'importMetaUrl' },
    banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
    // Packages too: one file starts in two thirds of the time that Node takes to find and load some 200. Names stay, for
    // the stacks in the log.
    minifySyntax: true,
    minifyWhitespace: true,
    sourcemap: true,
    plugins: [withoutBodies],
    logLevel: 'warning',
  }),
  buildClient({ configFile: path.join(root, 'vite.config.ts'), logLevel: 'warn' }),
])

// The elements for other sites: one file under a name that never changes. After the client, whose build empties the folder.
await buildClient({
  configFile: false,
  root,
  publicDir: false,
  logLevel: 'warn',
  build: {
    outDir: 'dist/client',
    emptyOutDir: false,
    target: 'es2022',
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: { input: 'client/embed/embed.ts', output: { entryFileNames: 'embed.js', codeSplitting: false } },
  },
})

// In letters of one byte each, as the launcher reads it. What is left of others stands in regular expressions, where the
// escape says the same.
const bundle = path.join(root, 'dist', 'server', 'server.cjs')
const written = fs.readFileSync(bundle, 'utf8')
fs.writeFileSync(
  bundle,
  written.replace(/[^\0-\x7f]/g, (sign) => '\\u' + sign.charCodeAt(0).toString(16).padStart(4, '0')),
)
fs.copyFileSync(inServer('launch.mjs'), path.join(root, 'dist', 'server', 'main.js'))
// With an environment of its own: what the operator set is for the server, not for a trial run of it.
const { PATH, TMPDIR, NODE_OPTIONS } = process.env
// With the options of `npm start`: V8 refuses what it compiled with others.
const { scripts } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'))
const options = scripts.start.split(' ').filter((word) => word.startsWith('--'))
const kept = spawnSync(process.execPath, [...options, inServer('keep-compiled.mjs')], {
  env: { PATH, ...(TMPDIR && { TMPDIR }), ...(NODE_OPTIONS && { NODE_OPTIONS }) },
  stdio: ['ignore', 'ignore', 'inherit'],
  timeout: 60_000,
})
if (kept.status !== 0) {
  console.error('The compiled code could not be kept: each start takes some tenths of a second longer.')
}
