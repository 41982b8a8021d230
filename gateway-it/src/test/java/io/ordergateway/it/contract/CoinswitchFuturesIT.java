package io.ordergateway.it.contract;

class CoinswitchFuturesIT extends CancelContract {
    @Override
    VenueSide open() {
        return CoinswitchSide.futures();
    }
}
