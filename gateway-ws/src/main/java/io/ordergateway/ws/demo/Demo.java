package io.ordergateway.ws.demo;

import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.ws.sim.stage.SimulatedVenue.Scene;
import io.ordergateway.ws.sim.stage.StagedFaults;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** The story the demo tells: a simulated venue, a gateway, and everything that can go wrong between them. */
final class Demo {
    private static final int BURST = 100;
    private static final Duration SHORT = Duration.ofMillis(150);
    private static final Stage.Pace PACE = new Stage.Pace(
            Duration.ofMillis(100), Duration.ofMillis(400), Duration.ofMillis(500), Duration.ofSeconds(30));

    private final Play play;
    private final Consumer<String> progress;

    private Demo(Play play, Consumer<String> progress) {
        this.play = play;
        this.progress = progress;
    }

    static DemoReport run(Stage stage, String venue, Consumer<String> progress) {
        try (Play play = Play.begin(stage, venue, PACE)) {
            Demo demo = new Demo(play, progress);
            demo.calm(play.hasSessions() ? 20 : 6); // what must be asked for takes longer
            demo.filledFirst();
            demo.lies();
            demo.silence();
            demo.cut();
            demo.calm(play.hasSessions() ? 10 : 4);
            return play.end(Play.PATIENCE);
        }
    }

    private void calm(int bursts) {
        progress.accept(
                bursts + " bursts of " + BURST + " cancels over " + (play.hasSessions() ? "the socket" : "REST"));
        for (int i = 0; i < bursts; i++) {
            cancel(finals(play.place(BURST)));
        }
    }

    private void filledFirst() {
        progress.accept("a burst of " + BURST + " of which every third order is filled before its cancel");
        List<String> orders = play.place(BURST);
        for (int i = 0; i < orders.size(); i += 3) {
            play.venue.fill(orders.get(i));
        }
        cancel(finals(orders));
    }

    private void lies() {
        progress.accept("10 cancels that the venue acknowledges, and then fills the orders");
        List<String> orders = play.place(10);
        play.venue.faults().always(play.venue.faultFor(Scene.FILLED_AFTER_ACK));
        cancel(orders.stream().map(play::wish).toList());
        play.venue.faults().clear();
        play.report.lies(orders);
    }

    private void silence() {
        progress.accept("20 cancels that the venue carries out without a word");
        List<CancelOrder> wishes = play.place(20).stream()
                .map(order -> play.wish(order).awaitFinal().within(SHORT))
                .toList();
        play.venue.faults().always(play.venue.faultFor(Scene.SILENT));
        cancel(wishes);
        play.venue.faults().clear();
        play.awaitCalm();
    }

    private void cut() {
        progress.accept("a burst of " + BURST + " with "
                + (play.hasSessions() ? "every socket" : "a connection") + " cut in the middle, and two more "
                + (play.hasSessions() ? "while they are down" : "without a stream of orders"));
        StagedFaults faults = play.venue.faults();
        play.venue.acceptSockets(false);
        faults.next(Collections.nCopies(BURST / 3, play.venue.faultFor(Scene.ORDINARY)));
        faults.next(List.of(play.venue.faultFor(Scene.CUT_AFTER))); // what follows it goes to the second session
        faults.next(Collections.nCopies(BURST / 3, play.venue.faultFor(Scene.ORDINARY)));
        faults.next(List.of(play.venue.faultFor(Scene.CUT_BEFORE))); // and what follows this, to REST
        if (!play.hasSessions()) {
            play.venue.cutSockets();
        }
        cancel(finals(play.place(BURST)));
        cancel(finals(play.place(BURST)));
        cancel(finals(play.place(BURST)));
        play.venue.acceptSockets(true);
        play.awaitCalm();
    }

    private List<CancelOrder> finals(List<String> orders) {
        return orders.stream().map(order -> play.wish(order).awaitFinal()).toList();
    }

    /** Submits a burst and waits for all its answers. */
    private void cancel(List<CancelOrder> wishes) {
        long start = System.nanoTime();
        play.report.submitted(wishes);
        play.gateway()
                .cancels(wishes)
                .doOnNext(result -> play.report.answered(result, System.nanoTime() - start))
                .blockLast(Play.PATIENCE);
    }
}
