package io.ordergateway.ws.command.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordergateway.ws.command.remote.EventReader.Event;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {
    private final EventReader reader = new EventReader();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1_000})
    void eventsAreFoundHoweverTheirBytesComeInPieces(int size) throws IOException {
        byte[] bytes = "id: 1\nevent: outcome\ndata: {\"text\":\"余额\"}\n\n:\n\nevent: error\r\ndata:410 gone\r\n\r\n"
                .getBytes(UTF_8);

        List<Event> events = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += size) {
            ByteBuffer part = ByteBuffer.wrap(bytes, from, Math.min(size, bytes.length - from));
            events.addAll(reader.read(List.of(part)));
        }

        assertThat(events).containsExactly(new Event("outcome", "{\"text\":\"余额\"}"), new Event("error", "410 gone"));
    }

    @Test
    void dataOfSeveralLinesIsOne() throws IOException {
        assertThat(read("data: a\ndata\ndata:  b\n\n")).containsExactly(new Event("", "a\n\n b"));
    }

    @Test
    void anEventThatHasNotEndedIsNone() throws IOException {
        assertThat(read("event: outcome\ndata: {}\n")).isEmpty();
        assertThat(read("\n")).containsExactly(new Event("outcome", "{}"));
    }

    @Test
    void aLineWithoutAnEndIsAFault() throws IOException {
        read("x".repeat(EventReader.MAX_LINE));

        assertThatThrownBy(() -> read("x")).isInstanceOf(IOException.class).hasMessageContaining("more than 1048576");
    }

    private List<Event> read(String text) throws IOException {
        return reader.read(List.of(ByteBuffer.wrap(text.getBytes(UTF_8))));
    }
}
