// A connection to the gateway's WebSocket, on Node's own modules: what RFC 6455 asks of a client, and no more.
// Runs on Node 18 and newer. From Node 22 on, the global WebSocket does the same.

import { createHash, randomBytes } from 'node:crypto'
import http from 'node:http'
import https from 'node:https'

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'
const TEXT = 0x1, CLOSE = 0x8, PING = 0x9, PONG = 0xa

/** The connection has ended. What was asked for over it goes on at the gateway. */
export class Lost extends Error {}

/** Opens one. The gateway pings whoever is silent for 20 s, so that 45 s without a byte mean that it is gone. */
export function connect(url, silence = 45_000) {
  const key = randomBytes(16).toString('base64')
  const headers = { Upgrade: 'websocket', Connection: 'Upgrade', 'Sec-WebSocket-Key': key, 'Sec-WebSocket-Version': 13 }
  return new Promise((resolve, reject) => {
    const request = (url.startsWith('https') ? https : http).get(`${url}/v1/stream`, { headers, timeout: silence })
    request.on('upgrade', (response, socket, head) => {
      const accept = createHash('sha1').update(key + GUID).digest('base64')
      if (response.headers['sec-websocket-accept'] !== accept) {
        socket.destroy()
        reject(new Lost('no WebSocket'))
      } else {
        resolve(new GatewaySocket(socket, head, silence))
      }
    })
    request.on('response', (response) => reject(new Lost(`no WebSocket: ${response.statusCode}`)))
    request.on('timeout', () => request.destroy(new Lost('silent')))
    request.on('error', (fault) => reject(new Lost(fault.message)))
  })
}

class GatewaySocket {
  #socket
  #bytes = Buffer.alloc(0)
  #messages = []
  #waiting = null
  #end = null

  constructor(socket, head, silence) {
    this.#socket = socket
    socket.setNoDelay(true).setTimeout(silence, () => this.#lost('silent'))
    socket.on('data', (bytes) => this.#read(bytes))
    socket.on('error', (fault) => this.#lost(fault.message))
    socket.on('close', () => this.#lost('cut off'))
    this.#read(head)
  }

  send(message) {
    this.#write(TEXT, Buffer.from(JSON.stringify(message)))
  }

  /** The next message; throws Lost if there is none any more. */
  receive() {
    if (this.#messages.length > 0) return Promise.resolve(this.#messages.shift())
    if (this.#end) return Promise.reject(this.#end)
    return new Promise((resolve, reject) => { this.#waiting = { resolve, reject } })
  }

  close() {
    this.#lost('closed')
  }

  #lost(why) {
    this.#end ??= new Lost(why)
    this.#socket.destroy()
    this.#waiting?.reject(this.#end)
    this.#waiting = null
  }

  #read(bytes) {
    this.#bytes = Buffer.concat([this.#bytes, bytes])
    for (let frame = this.#frame(); frame; frame = this.#frame()) {
      if (frame.kind === TEXT) this.#tell(JSON.parse(frame.data))
      if (frame.kind === PING) this.#write(PONG, frame.data)
      if (frame.kind === CLOSE) this.#lost(`closed by the gateway with ${frame.data.subarray(0, 2).readUInt16BE()} ${frame.data.subarray(2)}`)
    }
  }

  #tell(message) {
    if (this.#waiting) {
      this.#waiting.resolve(message)
      this.#waiting = null
    } else {
      this.#messages.push(message)
    }
  }

  /** The next frame that is there whole. The gateway sends each message in one, and masks none. */
  #frame() {
    const all = this.#bytes
    if (all.length < 2) return null
    let size = all[1], at = 2
    if (size === 126) {
      if (all.length < 4) return null
      size = all.readUInt16BE(2)
      at = 4
    } else if (size === 127) {
      if (all.length < 10) return null
      size = Number(all.readBigUInt64BE(2))
      at = 10
    }
    if (all.length < at + size) return null
    this.#bytes = all.subarray(at + size)
    return { kind: all[0] & 0x0f, data: all.subarray(at, at + size) }
  }

  #write(kind, data) {
    const size = data.length
    const head = size < 126 ? Buffer.from([0, size]) : Buffer.alloc(size < 65_536 ? 4 : 10)
    if (size >= 65_536) {
      head[1] = 127
      head.writeBigUInt64BE(BigInt(size), 2)
    } else if (size >= 126) {
      head[1] = 126
      head.writeUInt16BE(size, 2)
    }
    head[0] = 0x80 | kind
    head[1] |= 0x80
    const mask = randomBytes(4)
    const masked = data.map((byte, i) => byte ^ mask[i & 3])
    this.#socket.write(Buffer.concat([head, mask, masked]))
  }
}
