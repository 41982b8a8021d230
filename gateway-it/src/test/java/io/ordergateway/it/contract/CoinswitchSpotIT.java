package io.ordergateway.it.contract;

import io.ordergateway.ws.sim.coinswitch.book.Surface;

class CoinswitchSpotIT extends CancelContract {
    @Override
    VenueSide open() {
        return CoinswitchSide.start(Surface.SPOT);
    }
}
