import { BaseSequencer } from 'vitest/node'
import type { TestSpecification } from 'vitest/node'

/** By processor time as measured, the longest first; what is not here is left in vitest's own order, after these. */
const LONGEST = [
  'journeys/people.browser',
  'journeys/pages.browser',
  'journeys/replicas',
  'journeys/saved-compare.browser',
  'journeys/restore.browser',
  'journeys/unreachable.browser',
  'journeys/trial-page.browser',
  'journeys/embed.browser',
  'chaos/chaos',
  'journeys/check.browser',
  'server/store/kill',
  'server/faults/fault-matrix',
].map((name) => `/test/${name}.test.ts`)

/**
 * So that both cores have work to the end. Without this a machine that never ran the tests (CI) goes by the size of the
 * files, which says little about servers that are started and registries that are waited for.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const place = ({ moduleId }: TestSpecification): number => {
      const at = LONGEST.findIndex((name) => moduleId.endsWith(name))
      return at === -1 ? LONGEST.length : at
    }
    // Projects stay together: a worker that goes on with files of the same project keeps what it has loaded.
    const project = (one: TestSpecification): number => sorted.findIndex((other) => other.project === one.project)
    return sorted.toSorted((a, b) => project(a) - project(b) || place(a) - place(b))
  }
}
