package io.ordergateway.it.contract;

class AscendexSocketIT extends CancelContract {
    @Override
    VenueSide open() {
        return AscendexSide.bySocket();
    }
}
