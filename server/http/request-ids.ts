import { randomFillSync } from 'node:crypto'

const LENGTH = 24
const IDS_AT_ONCE = 1_024

/** Makes ids of 24 hexadecimal digits, by chance: a line in the log is found with one, and nothing is said by it. */
export function createRequestIds(): () => string {
  const bytes = Buffer.alloc((LENGTH / 2) * IDS_AT_ONCE)
  let text = ''
  let at = 0
  return () => {
    if (at === text.length) {
      text = randomFillSync(bytes).toString('hex')
      at = 0
    }
    at += LENGTH
    return text.slice(at - LENGTH, at)
  }
}
