import { expect, it } from 'vitest'
import { registries } from '../../../server/registries/index.ts'
import { substances } from '../../../shared/substances/index.ts'
import { describeRegistryContract } from '../../registry-contract.ts'

it('lists every registry once', () => {
  expect(new Set(registries.map(({ id }) => id)).size).toBe(registries.length)
})

for (const registry of registries) describeRegistryContract(registry, { substances })
