import fs from 'node:fs'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'

/** Debian's Chromium; without windows it draws the same pages with a little over half the processor time. */
const PLACES = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium']
export const executablePath =
  process.env.CHROMIUM_PATH ?? PLACES.find((place) => fs.existsSync(place)) ?? '/usr/bin/chromium'

/** Whether the browser tests can run. In CI (`REQUIRE_BROWSER=1`) a missing browser is an error, not a reason to skip. */
export function browserAvailable(): boolean {
  if (fs.existsSync(executablePath)) return true
  if (process.env.REQUIRE_BROWSER === '1') {
    throw new Error(`REQUIRE_BROWSER is set and there is no browser at ${executablePath} (CHROMIUM_PATH)`)
  }
  console.warn(`Left out: the browser tests, because there is no browser at ${executablePath} (CHROMIUM_PATH).`)
  return false
}

export const BROWSER_FLAGS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath, args: [...BROWSER_FLAGS] })
}
