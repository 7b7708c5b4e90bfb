import { statSync } from 'node:fs'
import { isIP } from 'node:net'
import * as z from 'zod/mini'
import { LOG_LEVELS } from './log.ts'
import type { LogLevel } from './log.ts'
import type { Registry } from './registries/registry.ts'

export interface Config {
  port: number
  /** Null: every address of this machine. */
  host: string | null
  /** Without a slash at the end. */
  publicUrl: string | null
  dataDir: string
  /** With its password: never to be logged. Null: this process is the only one. */
  redisUrl: string | null
  /** Registry id -> base URL without a slash at the end. */
  baseUrls: Readonly<Record<string, string>>
  contact: string | null
  refreshHours: number
  retrySeconds: number
  upstreamTimeoutSeconds: number
  pace: boolean
  offline: boolean
  operator: { name: string | null; url: string | null }
  logLevel: LogLevel
  /** What Express calls "trust proxy": how many proxies stand in front (0: none), or their addresses. */
  trustProxy: number | string
  rateLimitPerMinute: number
  /** Open connections above which only questions of health are answered. */
  maxConnections: number
  /** After SIGTERM: how long questions are still answered, and /readyz says no, before listening stops. */
  drainSeconds: number
}

/** One line: the variable, its value and what is valid. */
export class ConfigError extends Error {
  constructor(variable: string, value: string, expected: string) {
    super(`${variable}=${printable(value)} is not valid: expected ${expected}.`)
    this.name = 'ConfigError'
  }
}

type Environment = Readonly<Record<string, string | undefined>>

interface Variable<T> {
  schema: z.ZodMiniType<T, string>
  expected: string
}

const decimal = z.pipe(z.string().check(z.regex(/^(?:\d+(?:\.\d*)?|\.\d+)$/)), z.transform(Number))
const whole = z.pipe(z.string().check(z.regex(/^\d{1,9}$/)), z.transform(Number))

const port: Variable<number> = {
  schema: z.pipe(whole, z.number().check(z.minimum(0), z.maximum(65_535))),
  expected: 'a whole number from 0 (any free port) to 65535',
}
const refreshHours = positive(8_784, 'hours')
const retrySeconds = positive(86_400, 'seconds')
const upstreamTimeoutSeconds = positive(600, 'seconds')
const rateLimit: Variable<number> = {
  schema: z.pipe(whole, z.number().check(z.minimum(1), z.maximum(100_000_000))),
  expected: 'a whole number of requests from 1 to 100000000',
}
const maxConnections: Variable<number> = {
  schema: z.pipe(whole, z.number().check(z.minimum(10), z.maximum(1_000_000))),
  expected: 'a whole number of connections from 10 to 1000000',
}
const drainSeconds: Variable<number> = {
  schema: z.pipe(decimal, z.number().check(z.minimum(0), z.maximum(5))),
  expected: 'a number of seconds from 0 to 5',
}
const onOff: Variable<boolean> = {
  schema: z.pipe(
    z.enum(['on', 'off']),
    z.transform((word) => word === 'on'),
  ),
  expected: 'on or off',
}
const yesNo: Variable<boolean> = {
  schema: z.pipe(
    z.enum(['1', 'true', '0', 'false']),
    z.transform((word) => word === '1' || word === 'true'),
  ),
  expected: '1 or true, 0 or false',
}
const logLevel: Variable<LogLevel> = { schema: z.enum(LOG_LEVELS), expected: `one of ${LOG_LEVELS.join(', ')}` }
const host: Variable<string> = {
  schema: z.string().check(z.regex(/^[\w.:%-]{1,255}$/)),
  expected: 'an address or host name of this machine, without a port or brackets',
}
const folder: Variable<string> = {
  schema: z.string().check(z.refine((text) => !text.includes('\0') && canBeFolder(text))),
  expected: 'the path of a folder (which may not exist yet)',
}
const oneLine: Variable<string> = {
  schema: z.string().check(z.regex(/^[^\p{Cc}\p{Zl}\p{Zp}]{1,200}$/u)),
  expected: 'one line of at most 200 characters',
}
/** It becomes part of an HTTP header. */
const contact: Variable<string> = {
  schema: z.string().check(z.regex(/^[\x20-\x7e]{1,200}$/), z.regex(/^[^()\\]*$/)),
  expected: 'an e-mail address or a link, in plain ASCII without brackets, of at most 200 characters',
}
const siteUrl: Variable<string> = {
  schema: z.pipe(z.string().check(z.refine((text) => isPlainUrl(text, ['http:', 'https:']))), z.transform(trimUrl)),
  expected: 'an http or https address without user name, query or fragment',
}
const operatorUrl: Variable<string> = {
  schema: z.string().check(z.refine((text) => isPlainUrl(text, ['http:', 'https:', 'mailto:']))),
  expected: 'an http, https or mailto address without user name, query or fragment',
}
const redisUrl: Variable<string> = {
  schema: z.string().check(z.refine(isRedisUrl)),
  expected: 'redis://[user:password@]host[:port][/number of the database], or rediss:// for TLS',
}
const trustProxy: Variable<number | string> = {
  schema: z.pipe(z.string().check(z.refine((text) => readTrustProxy(text) !== null)), z.transform(trustProxyOf)),
  expected:
    'the number of proxies in front of this server (0 to 32), true (one), false (none), or their addresses: IP addresses or ranges, loopback, linklocal, uniquelocal, separated by commas',
}

/**
 * Reads and checks the environment; the first wrong value is thrown as a ConfigError. An empty variable counts as not
 * set. Every registry of the list has its own `<ID>_BASE_URL`.
 */
export function readConfig(env: Environment, registries: readonly Pick<Registry, 'id' | 'defaultBaseUrl'>[]): Config {
  const read = <T>(name: string, variable: Variable<T>): T | null => readVariable(env, name, variable)
  const config: Config = {
    port: read('PORT', port) ?? 8080,
    host: read('HOST', host),
    publicUrl: read('PUBLIC_URL', siteUrl),
    dataDir: read('DATA_DIR', folder) ?? './data',
    redisUrl: read('REDIS_URL', redisUrl),
    baseUrls: Object.fromEntries(
      registries.map((r) => [r.id, read(baseUrlVariable(r.id), siteUrl) ?? trimUrl(r.defaultBaseUrl)]),
    ),
    contact: read('CONTACT', contact),
    refreshHours: read('REFRESH_HOURS', refreshHours) ?? 6,
    retrySeconds: read('RETRY_SECONDS', retrySeconds) ?? 60,
    upstreamTimeoutSeconds: read('UPSTREAM_TIMEOUT_SECONDS', upstreamTimeoutSeconds) ?? 30,
    pace: read('PACE', onOff) ?? true,
    offline: read('OFFLINE', yesNo) ?? false,
    operator: { name: read('OPERATOR_NAME', oneLine), url: read('OPERATOR_URL', operatorUrl) },
    logLevel: read('LOG_LEVEL', logLevel) ?? 'info',
    trustProxy: read('TRUST_PROXY', trustProxy) ?? 0,
    rateLimitPerMinute: read('RATE_LIMIT_PER_MINUTE', rateLimit) ?? 600,
    maxConnections: read('MAX_CONNECTIONS', maxConnections) ?? 10_000,
    drainSeconds: read('DRAIN_SECONDS', drainSeconds) ?? 1,
  }
  const away = registries.filter((r) => !isLoopback(config.baseUrls[r.id] ?? r.defaultBaseUrl))
  if (!config.pace && away.length > 0) {
    const which = away.map((r) => baseUrlVariable(r.id)).join(', ')
    throw new ConfigError('PACE', 'off', `on: off is for registries on this machine only, and ${which} is elsewhere`)
  }
  return config
}

/** The variable that holds a registry's base URL: `ctgov` -> `CTGOV_BASE_URL`. */
function baseUrlVariable(registryId: string): string {
  return `${registryId.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}_BASE_URL`
}

function readVariable<T>(env: Environment, name: string, variable: Variable<T>): T | null {
  const value = env[name]?.trim() ?? ''
  if (value === '') return null
  const parsed = variable.schema.safeParse(value)
  if (!parsed.success) throw new ConfigError(name, value, variable.expected)
  return parsed.data
}

function positive(maximum: number, unit: string): Variable<number> {
  return {
    schema: z.pipe(decimal, z.number().check(z.positive(), z.maximum(maximum))),
    expected: `a number of ${unit} above 0 and up to ${maximum}, such as 6 or 0.5`,
  }
}

function isPlainUrl(text: string, protocols: readonly string[]): boolean {
  if (/[\s\p{Cc}]/u.test(text) || !URL.canParse(text)) return false
  const url = new URL(text)
  const bare = url.username === '' && url.password === '' && url.hash === '' && !text.includes('?')
  return bare && protocols.includes(url.protocol) && (url.protocol === 'mailto:' || url.hostname !== '')
}

function isRedisUrl(text: string): boolean {
  if (/[\s\p{Cc}]/u.test(text) || !URL.canParse(text)) return false
  const { protocol, hostname, pathname, search, hash } = new URL(text)
  const bare = search === '' && hash === '' && hostname !== ''
  return bare && ['redis:', 'rediss:'].includes(protocol) && /^(?:\/?|\/\d{1,4})$/.test(pathname)
}

function trimUrl(text: string): string {
  return new URL(text).href.replace(/\/+$/, '')
}

function isLoopback(baseUrl: string): boolean {
  const { hostname } = new URL(baseUrl)
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)
}

/**
 * `true` means one proxy, never Express' "believe whatever the client writes", with which every visitor could choose
 * the address that the rate limit counts.
 */
function readTrustProxy(text: string): number | string | null {
  if (text === 'false') return 0
  if (text === 'true') return 1
  if (/^\d+$/.test(text)) return Number(text) <= 32 ? Number(text) : null
  const parts = text.split(',').map((part) => part.trim())
  return parts.every(isProxyAddress) ? parts.join(', ') : null
}

function trustProxyOf(text: string): number | string {
  return readTrustProxy(text) ?? 0
}

function isProxyAddress(part: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(part)) return true
  const [address = '', bits, ...rest] = part.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}

/** False when something that is not a folder stands there, or on the way there. A folder we may not read is a folder. */
function canBeFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? true
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ENOTDIR')
  }
}

/** One line whatever the value holds; user name and password of an address never reach a screen or a log. */
function printable(value: string): string {
  const redacted = value.replace(/^([a-z][a-z0-9+.-]*:\/*)[^/?#]*@/i, '$1***@').replace(/\?.*$/s, '?***')
  const short = redacted.length > 120 ? `${redacted.slice(0, 120)}...` : redacted
  return JSON.stringify(short).replace(/[\p{Zl}\p{Zp}\p{Cc}]/gu, (sign) => `\\u${hex(sign)}`)
}

function hex(sign: string): string {
  return sign.charCodeAt(0).toString(16).padStart(4, '0')
}
