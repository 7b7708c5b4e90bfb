/** Random bytes in the shape of requests, more or less. `below(n)`: a whole number from 0 to n - 1. */

const METHODS = ['GET', 'HEAD', 'OPTIONS', 'POST', 'CONNECT', 'G\0T', '']
const PATHS = [
  '/',
  '/api/trials',
  '/api/trials/',
  '/trial/',
  '/api/statement',
  '/evidence',
  '/assets/',
  '*',
  'http://x/',
  '//',
]
const PARAMETERS = ['q', 'age', 'status', 'limit', '__proto__', 'country', 'since', 'version', 'lang']
const NAMES = [
  'Host',
  'Connection',
  'If-None-Match',
  'Accept-Encoding',
  'Accept-Language',
  'Content-Length',
  'Expect',
  'X',
]
const VERSIONS = ['HTTP/1.1', 'HTTP/1.0', 'HTTP/1.1', 'HTTP/9', '']

export function randomRequest(below: (max: number) => number): Buffer {
  const pick = (list: readonly string[]): string => list[below(list.length)] ?? ''
  const noise = (max: number): string =>
    Array.from({ length: below(max) }, () => String.fromCharCode(below(below(4) === 0 ? 256 : 127))).join('')
  const value = (): string => (below(3) === 0 ? noise(40) : encodeURIComponent(noise(30)))
  if (below(5) === 0) return Buffer.from(noise(2_000), 'latin1')
  const query = Array.from({ length: below(4) }, () => `${pick(PARAMETERS)}=${value()}`).join('&')
  const path = pick(PATHS) + (below(2) === 0 ? value() : '')
  const headers = Array.from({ length: below(6) }, () => `${pick(NAMES)}: ${noise(30)}\r\n`).join('')
  const host = below(8) === 0 ? '' : 'Host: x\r\n'
  const target = query === '' ? path : `${path}?${query}`
  return Buffer.from(
    `${pick(METHODS)} ${target} ${pick(VERSIONS)}\r\n${host}${headers}\r\n${below(4) === 0 ? noise(200) : ''}`,
    'latin1',
  )
}
