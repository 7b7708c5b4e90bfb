import { RegistryBusyError, RegistryUnavailableError } from '../../server/errors.ts'
import type { RegistryHttp, RegistryReply } from '../../server/registries/registry.ts'

interface PlainInit {
  method?: string
  headers?: Record<string, string>
  body?: string
}

/**
 * The plainest RegistryHttp: no pace, no retry, one time limit. For tests of adapters; what the real one adds is tested
 * with the real one.
 */
export function plainHttp(registryId: string, baseUrl: string, timeoutMs = 15_000): RegistryHttp {
  const ask = async (path: string, init: PlainInit): Promise<RegistryReply> => {
    const reply = await fetchText(registryId, baseUrl + path, { ...init, signal: AbortSignal.timeout(timeoutMs) })
    if (reply.status === 429 || reply.status === 503)
      throw new RegistryBusyError(registryId, Number(reply.retryAfter ?? '') || null)
    const passed = (reply.status >= 200 && reply.status < 300) || reply.status === 400 || reply.status === 404
    if (!passed) throw new RegistryUnavailableError(registryId, 'status', `answered ${reply.status}`)
    return reply
  }
  return {
    get: (path) => ask(path, {}),
    post: (path, json) =>
      ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(json) }),
  }
}

async function fetchText(registryId: string, url: string, init: PlainInit & { signal: AbortSignal }) {
  try {
    const response = await fetch(url, { ...init, headers: { ...init.headers, 'user-agent': 'trialwijzer-test' } })
    return {
      status: response.status,
      contentType: (response.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '',
      retryAfter: response.headers.get('retry-after'),
      body: await response.text(),
    }
  } catch (cause) {
    throw new RegistryUnavailableError(registryId, 'network', `could not ask ${url}`, { cause })
  }
}
