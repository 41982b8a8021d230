package io.ordergateway.ws.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadPlaceTest {
    @Test
    void asTextItIsTheSamePlace() {
        ReadPlace place = new ReadPlace(
                Map.of(
                        0, new ReadPlace.Partition(7, Map.of("gw-\"a\"", new ReadPlace.Newest(Long.MAX_VALUE, 4))),
                        11, new ReadPlace.Partition(0, Map.of())),
                Map.of("gw-b", 42L));

        assertThat(ReadPlace.parse(place.text())).isEqualTo(place);
        assertThat(ReadPlace.parse(ReadPlace.EARLIEST.text())).isEqualTo(ReadPlace.EARLIEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "earliest",
                "{}",
                "{\"partitions\":{\"0\":{\"offset\":-1,\"newest\":{}}},\"after\":{}}",
                "{\"partitions\":{\"zero\":{\"offset\":1,\"newest\":{}}},\"after\":{}}"
            })
    void whatIsNoPlaceSaysWhatToWrite(String text) {
        assertThatThrownBy(() -> ReadPlace.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the place cannot be read")
                .hasMessageContaining("write what ReadPlace.text() gave");
    }

    @Test
    void aPartitionThatIsMovedKeepsWhatWasSeenInIt() {
        ReadPlace.Newest newest = new ReadPlace.Newest(3, 4);
        ReadPlace place = new ReadPlace(Map.of(2, new ReadPlace.Partition(10, Map.of("gw", newest))), Map.of());

        assertThat(place.at(2, 25).partitions().get(2)).isEqualTo(new ReadPlace.Partition(25, Map.of("gw", newest)));
    }
}
