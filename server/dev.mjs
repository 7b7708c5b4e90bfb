// `npm run dev`: rebuilds what changed and restarts the server.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
let child = null
let timer = null

function restart() {
  child?.kill('SIGTERM')
  child = spawn(process.execPath, [path.join(root, 'server', 'start.mjs')], { cwd: root, stdio: 'inherit' })
}

for (const room of ['shared', 'server', 'client']) {
  fs.watch(path.join(root, room), { recursive: true }, () => {
    clearTimeout(timer)
    timer = setTimeout(restart, 200)
  })
}
process.on('SIGINT', () => {
  child?.kill('SIGTERM')
  process.exit(0)
})
restart()
