import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from '../../../server/config.ts'

const registries = [
  { id: 'ctgov', defaultBaseUrl: 'https://clinicaltrials.gov/api/v2' },
  { id: 'x-reg', defaultBaseUrl: 'https://x.example/' },
]
const LOCAL = { CTGOV_BASE_URL: 'http://127.0.0.1:1/ctgov', X_REG_BASE_URL: 'http://[::1]:2/x' }

function refusal(env: Record<string, string>): string {
  try {
    readConfig(env, registries)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  throw new Error(`accepted: ${JSON.stringify(env)}`)
}

it('has the defaults of the product when nothing is set', () => {
  expect(readConfig({}, registries)).toEqual({
    port: 8080,
    host: null,
    redisUrl: null,
    publicUrl: null,
    dataDir: './data',
    baseUrls: { ctgov: 'https://clinicaltrials.gov/api/v2', 'x-reg': 'https://x.example' },
    contact: null,
    refreshHours: 6,
    retrySeconds: 60,
    upstreamTimeoutSeconds: 30,
    pace: true,
    offline: false,
    operator: { name: null, url: null },
    logLevel: 'info',
    trustProxy: 0,
    rateLimitPerMinute: 600,
    maxConnections: 10_000,
    drainSeconds: 1,
  })
})

it('takes an empty variable for one that is not set', () => {
  const names = ['PORT', 'HOST', 'OFFLINE', 'CTGOV_BASE_URL', 'REDIS_URL', 'DATA_DIR', 'PACE', 'LOG_LEVEL']
  const empty = Object.fromEntries(names.map((name, i) => [name, i % 2 === 0 ? '' : '  ']))
  expect(readConfig(empty, registries)).toEqual(readConfig({}, registries))
})

it('reads what is set', () => {
  const config = readConfig(
    {
      PORT: '0',
      HOST: '::1',
      PUBLIC_URL: 'https://trials.example/nl/',
      DATA_DIR: '/tmp/not-there-yet/at-all',
      CONTACT: 'trials@example.org',
      REFRESH_HOURS: '0.001',
      RETRY_SECONDS: '.5',
      UPSTREAM_TIMEOUT_SECONDS: '2',
      PACE: 'off',
      OFFLINE: '1',
      OPERATOR_NAME: 'Vereniging "Één"',
      OPERATOR_URL: 'mailto:us@example.org',
      LOG_LEVEL: 'silent',
      TRUST_PROXY: 'loopback, 10.0.0.0/8',
      RATE_LIMIT_PER_MINUTE: '1',
      ...LOCAL,
    },
    registries,
  )
  expect(config).toMatchObject({
    port: 0,
    host: '::1',
    publicUrl: 'https://trials.example/nl',
    refreshHours: 0.001,
    retrySeconds: 0.5,
    pace: false,
    offline: true,
    operator: { name: 'Vereniging "Één"', url: 'mailto:us@example.org' },
    trustProxy: 'loopback, 10.0.0.0/8',
    baseUrls: { ctgov: 'http://127.0.0.1:1/ctgov', 'x-reg': 'http://[::1]:2/x' },
  })
})

it.each([
  ['1', true],
  ['true', true],
  ['0', false],
  ['false', false],
  ['', false],
])('reads OFFLINE=%j as %j', (value, offline) => {
  expect(readConfig({ OFFLINE: value }, registries).offline).toBe(offline)
})

it.each([
  ['1', 1],
  ['true', 1],
  ['0', 0],
  ['false', 0],
  ['2001:db8::/32', '2001:db8::/32'],
])('reads TRUST_PROXY=%j as %j, never as "believe everybody"', (value, trustProxy) => {
  expect(readConfig({ TRUST_PROXY: value }, registries).trustProxy).toBe(trustProxy)
})

describe('a wrong value stops the start with one line that names variable, value and what is valid:', () => {
  it.each([
    ['PORT', '65536', '0'],
    ['PORT', '-1', '0'],
    ['PORT', '80.5', '65535'],
    ['PORT', '0x50', '65535'],
    ['HOST', 'a host', 'host name'],
    ['PUBLIC_URL', 'trials.example', 'http'],
    ['PUBLIC_URL', 'ftp://trials.example', 'http'],
    ['PUBLIC_URL', 'https://trials.example/?x', 'query'],
    ['CTGOV_BASE_URL', 'not a url', 'http'],
    ['CTGOV_BASE_URL', 'javascript:alert(1)', 'http'],
    ['X_REG_BASE_URL', 'http://', 'http'],
    ['REFRESH_HOURS', '0', 'above 0'],
    ['REFRESH_HOURS', '-1', 'above 0'],
    ['REFRESH_HOURS', '0,5', '0.5'],
    ['REFRESH_HOURS', 'Infinity', 'above 0'],
    ['REFRESH_HOURS', '1e9', 'above 0'],
    ['RETRY_SECONDS', 'soon', 'seconds'],
    ['UPSTREAM_TIMEOUT_SECONDS', '0', 'seconds'],
    ['PACE', 'false', 'on or off'],
    ['OFFLINE', 'yes', '1 or true'],
    ['LOG_LEVEL', 'INFO', 'info'],
    ['TRUST_PROXY', 'everybody', 'addresses'],
    ['TRUST_PROXY', '10.0.0.0/33', 'addresses'],
    ['TRUST_PROXY', '33', '32'],
    ['RATE_LIMIT_PER_MINUTE', '0', '1'],
    ['CONTACT', 'me\r\nX-Header: 1', 'ASCII'],
    ['CONTACT', 'één@example.org', 'ASCII'],
    ['OPERATOR_NAME', 'a\u2028b', 'one line'],
    ['OPERATOR_URL', 'javascript:alert(1)', 'mailto'],
    ['DATA_DIR', 'a\0b', 'folder'],
  ])('%s=%j', (name, value, valid) => {
    const message = refusal({ [name]: value })
    expect(message).not.toMatch(/[\r\n\0\u2028]/)
    expect(message.startsWith(`${name}="`)).toBe(true)
    expect(message.slice(message.indexOf('expected'))).toContain(valid)
  })

  it('DATA_DIR that is a file, or lies below one', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'config-'))
    try {
      const file = path.join(folder, 'file')
      writeFileSync(file, '')
      expect(refusal({ DATA_DIR: file })).toContain('folder')
      expect(refusal({ DATA_DIR: path.join(file, 'below') })).toContain('folder')
      expect(readConfig({ DATA_DIR: folder }, registries).dataDir).toBe(folder)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

it('accepts PACE=off only while every registry is on this machine', () => {
  expect(readConfig({ PACE: 'off', ...LOCAL }, registries).pace).toBe(false)
  expect(refusal({ PACE: 'off', CTGOV_BASE_URL: LOCAL.CTGOV_BASE_URL })).toContain('X_REG_BASE_URL is elsewhere')
  expect(refusal({ PACE: 'off', ...LOCAL, CTGOV_BASE_URL: 'http://127.0.0.1.example.com/' })).toContain(
    'CTGOV_BASE_URL',
  )
  expect(refusal({ PACE: 'off', ...LOCAL, CTGOV_BASE_URL: 'http://10.0.0.1/' })).toContain('CTGOV_BASE_URL')
})

it('never shows the user name, password or query of an address', () => {
  const messages = [
    refusal({ REDIS_URL: 'redis://alice:s3cret@cache:6379/name' }),
    refusal({ REDIS_URL: 'http://alice:s3cret@cache:6379' }),
    refusal({ REDIS_URL: 'redis://alice:s3cr@s3cret@cache/name' }),
    refusal({ CTGOV_BASE_URL: 'https://alice:s3cret@registry.example/' }),
    refusal({ PUBLIC_URL: 'https://registry.example/?token=s3cret' }),
  ]
  for (const message of messages) expect(message).not.toMatch(/s3cr|alice/)
})

it('takes the address of a Redis as it is, password included', () => {
  const urls = ['redis://cache:6379', 'rediss://alice:s3cret@cache.example:6380/2', 'redis://:s3cret@[::1]:6379/0']
  for (const REDIS_URL of urls) expect(readConfig({ REDIS_URL }, registries).redisUrl).toBe(REDIS_URL)
  expect(readConfig({}, registries).redisUrl).toBeNull()
})

it.each(['cache', 'http://cache:6379', 'redis://', 'redis://cache/x', 'redis://cache?password=x', 'redis://ca che'])(
  'refuses %j as the address of a Redis',
  (REDIS_URL) => {
    expect(refusal({ REDIS_URL })).toContain('redis://[user:password@]host[:port]')
  },
)
