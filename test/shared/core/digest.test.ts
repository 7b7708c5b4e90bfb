import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sha256 } from '../../../shared/core/digest.ts'
import { statementVersion } from '../../../shared/core/statement-version.ts'
import { finish } from '../../../shared/core/steps.ts'

const version = (evidence: unknown): string => finish(statementVersion(evidence))

describe('the digest', () => {
  it('is SHA-256, as the platform computes it', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.nat(200).map((n) => 'x'.repeat(n)),
        ),
        (text) => {
          expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('gives the same version to the same evidence in another key order, and another to other evidence', () => {
    expect(version({ a: 1, b: [1, 2] })).toBe(version({ b: [1, 2], a: 1 }))
    expect(version({ a: 1, b: [2, 1] })).not.toBe(version({ a: 1, b: [1, 2] }))
  })
})
