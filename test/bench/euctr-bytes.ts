import { parseCountryRecords } from '../../server/registries/euctr-text.ts'
import { euctrFixtures } from '../fixtures/euctr/index.ts'
import { fixtureFields } from '../fixtures/euctr/fixture-fields.ts'
import { printCountryRecord } from '../fixtures/euctr/print-country-record.ts'
import { atMost, time } from './row.ts'
import type { Row } from './row.ts'

const MOST_TIMES = 6
const READ_MB = 192

/** The EUCTR text parser against the cheapest thing one can do with the same bytes: cutting them into lines. */
export function parseEuctrText(): Row[] {
  const one = euctrFixtures()
    .flatMap((trial) => trial.records.map((record) => printCountryRecord(fixtureFields(trial, record))))
    .join('\r\n')
  return [1, 8, 64].map((megabytes) => {
    // Small texts are read often: what the runtime does with code it has not seen before is not what is measured.
    const times = Math.ceil(READ_MB / megabytes)
    const text = one.repeat(Math.ceil((megabytes * 1_000_000) / one.length))
    const parse = time(() => void parseCountryRecords(text), times)
    const split = time(() => void text.split(/\r?\n/), times)
    const speed = text.length / 1_000 / parse
    return {
      what: `EUCTR text, ${megabytes} MB: parse / split into lines`,
      value: `${(parse / split).toFixed(1)} times (${speed.toFixed(0)} MB/s)`,
      target: atMost(parse / split, MOST_TIMES, 'times'),
    }
  })
}
