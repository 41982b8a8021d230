// What a user of socket.io-client does, against the simulated CoinSwitch: node listen.mjs PORT KEY UPDATES. Subscribes on
// every connect, prints what happens, one line of JSON each, and ends after so many updates.
import { io } from 'socket.io-client';

const [port, apikey, updates] = process.argv.slice(2);
let left = Number(updates);

const socket = io(`http://127.0.0.1:${port}/orderupdates`, {
    path: '/pro/realtime-rates-socket/spot/order-updates',
    transports: ['websocket'],
    reconnectionDelay: 50,
});
const say = (what, detail) => console.log(JSON.stringify({ what, detail }));

socket.on('connect', () => {
    say('connect');
    socket.emit('FETCH_ORDER_UPDATES', { event: 'subscribe', apikey });
});
socket.on('connect_error', (error) => say('refused', error.message));
socket.on('disconnect', (reason) => {
    say('disconnect', reason);
    if (reason === 'io server disconnect') {
        socket.connect(); // the client leaves that to its user
    }
});
socket.on('FETCH_ORDER_UPDATES', (update) => {
    say('update', update);
    left -= 1;
    if (left === 0) {
        socket.close();
    }
});
