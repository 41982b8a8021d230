package io.ordergateway.it.contract;

class CoinswitchSpotIT extends CancelContract {
    @Override
    VenueSide open() {
        return CoinswitchSide.spot();
    }
}
