import { createClient, RESP_TYPES } from 'redis'
import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import { RedisAwayError } from './redis-away.ts'

/** A command without an answer this long means that nobody is there: Redis answers ours in milliseconds. */
const ANSWER_WITHIN_MS = 5_000
const CONNECT_WITHIN_MS = 2_000
const LONGEST_PAUSE_MS = 1_000

export interface RedisConnection {
  /** Rejects with RedisAwayError when Redis is not there, or goes away before it answers. */
  run<T>(command: (client: RedisClient) => Promise<T>): Promise<T>
  isReady(): boolean
  /** How long Redis has been away, in ms; 0 while it is there. */
  awayMs(): number
  /** Resolves once Redis is there, or after `ms`. */
  firstContact(ms: number): Promise<void>
  /** Resolves once the first attempt to connect succeeded or failed, or after `ms`. */
  firstAttempt(ms: number): Promise<void>
  close(): void
}

type RedisClient = ReturnType<typeof newClient>

/**
 * One connection that is made again for as long as it takes. Redis being away is said once, and once more when it is
 * back. Nothing that is logged holds the address with its password: only host and port.
 */
export function connectRedis(options: { url: string; clock: Clock; log: Logger }): RedisConnection {
  const { clock, log } = options
  const client = newClient(options.url)
  const redis = new URL(options.url).host
  let awaySince: number | null = clock.now().getTime()
  let told = false
  let closed = false
  const waiting = new Set<() => void>()
  const impatient = new Set<() => void>()

  const isReady = (): boolean => client.isReady

  function isAway(error: unknown): void {
    awaySince ??= clock.now().getTime()
    if (told || closed) return
    told = true
    for (const resolve of impatient) resolve()
    log.warn({ redis, reason: reasonOf(error) }, 'Redis is away; memory and files serve, and this replica tries on')
  }

  function waitIn(those: Set<() => void>, ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        cancel()
        those.delete(done)
        resolve()
      }
      const cancel = clock.setTimeout(done, ms)
      those.add(done)
    })
  }

  client.on('error', isAway)
  client.on('ready', () => {
    const awayMs = awaySince === null ? 0 : clock.now().getTime() - awaySince
    awaySince = null
    log.info({ redis, awayMs }, told ? 'Redis is back' : 'connected to Redis')
    told = false
    for (const resolve of [...waiting, ...impatient]) resolve()
  })
  // It rejects only when it is closed before there was any contact; what fails before that comes as an 'error'.
  client.connect().catch(isAway)

  return {
    async run(command) {
      if (!isReady()) throw new RedisAwayError(`Redis at ${redis} is away`)
      try {
        return await command(client)
      } catch (cause) {
        if (isReady()) throw cause
        throw new RedisAwayError(`Redis at ${redis} went away: ${reasonOf(cause)}`, { cause })
      }
    },
    isReady,
    awayMs: () => (awaySince === null ? 0 : Math.max(0, clock.now().getTime() - awaySince)),
    firstContact: (ms) => (isReady() ? Promise.resolve() : waitIn(waiting, ms)),
    firstAttempt: (ms) => (isReady() || told ? Promise.resolve() : waitIn(impatient, ms)),
    close() {
      closed = true
      client.destroy()
    },
  }
}

function newClient(url: string) {
  return createClient({
    url,
    disableOfflineQueue: true,
    disableClientInfo: true,
    maintNotifications: 'disabled',
    commandOptions: { timeout: ANSWER_WITHIN_MS, typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } },
    socket: {
      connectTimeout: CONNECT_WITHIN_MS,
      // We ask something every second: silence means that the other side hangs.
      socketTimeout: ANSWER_WITHIN_MS,
      reconnectStrategy: (retries) => Math.min(LONGEST_PAUSE_MS, 50 * 2 ** Math.min(retries, 10)) + Math.random() * 100,
    },
  })
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  // Several addresses were tried: the reasons are inside.
  if (error instanceof AggregateError && error.message === '') return error.errors.map(reasonOf).join('; ')
  return error.message === '' ? error.name : error.message
}
