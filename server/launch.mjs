// Becomes dist/server/main.js: runs the built server. What V8 made of its code during the build lies beside it, so that a
// start need not compile 3 MB again; by another Node it is refused, and the code is compiled as ever.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import vm from 'node:vm'

const file = fileURLToPath(new URL('server.cjs', import.meta.url))
const compiled = file + '.cache'

// In ASCII, as the build writes it. Begun on its first line, so that places in a stack are those in the file.
const code = '(function (require, __filename) {' + fs.readFileSync(file, 'latin1') + '\n})'
const cachedData = fs.existsSync(compiled) ? fs.readFileSync(compiled) : undefined
const script = new vm.Script(code, { filename: file, cachedData })
script.runInThisContext()(createRequire(file), file)

/** Keeps what is compiled by now. */
export function keepCompiled() {
  fs.writeFileSync(compiled, script.createCachedData())
}
