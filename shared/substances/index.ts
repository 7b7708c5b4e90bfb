import { esketamine } from './esketamine.ts'
import { mdma } from './mdma.ts'
import { psilocybin } from './psilocybin.ts'
import type { Substance } from './substance.ts'

/** The substances whose trials are collected, in the order they are shown. A new one is a file and a line here. */
export const substances: readonly Substance[] = [psilocybin, esketamine, mdma]
