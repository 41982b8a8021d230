// Cancels orders over the gateway's WebSocket, and says how each ended. Node 18 or newer, nothing else.
//
//     ORDER_GATEWAY_TOKEN=ogw_... node cancel.mjs http://127.0.0.1:8080 main BTC-PERP < order-ids.txt
//
// Prints a line of JSON for each outcome that it sees, and one for the end of each order. Exit status 0 if every order is gone.

import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { connect, Lost } from './gateway-socket.mjs'

const BATCH = 500
const GONE = ['CANCELED', 'TOO_LATE']
const RETRY = ['DEADLINE', 'NO_PATH', 'OVERLOADED', 'BUDGET', 'UNRECORDED', 'SHUTTING_DOWN']

/** The gateway will not do it, and will not the next time either. */
class Refused extends Error {}

class Canceler {
  told = new Map()
  ends = new Map()
  client = ''

  constructor({ gateway, account, symbol, within, from }, orders) {
    Object.assign(this, { gateway, account, symbol, within, from })
    // Chosen before anything is sent, and kept whatever happens: the same id never cancels twice.
    const run = randomBytes(4).toString('hex')
    this.orders = new Map(orders.map((order, number) => [`${run}-${number}`, order]))
  }

  open() {
    return [...this.orders.keys()].filter((id) => !this.ends.has(id))
  }

  async run() {
    for (let pause = 100; this.open().length > 0; pause = Math.min(2 * pause, 5_000)) {
      try {
        await this.connected(await connect(this.gateway))
      } catch (fault) {
        if (!(fault instanceof Lost)) throw fault
        // Nothing is lost with it: the gateway goes on, and says what came of it to whoever asks again.
        console.error(`connection lost: ${fault.message}`)
        await sleep(pause)
      }
    }
  }

  async connected(connection) {
    try {
      await this.call(connection, { op: 'auth', id: 'auth', token: process.env.ORDER_GATEWAY_TOKEN })
      // First subscribed, then asked: an end that comes between the two is not missed.
      const filter = { account: this.account, ends: true }
      await this.call(connection, { op: 'sub', ch: 'outcomes', id: 'ends', from: this.from, filter })
      await this.askAll(connection)
    } finally {
      connection.close()
    }
  }

  async askAll(connection) {
    const asked = new Set()
    for (let open = this.open(); open.length > 0; open = this.open()) {
      const refused = (id) => this.told.get(id) === 'REFUSED'
      // Of what is UNKNOWN the gateway finds out what became of it, and says so as an outcome: it is not asked for again.
      const ids = open.filter((id) => !asked.has(id) || refused(id)).slice(0, BATCH)
      if (ids.length === 0) {
        this.hear(await connection.receive())
        continue
      }
      if (ids.some((id) => asked.has(id))) await sleep(200) // nothing of these was sent: the same ids may be tried again
      ids.forEach((id) => asked.add(id))
      await this.ask(connection, ids)
    }
  }

  /** One burst. The next waits until this one is told, so that the gateway never has to wait for this reader. */
  ask(connection, ids) {
    const terms = { symbol: this.symbol, await: 'final', withinMs: this.within }
    const orders = ids.map((id) => ({ id, orderId: this.orders.get(id), ...terms }))
    return this.call(connection, { op: 'req', action: 'cancel-batch', id: 'batch', account: this.account, args: { orders } })
  }

  /** Says something and listens until it is answered; whatever else comes meanwhile is taken in, too. */
  async call(connection, request) {
    connection.send(request)
    for (;;) {
      const message = await connection.receive()
      if (message.id === request.id && message.m !== 'outcome' && !('result' in message)) {
        if (message.code !== 0) throw new Refused(message.text)
        this.client = message.client ?? this.client
        return
      }
      this.hear(message)
    }
  }

  hear(message) {
    if (message.m === 'outcome') {
      this.outcome(message)
    } else if ('result' in message) {
      this.result(message.id, message.result, message.info)
    } else if (message.code === 410) {
      throw new Refused(message.text) // what was asked for is no longer kept
    } else if (message.code !== 0) {
      throw new Lost(message.text) // the subscription has ended: begin again where it was
    }
  }

  result(id, result, info) {
    this.told.set(id, result)
    if (result !== 'UNKNOWN' && !(result === 'REFUSED' && RETRY.includes(info.reason))) this.ended(id, result)
  }

  outcome({ position, cancelId, result, phase, text }) {
    console.log(JSON.stringify({ position, cancelId, result }))
    this.from = position + 1
    const prefix = this.client ? `${this.client}:` : ''
    const id = cancelId?.startsWith(prefix) ? cancelId.slice(prefix.length) : null
    if (result === undefined) {
      console.error(phase, text) // a mark: the stream speaks of itself
    } else if (this.orders.has(id) && result !== 'REFUSED') {
      this.ended(id, result)
    }
  }

  ended(id, result) {
    if (this.ends.has(id)) return
    this.ends.set(id, result)
    console.log(JSON.stringify({ id, orderId: this.orders.get(id), told: this.told.get(id), end: result }))
  }

  /** Whatever did not go as it was wished has a story, over HTTP. */
  async explain() {
    const token = process.env.ORDER_GATEWAY_TOKEN
    const headers = token ? { Authorization: `Bearer ${token}` } : {}
    for (const [id, end] of this.ends) {
      if (GONE.includes(end)) continue
      const order = this.orders.get(id)
      const response = await fetch(`${this.gateway}/v1/orders/${encodeURIComponent(order)}/explain`, { headers })
      console.error(response.ok ? (await response.json()).story.join('\n') : `no story of ${order}: ${response.status}`)
    }
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { within: { type: 'string', default: '2000' }, from: { type: 'string', default: 'latest' } },
})
const [gateway, account, symbol] = positionals
if (!symbol) {
  console.error('usage: node cancel.mjs GATEWAY ACCOUNT SYMBOL [--within MS] [--from latest|earliest|POSITION] < ORDER_IDS')
  process.exit(2)
}
const orders = readFileSync(0, 'utf8').split('\n').map((line) => line.trim()).filter(Boolean)
const canceler = new Canceler({ gateway, account, symbol, within: Number(values.within), from: values.from }, orders)
try {
  await canceler.run()
  await canceler.explain()
  process.exitCode = [...canceler.ends.values()].every((end) => GONE.includes(end)) ? 0 : 1
} catch (fault) {
  if (!(fault instanceof Refused)) throw fault
  console.error(fault.message)
  process.exitCode = 2
}
