import { RegistryChangedError, RegistryUnavailableError } from '../errors.ts'

/** Error codes of Node's sockets, TLS and zlib, and the kind under which the log and the metrics count them. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [
    /^(UNABLE_TO_(VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT(_LOCALLY)?)|(DEPTH_ZERO_)?SELF_SIGNED_CERT(_IN_CHAIN)?|CERT_UNTRUSTED)$/,
    'tls-chain',
  ],
  [/^(CERT_|ERR_TLS_CERT_|HOSTNAME_MISMATCH)/, 'tls-certificate'],
  [/^(EPROTO|ERR_SSL_|ERR_TLS_)/, 'tls'],
  [/^ECONNREFUSED$/, 'refused'],
  [/^(ENOTFOUND|EAI_)/, 'dns'],
  [/^(ETIMEDOUT|ECONNABORTED|ESOCKETTIMEDOUT)$/, 'timeout'],
  [/^(ECONNRESET|EPIPE|ERR_STREAM_PREMATURE_CLOSE)$/, 'reset'],
  [/^(EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|EADDRNOTAVAIL)$/, 'unreachable'],
  [/^(HPE_|Z_|ERR_BROTLI|ERR__ERROR_FORMAT)/, 'garbled'],
]

const WORDS: Readonly<Record<string, string>> = {
  'tls-chain':
    'its certificate chain is not trusted here; if a proxy or an incomplete chain is the cause, name the missing certificate in NODE_EXTRA_CA_CERTS',
  'tls-certificate': 'its certificate is not valid for it',
  tls: 'no secure connection could be made',
  refused: 'the connection was refused',
  dns: 'its name could not be looked up',
  timeout: 'it did not answer in time',
  reset: 'the connection was broken off',
  unreachable: 'there is no way to it from here',
  garbled: 'the answer was not readable HTTP',
  network: 'the network failed',
}

/** Says in one of our errors why a request got no whole answer. */
export function networkError(registryId: string, error: unknown): RegistryUnavailableError | RegistryChangedError {
  const cause = plainCause(error)
  if (error instanceof Error && error.message.startsWith('maxContentLength')) {
    return new RegistryChangedError(registryId, `${registryId}: the answer is larger than any it ever gave`, { cause })
  }
  const kind = kindOf(error)
  const words = WORDS[kind] ?? kind
  return new RegistryUnavailableError(registryId, kind, `${registryId} could not be asked: ${words}`, { cause })
}

export function timeoutError(registryId: string, ms: number): RegistryUnavailableError {
  const message = `${registryId} could not be asked: no whole answer within ${ms / 1_000} s`
  return new RegistryUnavailableError(registryId, 'timeout', message)
}

function kindOf(error: unknown): string {
  const code = codeOf(error)
  const known = KINDS.find(([pattern]) => pattern.test(code))
  if (known !== undefined) return known[1]
  // axios gives a connection that ends in the middle of a body this message and no code of its own.
  if (error instanceof Error && /aborted|socket hang up/i.test(error.message)) return 'reset'
  return 'network'
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  const cause: unknown = error.cause
  // Inside an AxiosError the system's own error says more than axios' code.
  const inner = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
  const own = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return KINDS.some(([pattern]) => pattern.test(inner)) ? inner : own
}

/** An AxiosError holds the request, its socket and its buffers: kept as a cause it would keep them all in memory. */
function plainCause(error: unknown): Error {
  const plain = new Error(error instanceof Error ? error.message : String(error))
  plain.name = codeOf(error) || 'Error'
  return plain
}
