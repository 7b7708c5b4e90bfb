import { readFile, writeFile } from 'node:fs/promises'
import { substances } from '../../shared/substances/index.ts'
import { registries } from '../registries/index.ts'
import { collectionsFromFacts } from './facts-collections.ts'
import { printSnapshot } from './snapshot-file.ts'

const BUILT_FROM = 'facts table: copies of register entries made at different dates by others, each with its source'

/** Writes `snapshot.json` from a facts table: `npx tsx server/snapshot/import-facts.ts path/to/facts.csv`. */
async function importFacts(path: string): Promise<string> {
  const collections = collectionsFromFacts(await readFile(path, 'utf8'), registries, substances)
  await writeFile(new URL('snapshot.json', import.meta.url), printSnapshot(BUILT_FROM, collections))
  return collections.map((c) => `${c.registryId} ${c.substanceId}: ${c.records.length}`).join('\n')
}

const [path] = process.argv.slice(2)
if (path === undefined) {
  process.stderr.write('usage: tsx server/snapshot/import-facts.ts <facts.csv>\n')
  process.exitCode = 1
} else {
  process.stdout.write(`${await importFacts(path)}\n`)
}
