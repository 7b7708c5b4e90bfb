import { ctgov } from './ctgov.ts'
import { ctis } from './ctis.ts'
import { euctr } from './euctr.ts'
import type { Registry } from './registry.ts'

/** Every registry we ask. Order is preference order: the first that holds a trial gives its number and title. */
export const registries: readonly Registry[] = [ctgov, ctis, euctr]
