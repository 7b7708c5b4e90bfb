/** Requests that no program of ours sends, each with the statuses that are an answer to it. */
export interface Hostile {
  name: string
  /** Exactly what goes over the wire. */
  wire: string | Buffer
  /** 'closed': the connection may also just end. */
  expected: readonly (number | 'closed')[]
}

const get = (target: string, headers = ''): string =>
  `GET ${target} HTTP/1.1\r\nHost: trials.example\r\nConnection: close\r\n${headers}\r\n`

const LONG = 'a'.repeat(50_000)
const PROTOTYPE = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '__defineGetter__', 'valueOf']
const PARAMETERS = [
  'substance',
  'role',
  'purpose',
  'status',
  'phase',
  'country',
  'recruitingIn',
  'age',
  'sex',
  'registry',
  'idTier',
  'idReading',
  'admitsMinors',
  'hasResults',
  'startFrom',
  'startTo',
  'updatedFrom',
  'sort',
  'limit',
  'offset',
]
const SINGLE = [
  'age',
  'sort',
  'limit',
  'offset',
  'hasResults',
  'admitsMinors',
  'startFrom',
  'startTo',
  'updatedFrom',
  'q',
]
const TRAVERSALS = [
  '/../../etc/passwd',
  '/assets/../../package.json',
  '/assets/..%2f..%2fpackage.json',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/assets/%2e%2e%5c%2e%2e%5cboot.ini',
  '/..%c0%af..%c0%afetc/passwd',
  '/assets/....//....//etc/passwd',
  '//etc/passwd',
  '/\\..\\..\\windows\\win.ini',
  '/.env',
  '/.git/config',
  '/server/main.ts',
  '/data/changes.json',
]
const NUL = ['/\0', '/api/trials%00', '/assets/x%00.js', '/trial/NCT0%00', '/api/trials/%00', '/api/trials?q=a\0b']
const ENCODED = [
  '/%',
  '/%zz',
  '/api/trials/%',
  '/api/trials/%E0%A4%A',
  '/trial/%C3%28',
  '/api/trials?q=%',
  '/api/trials?q=%E0%A4%A',
  '/api/trials?%=1',
  '/api/statement?version=%FF',
  '/api/changes?since=%80',
]
const REFUSED_METHODS = [
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'TRACE',
  'PROPFIND',
  'MKCOL',
  'SEARCH',
  'PURGE',
  'LOCK',
  'UNLOCK',
  'COPY',
  'MOVE',
  'LINK',
  'REPORT',
  'SUBSCRIBE',
  'NOTIFY',
]

const ADDRESSES: [string, string, number[]][] = [
  ...TRAVERSALS.map((path): [string, string, number[]] => ['traversal', path, [400, 404]]),
  ...NUL.map((path): [string, string, number[]] => ['NUL', path, [400, 404]]),
  ...ENCODED.map((path): [string, string, number[]] => ['encoding', path, [400, 404]]),
  ...PROTOTYPE.flatMap((name): [string, string, number[]][] => [
    ['prototype parameter', `/api/trials?${name}=1`, [400]],
    ['prototype in brackets', `/api/trials?filter[${name}]=1`, [400]],
    ['prototype value', `/api/trials?status=${name}`, [400]],
    ['prototype path', `/api/${name}`, [404]],
    ['prototype trial', `/api/trials/${name}`, [400]],
    ['prototype file', `/assets/${name}`, [404]],
    ['prototype version', `/api/statement?version=${name}`, [404]],
  ]),
  ...PARAMETERS.flatMap((name): [string, string, number[]][] => [
    ['array parameter', `/api/trials?${name}[]=x`, [400]],
    ['object parameter', `/api/trials?${name}[a][b]=x`, [400]],
    ['unknown value', `/api/trials?${name}=%27%20OR%201%3D1--`, [400]],
    ['value of 50,000 characters', `/api/trials?${name}=${LONG}`, [414, 431]],
    ['value of 7,000 characters', `/api/trials?${name}=${LONG.slice(0, 7_000)}`, [400]],
  ]),
  ...SINGLE.map((name): [string, string, number[]] => [
    'parameter given twice',
    `/api/trials?${name}=1&${name}=2`,
    [400],
  ]),
  ['many values', `/api/trials?country=${Array.from({ length: 500 }, () => 'NL').join(',')}`, [400]],
  ['many parameters', `/api/trials?${Array.from({ length: 900 }, (_, i) => `p${i}=1`).join('&')}`, [400]],
  ['long path', `/${LONG}`, [414, 431]],
  ['path just too long', `/${LONG.slice(0, 8_000)}`, [414]],
  ['deep path', '/a'.repeat(3_000), [404]],
  ['limit beyond any', '/api/trials?limit=99999999999999999999', [400]],
  ['negative offset', '/api/trials?offset=-1', [400]],
  ['not a number', '/api/trials?age=NaN', [400]],
  ['infinite', '/api/trials?age=1e999', [400]],
  ['parameter where there is none', '/api/matrix?callback=alert(1)', [400]],
  ['another template', '/api/trials/${7*7}', [400]],
  ['markup as a trial', '/api/trials/<script>alert(1)<script>', [400]],
  ['markup as a page', '/trial/<script>alert(1)</script>', [404]],
  ['a line end in the query', '/api/trials?sort=%0d%0aSet-Cookie:%20x=1', [400]],
  ['address of another site', 'http://evil.example/api/nothing', [404]],
  ['authority as address', 'evil.example:443', [400, 404]],
  ['star', '*', [400, 404]],
  ['no slash', 'api/nothing', [400, 404]],
]

const HEADER_ATTACKS: [string, string, (number | 'closed')[]][] = [
  ['no Host', 'GET /api/nothing HTTP/1.1\r\nConnection: close\r\n\r\n', [400]],
  [
    'hostile Host',
    'GET /api/nothing HTTP/1.1\r\nHost: evil.example"><script>\r\nConnection: close\r\n\r\n',
    [400, 404],
  ],
  ['two Hosts', 'GET /api/nothing HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n', [400, 404]],
  ['two lengths', 'GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab', [400]],
  [
    'length and chunks',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    [400, 405],
  ],
  ['smuggled encoding', 'GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n', [400, 413]],
  ['a body', 'GET /api/trials HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello', [413]],
  ['a body in chunks', 'GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n', [413]],
  ['a length that is none', 'GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n', [400]],
  ['an endless body', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n', [405]],
  ['a header of 50,000 bytes', get('/api/nothing', `X-Long: ${LONG}\r\n`), [431]],
  ['500 headers', get('/api/nothing', Array.from({ length: 500 }, (_, i) => `X-${i}: 1\r\n`).join('')), [431]],
  ['a NUL in a header', get('/api/nothing', 'X-Nul: a\0b\r\n'), [400]],
  ['a bare line feed', 'GET /api/nothing HTTP/1.1\nHost: a\n\n', [400, 404, 'closed']],
  ['a folded header', get('/api/nothing', 'X-Fold: a\r\n b\r\n'), [400, 404]],
  ['a header without a name', get('/api/nothing', ': x\r\n'), [400]],
  ['a space before the colon', get('/api/nothing', 'Host : b\r\n'), [400]],
  ['an expectation', get('/api/nothing', 'Expect: the-unexpected\r\n'), [404, 417]],
  ['an upgrade', get('/api/nothing', 'Upgrade: websocket\r\nConnection: Upgrade\r\n'), [400, 404]],
  ['HTTP/2 in the clear', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', [400, 405]],
  ['HTTP/3.7', 'GET / HTTP/3.7\r\nHost: a\r\n\r\n', [400]],
  ['no version', 'GET /\r\n\r\n', [400]],
  ['lower-case method', 'get / HTTP/1.1\r\nHost: a\r\n\r\n', [400]],
  ['unknown method', 'FETCHALL / HTTP/1.1\r\nHost: a\r\n\r\n', [400]],
  ['CONNECT', 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n', [405]],
  ['only line ends', '\r\n'.repeat(5_000), ['closed', 400, 408, 431]],
  ['an odd If-None-Match', get('/api/nothing', `If-None-Match: ${'"a",'.repeat(3_000)}\r\n`), [404]],
  ['an odd Accept-Encoding', get('/api/nothing', `Accept-Encoding: ${'br;q=x,'.repeat(1_500)}\r\n`), [404]],
  ['an odd Accept-Language', get('/api/nothing', `Accept-Language: ${'*-a;q=9,'.repeat(1_500)}\r\n`), [404]],
  ['an odd X-Forwarded-For', get('/api/nothing', `X-Forwarded-For: ${'::ffff:1.2.3.4%eth0,'.repeat(600)}\r\n`), [404]],
]

const NOT_HTTP: [string, Buffer][] = [
  ['TLS', Buffer.from('16030100a5010000a10303', 'hex')],
  ['SSH', Buffer.from('SSH-2.0-OpenSSH_9.2\r\n')],
  ['Redis', Buffer.from('*1\r\n$4\r\nPING\r\n')],
  ['zeros', Buffer.alloc(4_096)],
  ['high bytes', Buffer.alloc(4_096, 0xff)],
  ['UTF-16', Buffer.from('GET / HTTP/1.1\r\n\r\n', 'utf16le')],
]

export const hostileRequests: readonly Hostile[] = [
  ...ADDRESSES.map(([what, target, expected]) => ({
    name: `${what}: ${target.slice(0, 70)}`,
    wire: get(target, 'Accept: application/json\r\n'),
    expected,
  })),
  ...REFUSED_METHODS.map((method) => ({
    name: `method ${method}`,
    wire: `${method} /api/trials HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
    expected: [405],
  })),
  ...HEADER_ATTACKS.map(([name, wire, expected]) => ({ name, wire, expected })),
  ...NOT_HTTP.map(([name, wire]) => ({ name, wire, expected: [400, 'closed'] as const })),
]
