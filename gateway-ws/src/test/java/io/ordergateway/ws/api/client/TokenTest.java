package io.ordergateway.ws.api.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {
    private static final int BASE64_OF_256_BITS = 43;

    @Test
    void aNewOneIsLongAndNobodyElses() {
        Set<String> tokens = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            tokens.add(Token.create());
        }

        assertThat(tokens).hasSize(1_000).allMatch(token -> token.matches("ogw_[A-Za-z0-9_-]{43}"));
        assertThat("ogw_".length() + BASE64_OF_256_BITS).isEqualTo(47);
    }

    @Test
    void whatIsKeptIsItsSha256() {
        String hash = Token.hash("abc");

        assertThat(hash).isEqualTo("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Token.isHash(hash)).isTrue();
        assertThat(Token.digestOf(hash)).isEqualTo(Token.digest("abc"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha256:",
                "ogw_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                "sha256:BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
                "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a",
                "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad0",
            })
    void whatIsNoHashIsNone(String text) {
        assertThat(Token.isHash(text)).isFalse();
    }
}
