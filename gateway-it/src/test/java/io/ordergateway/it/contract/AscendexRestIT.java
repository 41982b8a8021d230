package io.ordergateway.it.contract;

class AscendexRestIT extends CancelContract {
    @Override
    VenueSide open() {
        return AscendexSide.byRest();
    }
}
