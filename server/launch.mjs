// Becomes dist/server/main.js: runs the built server. What V8 made of its code during the build lies beside it, so that a
// start need not compile 3 MB again. V8 itself refuses what another Node or other options made, and the code is compiled
// as ever; that it is whole and of this very code V8 does not ask (it would run other code, or die), so it is asked here.
import { Buffer } from 'node:buffer'
import { createHash, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import vm from 'node:vm'

const file = fileURLToPath(new URL('server.cjs', import.meta.url))
const compiledFile = file + '.cache'
const DIGEST_BYTES = 32

const source = fs.readFileSync(file)
// In ASCII, as the build writes it. Begun on its first line, so that places in a stack are those in the file; strict, as
// it was written.
const code = "(function (require, __filename) {'use strict';" + source.latin1Slice() + '\n})'
const script = new vm.Script(code, { filename: file, cachedData: readCompiled() })
script.runInThisContext()(createRequire(file), file)

/** Keeps what is compiled by now. In one step, so that whoever starts meanwhile reads all of it or none. */
export function keepCompiled() {
  const compiled = script.createCachedData()
  const unfinished = compiledFile + '.' + randomBytes(6).toString('hex')
  fs.writeFileSync(unfinished, Buffer.concat([digestOf(compiled), compiled]), { flush: true })
  fs.renameSync(unfinished, compiledFile)
}

function readCompiled() {
  if (!fs.existsSync(compiledFile)) return undefined
  const kept = fs.readFileSync(compiledFile)
  const compiled = kept.subarray(DIGEST_BYTES)
  return digestOf(compiled).equals(kept.subarray(0, DIGEST_BYTES)) ? compiled : undefined
}

function digestOf(compiled) {
  return createHash('sha256').update(source).update(compiled).digest()
}
