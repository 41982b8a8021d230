// What a user of ccxt does, against the simulated HashKey: node trade.mjs PORT KEY SECRET SYMBOL. Prints one line of JSON.
import ccxt from 'ccxt';

const [port, apiKey, secret, symbol] = process.argv.slice(2);
const PRICE = 30000;
const AMOUNT = 1;
const TRIES = 50;
const PAUSE_MS = 100;
const isSpot = !symbol.includes(':');

const exchange = new ccxt.pro.hashkey({ apiKey, secret, enableRateLimit: false });
exchange.urls.api = {
    public: `http://127.0.0.1:${port}`,
    private: `http://127.0.0.1:${port}`,
    ws: { public: `ws://127.0.0.1:${port}/quote/ws/v1`, private: `ws://127.0.0.1:${port}/api/v1/ws` },
};
await exchange.loadHttpProxyAgent();
exchange.agent = exchange.httpAgent; // plain http and ws

const place = (params = {}) => exchange.createOrder(symbol, 'limit', 'buy', AMOUNT, PRICE, params);
const failure = async (promise) => {
    try {
        await promise;
        return 'none';
    } catch (error) {
        return `${error.constructor.name}: ${error.message}`;
    }
};
const brief = (order) => ({ id: order.id, clientOrderId: order.clientOrderId, symbol: order.symbol, status: order.status,
    side: order.side, price: order.price, amount: order.amount, filled: order.filled });
const fetch = (id) => exchange.fetchOrder(id, symbol);
// A cancel is answered before it ends the order.
const ended = async (id) => {
    for (let tries = 0; tries < TRIES; tries++) {
        const order = await fetch(id);
        if (order.status !== 'open') {
            return order;
        }
        await exchange.sleep(PAUSE_MS);
    }
    throw new Error(`order ${id} did not end`);
};

const said = {};
said.markets = Object.keys(await exchange.loadMarkets());

const created = await place({ clientOrderId: 'gateway-0001' });
said.created = brief(created);
said.fetched = brief(await fetch(created.id));
said.open = (await exchange.fetchOpenOrders(symbol)).map(brief);
said.cancel = brief(await exchange.cancelOrder(created.id, symbol));
said.afterCancel = brief(await ended(created.id));
said.cancelAgain = await failure(exchange.cancelOrder(created.id, symbol));
said.cancelUnknown = await failure(exchange.cancelOrder('1742282868229463041', symbol));

const byClientId = await place({ clientOrderId: 'gateway-0002' });
await exchange.cancelOrder(undefined, symbol, { clientOrderId: 'gateway-0002' });
said.afterCancelByClientId = brief(await ended(byClientId.id));
said.closed = (await exchange.fetchCanceledAndClosedOrders(symbol)).map(brief);

const ids = [];
for (let i = 0; i < 4; i++) {
    ids.push((await place()).id);
}
await exchange.cancelOrders(ids, symbol);
said.afterCancelOrders = [];
for (const id of ids) {
    said.afterCancelOrders.push((await ended(id)).status);
}
const rest = [await place(), await place()];
await exchange.cancelAllOrders(symbol);
for (const order of rest) {
    await ended(order.id);
}
said.openAfterCancelAll = (await exchange.fetchOpenOrders(symbol)).map(brief);
if (isSpot) {
    said.market = brief(await exchange.createOrder(symbol, 'market', 'buy', AMOUNT));
}

// Nothing says when the stream is open; an order placed before that is not told of, so another one follows.
let first;
const watching = exchange.watchOrders(symbol).then((orders) => { first = orders; });
for (let tries = 0; first === undefined && tries < TRIES; tries++) {
    await place();
    await Promise.race([watching, exchange.sleep(PAUSE_MS)]);
}
await watching;
// Whoever asks ccxt only after an event has come is not told of it, so somebody asks all the time.
const told = [];
const listen = async () => {
    for (;;) {
        told.push(...(await exchange.watchOrders(symbol)).map(({ id, status }) => ({ id, status })));
    }
};
const closed = listen().catch((error) => error);
const watched = await place();
const statuses = () => told.filter(({ id }) => id === watched.id).map(({ status }) => status)
    .filter((status, i, all) => status !== all[i - 1]);
const until = async (status) => {
    while (!statuses().includes(status)) {
        await exchange.sleep(PAUSE_MS);
    }
};
await until('open');
await exchange.cancelOrder(watched.id, symbol);
await until('canceled');
said.watched = statuses();

await exchange.close();
await closed;
console.log(JSON.stringify(said));
process.exit(); // ccxt's timer for the listen key would hold Node for an hour
