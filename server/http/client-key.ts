import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { isIPv6 } from 'node:net'
import { ipKeyGenerator } from 'express-rate-limit'

/** Whether the `index`-th address, counted from our side, is a proxy to believe: what Express compiles TRUST_PROXY to. */
export type TrustProxy = (address: string, index: number) => boolean

/** A household or an office gets a /64 and can change the rest of its address at will. */
const IPV6_PREFIX = 64
const MAX_FORWARDED = 40

/**
 * Whom a request counts for: the address of the nearest client that is not one of our own proxies, its first 64 bits in
 * IPv6. Used for counting only; it is never logged or kept.
 */
export function createClientKey(trust: TrustProxy, hasProxy: boolean): (request: IncomingMessage) => string {
  const direct = new WeakMap<Socket, string>()
  return (request) => {
    const socket = request.socket
    const header = request.headers['x-forwarded-for']
    if (hasProxy && header !== undefined) return keyOf(clientAddress(socket.remoteAddress ?? '', header, trust))
    const known = direct.get(socket)
    if (known !== undefined) return known
    const key = keyOf(socket.remoteAddress ?? '')
    direct.set(socket, key)
    return key
  }
}

function clientAddress(peer: string, header: string | string[], trust: TrustProxy): string {
  const forwarded = String(header)
    .split(',')
    .slice(-MAX_FORWARDED)
    .map((part) => part.trim())
    .reverse()
  let address = peer
  for (const [index, next] of forwarded.entries()) {
    if (!trust(address, index)) break
    address = next
  }
  return address
}

function keyOf(address: string): string {
  return isIPv6(address) ? ipKeyGenerator(address, IPV6_PREFIX) : address.slice(0, 64)
}
