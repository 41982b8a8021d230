package io.ordergateway.ws.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.ordergateway.core.HealthCheck;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** What is not one account's: whether the gateway is ready, the log of outcomes and its relay. */
record GatewayMeters(MeterRegistry registry, HealthMoment moment) {
    void bindReady() {
        gauge(
                "order.gateway.ready",
                "1 if every check of readiness is up, else 0",
                asked -> HealthCheck.allUp(HealthCheck.ready(asked.health())) ? 1 : 0);
    }

    void bindLog() {
        String log = GatewayMetrics.LOG;
        gauge(
                log + ".waiting",
                "outcomes that wait to be written",
                asked -> asked.log().waiting());
        gauge(
                log + ".lost",
                "outcomes that could not be written and never will be",
                asked -> asked.log().lost());
        gauge(
                log + ".writable",
                "1 if outcomes can be recorded, else 0",
                asked -> asked.log().trouble().isEmpty() ? 1 : 0);
        Gauge.builder(log + ".size", moment, asked -> asked.log().bytes())
                .baseUnit(BaseUnits.BYTES)
                .description("the size of the file of outcomes")
                .strongReference(true)
                .register(registry);
        age(
                log + ".age",
                "how long ago the oldest outcome happened that is not written",
                asked -> asked.ageMillis(asked.log().oldest()));
    }

    void bindRelay() {
        String relay = GatewayMetrics.RELAY;
        gauge(
                relay + ".waiting",
                "outcomes that were not relayed yet",
                asked -> asked.relay().waiting());
        gauge(
                relay + ".connected",
                "1 if what is relayed arrives, else 0",
                asked -> asked.relay().connected() ? 1 : 0);
        age(
                relay + ".age",
                "how long ago the oldest outcome happened that was not relayed yet",
                asked -> asked.ageMillis(asked.relay().oldest()));
    }

    private void gauge(String name, String text, ToDoubleFunction<HealthMoment> value) {
        Gauge.builder(name, moment, value)
                .description(text)
                .strongReference(true)
                .register(registry);
    }

    private void age(String name, String text, ToDoubleFunction<HealthMoment> millis) {
        TimeGauge.builder(name, moment, TimeUnit.MILLISECONDS, millis)
                .description(text)
                .strongReference(true)
                .register(registry);
    }
}
