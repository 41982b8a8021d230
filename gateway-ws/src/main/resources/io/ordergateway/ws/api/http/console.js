'use strict';
// The operator's console. It asks the gateway each second how it is, and follows its stream of outcomes.
// Whatever comes over the network is shown as text, never as markup.

const POLL_MS = 1_000;
const ANSWER_MS = 5_000;
const SILENCE_MS = 40_000; // the gateway says each 15 s that a stream is there
const RETRY_MS = 1_000;
const RETRY_MOST_MS = 10_000;
const ROWS = 200;
const REPLAYED = 10_000; // how far back the stream is read again for another filter
const ALL_ACCOUNTS = 'all accounts';

// ---- the page ----

const view = id => document.getElementById(id);
const pause = ms => new Promise(done => setTimeout(done, ms));
const clock = time => `${time.toISOString().slice(11, 19)} UTC`;

/** An element with attributes and children; a child that is no node becomes text. */
function el(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    element.append(...children);
    return element;
}

function svg(name, attributes, ...children) {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    element.append(...children);
    return element;
}

const shown = new WeakMap();

/** Shows something only if it is not what is shown: else a selection or the focus would be lost each second. */
function fill(place, data, make) {
    const text = JSON.stringify(data);
    if (shown.get(place) !== text) {
        shown.set(place, text);
        place.replaceChildren(...make(data));
    }
}

function note(place, text) {
    fill(place, {text}, () => [el(place.tagName === 'UL' ? 'li' : 'p', {class: 'empty'}, text)]);
}

function table(heads, rows) {
    const cells = (row, tag) => row.map((cell, at) =>
        el(tag, {...(tag === 'th' && {scope: 'col'}), ...(heads[at].startsWith('#') && {class: 'number'})}, cell));
    return el('div', {class: 'wide'}, el('table', {},
        el('thead', {}, el('tr', {}, ...cells(heads.map(head => head.replace('#', '')), 'th'))),
        el('tbody', {}, ...rows.map(row => el('tr', {}, ...cells(row, 'td'))))));
}

const words = name => name.toLowerCase().replaceAll('_', ' ');
const badge = (text, colour = '') => el('span', {class: `badge ${colour}`}, text);

/** A time with three digits and the unit that suits it. */
function duration(nanos) {
    const units = [['s', 1e9], ['ms', 1e6], ['µs', 1e3]];
    const [unit, size] = units.find(([, least]) => nanos >= least) ?? ['ns', 1];
    return `${Number((nanos / size).toPrecision(3))} ${unit}`;
}

// ---- asking the gateway ----

const token = () => sessionStorage.getItem('token');
let login = null;

/** What the gateway answers; asks for a token first where it wants one. */
async function ask(path, options = {}) {
    const used = token();
    const headers = {...options.headers, ...(used && {Authorization: `Bearer ${used}`})};
    const response = await fetch(path, {signal: AbortSignal.timeout(ANSWER_MS), ...options, headers});
    if (response.status !== 401) {
        return response;
    }
    const problem = await response.json();
    if (token() === used) {
        login ??= askToken(used ? problem.detail : '').finally(() => { login = null; });
        await login;
    }
    return ask(path, options);
}

async function read(path, options) {
    const response = await ask(path, options);
    return {status: response.status, body: await response.json()};
}

function askToken(trouble) {
    const dialog = view('login');
    dialog.querySelector('.fault').textContent = trouble;
    dialog.showModal();
    return new Promise(given => {
        dialog.onclose = () => dialog.showModal(); // closed without a token
        dialog.querySelector('form').onsubmit = event => {
            event.preventDefault();
            dialog.onclose = null;
            sessionStorage.setItem('token', view('login-token').value.trim());
            view('login-token').value = '';
            dialog.close();
            given();
        };
    });
}

// ---- whether what is shown is so ----

const state = {answers: null, trouble: '', since: null, following: 'waiting', followTrouble: ''};

function showLive() {
    const pill = view('live');
    const trouble = state.trouble || state.followTrouble;
    const live = state.answers && state.following !== 'waiting';
    state.since = trouble ? state.since ?? state.answers ?? new Date() : null;
    const text = trouble ? `not live since ${clock(state.since)}: ${trouble}` : live ? 'live' : 'connecting …';
    pill.dataset.state = trouble ? 'lost' : live ? 'live' : 'waiting';
    if (pill.textContent !== text) { // else it would be read out each second
        pill.textContent = text;
    }
    document.body.classList.toggle('lost', state.trouble !== '');
    view('forget').hidden = !token();
}

// ---- what is asked each second ----

const panels = [
    {path: '/v1/sessions', place: 'accounts', what: 'Accounts', show: showSessions},
    {path: '/v1/budget', place: 'accounts', what: 'Accounts', show: showBudgets},
    {path: '/health/ready', place: 'health', what: 'Checks', show: showHealth},
    {path: '/v1/leases', place: 'leases', what: 'Leases', show: showLeases},
    {path: '/v1/kill', place: 'latched', what: 'Latched kill switches', show: showLatched},
];

async function poll() {
    for (;;) {
        try {
            await Promise.all(panels.map(refresh));
            state.answers = new Date();
            state.trouble = '';
        } catch (fault) {
            state.trouble = fault.refused ?? 'the gateway does not answer';
        }
        showLive();
        await pause(POLL_MS);
    }
}

/** What a token may not see is not asked for again: each refusal is written to the gateway's log. */
async function refresh(panel) {
    if (panel.denied) {
        return;
    }
    const {status, body} = await read(panel.path);
    if (status === 403) {
        panel.denied = true;
        view(panel.place).hidden = false;
        view(panel.place).classList.add('denied');
        note(view(panel.place), `${panel.what} are not shown: ${body.detail}`);
    } else if (body.detail) {
        throw Object.assign(new Error(body.detail), {refused: body.detail});
    } else {
        panel.show(body);
    }
}

function showHealth({checks}) {
    fill(view('health'), checks, () => checks.map(check =>
        el('li', {class: check.up ? 'up' : 'down'}, badge(check.up ? 'up' : 'down', check.up ? 'good' : 'bad'), ' ',
            el('b', {}, words(check.name)), ' ', check.text)));
}

// ---- accounts ----

let accounts = [];
let budgets = [];

function showSessions(body) {
    accounts = body.accounts;
    const names = accounts.map(account => account.account);
    choices(view('latency-account'), names);
    choices(view('filter-account'), names, ['', 'all']);
    choices(view('kill-account'), names, [ALL_ACCOUNTS, ALL_ACCOUNTS]);
    showAccounts();
    showLatency();
}

function showBudgets(body) {
    budgets = body.accounts;
    showAccounts();
}

function choices(select, names, more) {
    const chosen = select.value;
    const options = [...names.map(name => [name, name])];
    if (more) {
        options.splice(more[0] === '' ? 0 : options.length, 0, more);
    }
    fill(select, options, () => options.map(([value, text]) => el('option', {value}, text)));
    if (options.some(([value]) => value === chosen)) {
        select.value = chosen;
    }
}

function showAccounts() {
    if (accounts.length === 0) {
        return;
    }
    const seen = accounts.map(({stages, ...account}) => ({...account,
        budgets: budgets.find(budget => budget.account === account.account)?.budgets ?? []}));
    fill(view('accounts'), seen, () => seen.map(accountCard));
}

function accountCard(account) {
    const colour = {green: 'good', yellow: 'warn', red: 'bad'}[account.level];
    const inFlight = account.sessions.reduce((sum, session) => sum + session.inFlight, 0);
    const count = (number, text) => el('span', {}, el('b', {}, number), ` ${text}`);
    const card = el('div', {class: 'account'},
        el('p', {class: 'account-head'}, el('h3', {}, account.account), badge(account.level, colour),
            el('span', {class: 'soft'}, `${account.venue}, ${account.category}`)),
        el('p', {class: 'counts'}, count(account.pending, 'pending'), count(inFlight, 'in flight'),
            count(account.inDoubt, 'in doubt')),
        ...account.warnings.map(text => el('p', {class: `warning ${colour}`}, text)));
    if (account.sessions.length > 0) {
        card.append(sessionTable(account.sessions));
    }
    if (account.budgets.length > 0) {
        card.append(el('div', {class: 'gauges'}, ...account.budgets.map(gauge)));
    }
    return card;
}

function sessionTable(sessions) {
    const colour = name => ({ready: 'good', barred: 'bad', stopped: 'bad'})[name] ?? 'warn';
    const standing = session =>
        el('span', {}, badge(words(session.state), colour(session.state)), ` ${session.trouble}`);
    return table(['Session', '#Epoch', '#In flight', '#Sent', '#Late', '#Duplicate', '#Foreign', '#Unreadable'],
        sessions.map(session => [standing(session), session.epoch, session.inFlight, session.sent, session.late,
            session.duplicate, session.foreign, session.unreadable]));
}

function gauge(budget) {
    const part = budget.count === 0 ? 0 : budget.remaining / budget.count;
    const per = duration(budget.windowMs * 1e6);
    const label = `${budget.limit}: ${budget.remaining} of ${budget.count} left per ${per}`;
    const bar = el('div', {class: part < 0.2 ? 'fill low' : 'fill'});
    bar.style.width = `${100 * part}%`;
    return el('div', {class: 'gauge'},
        el('span', {}, el('span', {}, words(budget.limit)),
            el('span', {class: 'soft'}, `${budget.remaining} of ${budget.count} per ${per}`)),
        el('div', {class: 'track', role: 'meter', 'aria-label': label, 'aria-valuemin': 0, 'aria-valuemax': budget.count,
            'aria-valuenow': budget.remaining, title: `${label}; ${budget.remainingForOthers} for what is not a cancel`}, bar));
}

// ---- latency ----

function showLatency() {
    const account = accounts.find(one => one.account === view('latency-account').value);
    const stage = account?.stages.find(one => one.stage === view('latency-stage').value);
    if (!stage) {
        note(view('histogram'), 'Not known yet.');
        return;
    }
    const size = {width: view('histogram').clientWidth, height: view('histogram').clientHeight};
    fill(view('histogram'), {stage, size}, () => stage.buckets.length === 0
        ? [el('p', {class: 'empty'}, 'No cancel has passed this stage yet.')] : [histogram(stage, size)]);
    fill(view('stages'), account.stages, () => [table(['Stage', '#Cancels', '#Half', '#99 %', '#99.9 %', '#Longest'],
        account.stages.map(seen => [seen.stage, seen.count, ...(seen.count === 0 ? ['–', '–', '–', '–']
            : [seen.p50Nanos, seen.p99Nanos, seen.p999Nanos, seen.maxNanos].map(duration))]))]);
}

/** Bars as wide as a doubling of the time, from the first that holds something to the last. */
function histogram(stage, {width, height}) {
    const top = 34;
    const bottom = height - 22;
    const octave = nanos => Math.log2(Math.max(nanos, 2_048));
    const first = Math.min(...stage.buckets.map(bucket => octave(bucket.fromNanos))) - 1;
    const last = Math.max(...stage.buckets.map(bucket => octave(bucket.belowNanos ?? 2 * bucket.fromNanos))) + 1;
    const most = Math.max(...stage.buckets.map(bucket => bucket.count));
    const x = nanos => width * (octave(nanos) - first) / (last - first);
    const picture = svg('svg', {role: 'img', viewBox: `0 0 ${width} ${height}`, 'aria-label':
        `${stage.stage}: ${stage.count} cancels, half within ${duration(stage.p50Nanos)}, `
        + `99 of 100 within ${duration(stage.p99Nanos)}, longest ${duration(stage.maxNanos)}`});
    stage.buckets.forEach(bucket => picture.append(bar(bucket, x, {top, bottom, most})));
    picture.append(svg('line', {class: 'axis', x1: 0, x2: width, y1: bottom, y2: bottom}), ...ticks(first, last, width, height));
    const room = 110;
    picture.append(...mark('half', x(stage.p50Nanos), {y: 12, bottom, left: x(stage.p50Nanos) > room}, stage.p50Nanos),
        ...mark('99 %', x(stage.p99Nanos), {y: 27, bottom, left: x(stage.p99Nanos) > width - room}, stage.p99Nanos));
    return picture;
}

function bar(bucket, x, {top, bottom, most}) {
    const left = x(bucket.fromNanos);
    const right = x(bucket.belowNanos ?? 2 * bucket.fromNanos);
    const height = Math.max(2, (bottom - top) * bucket.count / most);
    const end = bucket.belowNanos ? `to ${duration(bucket.belowNanos)}` : 'and more';
    return svg('rect', {class: 'bar', x: left + 1, y: bottom - height, width: right - left - 2, height, rx: 2},
        svg('title', {}, `${bucket.count} took ${duration(bucket.fromNanos)} ${end}`));
}

/** At 1, 2 and 5 of each decade, or only at 1 where these would not fit. */
function ticks(first, last, width, height) {
    const at = nanos => width * (Math.log2(nanos) - first) / (last - first);
    const decades = Array.from({length: 10}, (_, power) => 1_000 * 10 ** power);
    const fine = (at(10_000) - at(1_000)) / 3 > 55;
    return decades.flatMap(decade => (fine ? [1, 2, 5] : [1]).map(times => times * decade))
        .filter(nanos => at(nanos) > 20 && at(nanos) < width - 20)
        .map(nanos => svg('text', {x: at(nanos), y: height - 6, 'text-anchor': 'middle'}, duration(nanos)));
}

function mark(name, x, {y, bottom, left}, nanos) {
    return [svg('line', {class: 'mark', x1: x, x2: x, y1: y - 9, y2: bottom}),
        svg('text', {class: 'label', x: left ? x - 5 : x + 5, y, 'text-anchor': left ? 'end' : 'start'},
            `${name}: ${duration(nanos)}`)];
}

// ---- leases ----

function showLeases({leases}) {
    if (leases.length === 0) {
        note(view('leases'), 'No lease is armed.');
        return;
    }
    const colour = {armed: 'blue', fired: 'bad', gave_up: 'bad', proven_flat: 'good'};
    fill(view('leases'), leases, () => [table(['Client', 'Lease', 'Scope', 'Phase'], leases.map(lease => [
        lease.client, lease.lease,
        [lease.account, lease.symbols?.join(', '), lease.strategy].filter(Boolean).join(' · '),
        el('span', {}, badge(words(lease.phase), colour[lease.phase]), ' ', leaseText(lease))]))]);
}

function leaseText(lease) {
    const said = [lease.rehearse && 'rehearsal', lease.cause && words(lease.cause),
        lease.phase === 'armed' && lease.firesAt && `fires at ${utc(lease.firesAt)} unless renewed`,
        lease.wouldCancel?.length && `would cancel ${lease.wouldCancel.length}`,
        ...(lease.sweeps ?? []).map(sweep => sweep.obstacle)];
    return said.filter(Boolean).join(', ');
}

const utc = instant => clock(new Date(instant));

// ---- the kill switch ----

const scope = one => [one.account ?? ALL_ACCOUNTS, one.symbol].filter(Boolean).join(', ');
const banners = new Map();

/** Each has an element that stays: its numbers change each second, and its button must not lose the focus. */
function showLatched({latched}) {
    const there = new Set(latched.map(scope));
    [...banners.keys()].filter(name => !there.has(name)).forEach(name => {
        banners.get(name).remove();
        banners.delete(name);
    });
    latched.filter(one => !banners.has(scope(one))).forEach(one => {
        banners.set(scope(one), banner(one));
        view('latched').append(banners.get(scope(one)));
    });
    latched.forEach(one => updateBanner(banners.get(scope(one)), one));
    view('latched').hidden = latched.length === 0;
    document.title = latched.length === 0 ? 'Order Gateway' : 'KILL SWITCH LATCHED · Order Gateway';
}

function banner(one) {
    const release = el('button', {type: 'button'}, 'Release …');
    release.addEventListener('click', () => openRelease(one));
    return el('div', {}, el('strong', {}, `KILL SWITCH LATCHED: ${scope(one)}`),
        el('p', {}, `“${one.reason}”, by ${one.by}, ${one.latchedAt.slice(0, 10)} ${utc(one.latchedAt)}`),
        el('p', {class: 'proof', 'aria-live': 'off'}), release);
}

function updateBanner(place, one) {
    const orders = one.sweeps.reduce((sum, sweep) => sum + sweep.orders, 0);
    const obstacles = one.sweeps.map(sweep => sweep.obstacle).filter(Boolean);
    const proof = one.flat ? 'The venue’s list proves that nothing rests.' : 'Not proven empty yet: it cannot be released.';
    const text = [proof, `Asked to cancel ${orders} so far.`, ...obstacles].join(' ');
    const line = place.querySelector('.proof');
    if (line.textContent !== text) {
        line.textContent = text;
    }
    place.querySelector('button').disabled = !one.flat;
}

/** A dialog whose button works once the name was typed; what the gateway says against it stays in the dialog. */
function confirmed(dialog, typed, name, send) {
    const button = dialog.querySelector('[type="submit"]');
    const fault = dialog.querySelector('.fault');
    const check = () => { button.disabled = typed.value !== name(); };
    typed.value = '';
    fault.textContent = '';
    check();
    dialog.oninput = check;
    dialog.querySelector('form').onsubmit = async event => {
        event.preventDefault();
        button.disabled = true;
        fault.textContent = '';
        try {
            const {body} = await send();
            fault.textContent = body.detail ?? '';
            if (!body.detail) {
                dialog.close();
            }
        } catch {
            fault.textContent = 'The gateway did not answer; whether it was done is not known. Look before you try again.';
        }
        check();
    };
    dialog.showModal();
}

function openKill() {
    const account = () => view('kill-account').value;
    const name = () => view('kill-name').textContent = account();
    view('kill-symbol').value = '';
    view('kill-reason').value = '';
    confirmed(view('kill'), view('kill-typed'), name, () => read('/v1/kill', {
        method: 'POST',
        headers: {'Content-Type': 'application/json'},
        body: JSON.stringify({
            reason: view('kill-reason').value,
            ...(account() !== ALL_ACCOUNTS && {account: account()}),
            ...(view('kill-symbol').value.trim() && {symbol: view('kill-symbol').value.trim()}),
        }),
    }));
}

function openRelease(one) {
    const query = new URLSearchParams({...(one.account && {account: one.account}), ...(one.symbol && {symbol: one.symbol})});
    view('release-scope').textContent = scope(one);
    view('release-name').textContent = one.account ?? ALL_ACCOUNTS;
    confirmed(view('release'), view('release-typed'), () => one.account ?? ALL_ACCOUNTS,
        () => read(`/v1/kill${query.size ? `?${query}` : ''}`, {method: 'DELETE'}));
}

// ---- outcomes ----

const stream = {first: null, next: null, stop: new AbortController(), pending: [], filter: new URLSearchParams()};
const REFILTERED = 'another filter';

/** Follows the stream for good, from where it was lost. */
async function follow() {
    for (let wait = RETRY_MS; ; wait = Math.min(2 * wait, RETRY_MOST_MS)) {
        const stop = stream.stop = new AbortController();
        try {
            await outcomes(stop, () => { wait = RETRY_MS; });
            lost('the stream of outcomes ended');
        } catch (fault) {
            if (stop.signal.reason === REFILTERED) {
                continue;
            }
            if (fault.refused) {
                following('refused', `not followed: ${fault.refused}`);
                await new Promise(done => stop.signal.addEventListener('abort', done)); // another filter may be allowed
                continue;
            }
            lost(fault.detail ?? 'the stream of outcomes was lost');
        }
        await pause(wait);
    }
}

function following(what, text, trouble = '') {
    state.following = what;
    state.followTrouble = trouble;
    view('following').textContent = text;
    showLive();
}

function lost(text) {
    following('lost', `not followed since ${clock(state.since ?? new Date())}`, text);
}

async function outcomes(stop, heard) {
    const from = new URLSearchParams({from: stream.next ?? 'latest'});
    const response = await ask(`/v1/outcomes?${from}&${stream.filter}`, {signal: stop.signal});
    if (!response.ok) {
        problem(response.status, await response.json());
        return;
    }
    if (stream.next === null && state.following === 'lost') {
        append({phase: 'GAP', text: 'What happened while the connection was lost is not known here.'});
    }
    following('live', `as they come, the newest ${ROWS}`);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    try {
        for (let text = ''; ;) {
            const silence = setTimeout(() => stop.abort('silent'), SILENCE_MS);
            const {done, value} = await reader.read().finally(() => clearTimeout(silence));
            if (done) {
                return;
            }
            heard();
            const events = (text + value).split('\n\n');
            text = events.pop();
            events.forEach(event);
        }
    } finally {
        reader.cancel().catch(() => null); // one that was lost cannot be told so
    }
}

/** One event: a name and its data, or a comment. */
function event(text) {
    const fields = Object.fromEntries(text.split('\n').map(line => {
        const colon = line.indexOf(': ');
        return [line.slice(0, colon), line.slice(colon + 2)];
    }));
    if (fields.event === 'outcome') {
        append(JSON.parse(fields.data));
    } else if (fields.event === 'problem') {
        const body = JSON.parse(fields.data);
        problem(body.status, body);
    }
}

function problem(status, body) {
    if (status === 410) { // the place to go on from is not kept any more
        stream.next = null;
        append({phase: 'GAP', text: body.detail});
    } else {
        const mistaken = status === 400 || status === 403; // asking again would change nothing
        throw Object.assign(new Error(body.detail), mistaken ? {refused: body.detail} : {detail: body.detail});
    }
}

function append(record) {
    if (record.position) {
        stream.first ??= record.position;
        stream.next = record.position + 1;
    }
    stream.pending.push(record);
    if (stream.pending.length > ROWS) {
        stream.pending.shift();
    } else if (stream.pending.length === 1) {
        requestAnimationFrame(showOutcomes);
    }
}

function showOutcomes() {
    const rows = view('outcomes').tBodies[0];
    rows.prepend(...stream.pending.splice(0).reverse().map(row));
    while (rows.rows.length > ROWS) {
        rows.deleteRow(-1);
    }
    view('no-outcomes').hidden = rows.rows.length > 0;
}

function row(record) {
    const order = record.orderId ?? record.clientOrderId;
    const time = el('td', {class: 'time'}, (record.at ?? new Date().toISOString()).slice(11, 23).replace('Z', ''));
    if (!order) {
        return el('tr', {class: 'mark'}, time, el('td', {colspan: 4}, `${words(record.phase)}: ${record.text ?? ''}`));
    }
    const link = el('button', {type: 'button', class: 'link', title: 'What became of it'}, order);
    link.addEventListener('click', () => explain(order));
    const said = [record.how, record.reason, record.field, record.text].filter(Boolean);
    const outcome = record.result ?? record.phase;
    return el('tr', {}, time, el('td', {}, record.account), el('td', {}, record.symbol), el('td', {class: 'order'}, link),
        el('td', {}, badge(words(outcome), colours[outcome]), el('span', {class: 'detail'},
            record.result ? said.map((word, at) => at < 2 && word === word.toUpperCase() ? words(word) : word).join(', ')
                : record.path ? `over ${words(record.path)}` : '')));
}

const colours = {CANCELED: 'good', ACKNOWLEDGED: 'blue', TOO_LATE: 'warn', UNKNOWN: 'warn', REJECTED: 'bad', REFUSED: 'bad'};

function refilter(event) {
    event.preventDefault();
    stream.filter = new URLSearchParams({
        ...(view('filter-account').value && {account: view('filter-account').value}),
        ...(view('filter-symbol').value.trim() && {symbol: view('filter-symbol').value.trim()}),
        ...(view('filter-ends').checked && {ends: 'true'}),
    });
    stream.next = stream.first === null ? null : Math.max(stream.first, stream.next - REPLAYED);
    stream.pending.length = 0;
    view('outcomes').tBodies[0].replaceChildren();
    view('no-outcomes').hidden = false;
    stream.stop.abort(REFILTERED);
}

// ---- one order ----

async function explain(order) {
    const dialog = view('story');
    view('story-title').textContent = `Order ${order}`;
    view('story-lines').replaceChildren(el('p', {}, 'asking …'));
    if (!dialog.open) {
        dialog.showModal();
    }
    const lines = await read(`/v1/orders/${encodeURIComponent(order)}/explain`)
        .then(({body}) => body.story ?? [body.detail], () => ['The gateway does not answer; ask again.']);
    view('story-lines').replaceChildren(...lines.map(line => el('p', {}, line)));
}

// ---- begin ----

view('kill-open').addEventListener('click', openKill);
view('filter').addEventListener('submit', refilter);
['filter-account', 'filter-ends'].forEach(id => view(id).addEventListener('change', refilter));
view('explain').addEventListener('submit', submitted => {
    submitted.preventDefault();
    explain(view('explain-id').value.trim());
});
['latency-account', 'latency-stage'].forEach(id => view(id).addEventListener('change', showLatency));
document.querySelectorAll('[data-close]').forEach(button =>
    button.addEventListener('click', () => button.closest('dialog').close()));
view('forget').addEventListener('click', () => {
    sessionStorage.removeItem('token');
    location.reload();
});
new ResizeObserver(showLatency).observe(view('histogram'));

read('/v1/sessions').catch(() => null).then(() => { // asks for the token once, before all others ask
    poll();
    follow();
});
