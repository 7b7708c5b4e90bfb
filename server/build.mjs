// `npm run build`: the server as one file and the client as hashed assets, both under dist/.
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'
import { build as buildClient } from 'vite'

// Whoever starts the build (a test runner sets it to "test"): the development half of a library never ships.
process.env.NODE_ENV = 'production'
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
fs.rmSync(path.join(root, 'dist'), { recursive: true, force: true })

await Promise.all([
  esbuild.build({
    absWorkingDir: root,
    entryPoints: { main: 'server/main.ts' },
    outdir: 'dist/server',
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    // Packages too: one file starts in two thirds of the time that Node takes to find and load some 200. Names stay, for
    // the stacks in the log; what is loaded only when it is needed is a file of its own.
    minifySyntax: true,
    minifyWhitespace: true,
    splitting: true,
    banner: { js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);" },
    sourcemap: true,
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
