package io.ordergateway.it.contract;

class HashkeyIT extends CancelContract {
    @Override
    VenueSide open() {
        return HashkeySide.start();
    }
}
