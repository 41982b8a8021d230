// What a user of ccxt does, against the simulated venue: node trade.mjs PORT KEY SECRET SYMBOL. Prints one line of JSON.
import ccxt from 'ccxt';

const [port, apiKey, secret, symbol] = process.argv.slice(2);
const PRICE = 30000;
const QUANTITY = 0.01;
const FIRST_PUSH_TRIES = 50;

const exchange = new ccxt.pro.ascendex({ apiKey, secret, enableRateLimit: false });
exchange.urls.api.rest = `http://127.0.0.1:${port}`;
exchange.urls.api.ws = {
    public: `ws://127.0.0.1:${port}/api/pro/v2/stream`,
    private: `ws://127.0.0.1:${port}/{accountGroup}/api/pro/v2/stream`,
};
await exchange.loadHttpProxyAgent();
exchange.agent = exchange.httpAgent; // plain http and ws

const place = (params = {}) => exchange.createOrder(symbol, 'limit', 'buy', QUANTITY, PRICE, params);
const failure = async (promise) => {
    try {
        await promise;
        return 'none';
    } catch (error) {
        return `${error.constructor.name}: ${error.message}`;
    }
};
const brief = (order) => ({ id: order.id, clientOrderId: order.clientOrderId, symbol: order.symbol, status: order.status,
    price: order.price, amount: order.amount, filled: order.filled });

const said = {};
said.markets = Object.keys(await exchange.loadMarkets());

const created = await place({ clientOrderId: 'gateway0001' });
said.created = brief(created);
said.fetched = brief(await exchange.fetchOrder(created.id, symbol));
said.open = (await exchange.fetchOpenOrders(symbol)).map(brief);
said.cancel = brief(await exchange.cancelOrder(created.id, symbol));
said.afterCancel = brief(await exchange.fetchOrder(created.id, symbol));
said.cancelAgain = await failure(exchange.cancelOrder(created.id, symbol));
said.cancelByClientId = await failure(exchange.cancelOrder('', symbol, { clientOrderId: 'gateway0001' }));
said.closed = (await exchange.fetchClosedOrders(symbol)).map(brief);

await place();
await place();
await exchange.cancelAllOrders(symbol);
said.openAfterCancelAll = (await exchange.fetchOpenOrders(symbol)).map(brief);

// Nothing says when the subscription holds; an order placed before that is not told of, so another one follows.
let first;
const watching = exchange.watchOrders(symbol).then((orders) => { first = orders; });
for (let tries = 0; first === undefined && tries < FIRST_PUSH_TRIES; tries++) {
    await place();
    await Promise.race([watching, exchange.sleep(100)]);
}
await watching;
const watched = await place();
const seen = [];
const until = async (status) => {
    for (;;) {
        for (const order of await exchange.watchOrders(symbol)) {
            if (order.id === watched.id) {
                seen.push(order.status);
                if (order.status === status) {
                    return;
                }
            }
        }
    }
};
await until('open');
const canceled = until('canceled');
await exchange.cancelOrder(watched.id, symbol);
await canceled;
said.watched = seen;

await exchange.close();
console.log(JSON.stringify(said));
