package io.ordergateway.ws.api.client;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RefusalLogTest {
    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(RefusalLog.class);

    private final RefusalLog log = new RefusalLog();
    private final ListAppender<ILoggingEvent> heard = new ListAppender<>();

    @BeforeEach
    void listen() {
        heard.start();
        LOGGER.addAppender(heard);
    }

    @AfterEach
    void stop() {
        LOGGER.detachAppender(heard);
    }

    private List<String> lines() {
        return heard.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void theFirstOfAKindIsSaidAtOnce() {
        log.refused("desk", 403, "no", 0);
        log.refused("desk", 429, "too many", 0);
        log.refused("risk", 403, "no", 0);

        assertThat(lines())
                .containsExactly(
                        "desk was refused with 403: no",
                        "desk was refused with 429: too many",
                        "risk was refused with 403: no");
    }

    @Test
    void theOthersAreCountedAndSaidNowAndThen() {
        log.refused("desk", 403, "a", 0);
        log.refused("desk", 403, "b", 1);
        log.refused("desk", 403, "c", RefusalLog.EVERY_NANOS - 1);

        log.refused("desk", 403, "d", RefusalLog.EVERY_NANOS);
        log.refused("desk", 403, "e", 2 * RefusalLog.EVERY_NANOS);

        assertThat(lines())
                .containsExactly(
                        "desk was refused with 403: a",
                        "desk was refused with 403: d (and 2 more of this kind before)",
                        "desk was refused with 403: e");
    }

    @Test
    void theKindLongestUnheardOfMakesRoom() {
        for (int kind = 0; kind < RefusalLog.MAX_KINDS; kind++) {
            log.refused("client " + kind, 401, "no", 0);
        }
        log.refused("client 0", 401, "no", 0);

        log.refused("one more", 401, "no", 0);
        log.refused("client 0", 401, "no", 0);
        log.refused("client 1", 401, "no", 0);

        assertThat(lines()).hasSize(RefusalLog.MAX_KINDS + 2);
        assertThat(lines().get(RefusalLog.MAX_KINDS + 1)).startsWith("client 1 ");
    }
}
