package io.ordergateway.ws.sim.hashkey.rest;

import io.ordergateway.ws.sim.hashkey.door.HashKeyFloor;
import io.ordergateway.ws.sim.hashkey.door.HashKeyHabit;
import io.ordergateway.ws.sim.hashkey.door.Refusal;
import io.ordergateway.ws.sim.hashkey.shape.Json;
import io.ordergateway.ws.sim.hashkey.stream.ListenKeys;
import io.ordergateway.ws.sim.hashkey.stream.StreamHub;

/** The access key, and the listen keys of the private stream (sections 1 and 9). */
final class AccountCalls {
    private static final String LISTEN_KEY = "listenKey";
    /** Section 13.8: the older table's spelling. */
    private static final String LOWER_CASE = "listenkey";

    private final HashKeyFloor floor;
    private final ListenKeys keys;
    private final StreamHub hub;

    AccountCalls(HashKeyFloor floor, ListenKeys keys, StreamHub hub) {
        this.floor = floor;
        this.keys = keys;
        this.hub = hub;
    }

    /** What its body holds is not documented; that it comes says that the key is good. */
    void checkApiKey(Call call) {
        call.reply(Json.object());
    }

    void makeListenKey(Call call) {
        floor.tally().keys.increment();
        String name = floor.has(HashKeyHabit.LOWER_CASE_LISTENKEY) ? LOWER_CASE : LISTEN_KEY;
        call.reply(Json.object().put(name, keys.make()));
        closeWhenDue();
    }

    void refreshListenKey(Call call) {
        floor.tally().refreshes.increment();
        if (!keys.refresh(listenKey(call))) {
            throw Refusal.illegal(LISTEN_KEY);
        }
        call.reply(Json.object());
        closeWhenDue();
    }

    void deleteListenKey(Call call) {
        if (!keys.delete(listenKey(call))) {
            throw Refusal.illegal(LISTEN_KEY);
        }
        call.reply(Json.object());
        hub.closeInvalid(0);
    }

    private static String listenKey(Call call) {
        String key = call.params().anyOf(LISTEN_KEY, LOWER_CASE);
        if (key.isEmpty()) {
            throw Refusal.missing(LISTEN_KEY);
        }
        return key;
    }

    private void closeWhenDue() {
        hub.closeInvalid(floor.pace().keyLasts().toNanos());
    }
}
