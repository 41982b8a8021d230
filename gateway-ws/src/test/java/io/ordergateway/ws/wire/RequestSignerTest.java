package io.ordergateway.ws.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors of the AscendEX dossier: 2.4 as the venue published them, 2.5 with made-up credentials. */
class RequestSignerTest {
    private static final String PUBLISHED = "hV8FgjyJtpvVeAcMAgzgAFQCN36wmbWuN7o3WPcYcYhFd8qvE43gzFGVsFcCqMNk";
    private static final String PUBLISHED_DEMO = "98dRnVqbIhriRMZJfax3EvSPRBJrIuZ6J755KcLz6napGUpzmApJmfBY7EY3yYZn";
    private static final String MADE_UP = "c2ltdWxhdGVkLXZlbnVlLXNlY3JldC1mb3ItdGVzdC12ZWN0b3JzLTAwMDEhISEh";
    private static final String NOT_BASE64 = "simulated-venue-secret-not-base64";
    private static final SignatureStyle DECODED = new SignatureStyle(true, true, false);
    private static final long AT = 1700000000000L;

    @ParameterizedTest
    @CsvSource({
        PUBLISHED + ", 1608133910000+info,         /pwaAgWZQ1Xd/J4yZ4ReHSPQxd3ORP/YR8TvAttqqYM=",
        PUBLISHED + ", 1562952827927+user/info,    vBZf8OQuiTJIVbNpNHGY3zcUsK5gJpwb5lgCgarpxYI=",
        PUBLISHED_DEMO + ", 1562952827927000+user/info, UlpDqbDlNYydgT57It2IGiZGts13GnfF+D6Cmzq7xQE=",
    })
    void signsAsPublished(String secret, String prehash, String signature) {
        assertThat(new RequestSigner(secret).sign(prehash)).isEqualTo(signature);
    }

    @ParameterizedTest
    @CsvSource({
        PUBLISHED + ", 1608133910000+info,         iT09ogK94xN6wScfMs0CXbE4jsYkQJpJ5egMfIo1U4I=",
        PUBLISHED + ", 1562952827927+user/info,    yyBYygeATY3mgiR+zPkgDJDl4CEebYb4S5Zn26xvfb8=",
        PUBLISHED_DEMO + ", 1562952827927000+user/info, TY0RPnbtgH0v+qfc/rDcQvpjWEPtDxw8b8Dc4m5kECM=",
    })
    void signsAsPublishedWithTheSecretDecoded(String secret, String prehash, String signature) {
        assertThat(new RequestSigner(secret, DECODED).sign(prehash)).isEqualTo(signature);
    }

    @ParameterizedTest
    @CsvSource({
        "info, O92IC5Ohu/Dk/4+oF01JtM2qbpoSxxXHW/wavocjEKM=, CgidqMZxGbSV2o84wsyetjvR8Q/mtpbzwOnMwZuiIO8=",
        "v2/account/info, 5mAP8Aopjjya91WWM36Dg1lJ/ol+6ja8RhU9vhvIfRM=, SWt0VUjobKlRwypkCJiRH4BNtIRKlA+azLFZHNahrww=",
        "order, YzJzFNFdqFfNVgWkFnuxOFWKYi8QrMSF01kmXI1qfzI=, vcWxgdCzl/8OefNManz2nbF0XytpOeH6G2/8MKiusls=",
        "order/all, F61yMQ+IBYy+BKL3rWLyFqwzLfjHWjs274yb+O5IVZM=, TANyJqBw6wqi1i/ralQ2Ovo3bPqZxBacNHMi1+8VC0o=",
        "order/batch, yY4Flv7ZKOtTkiZWaG4tOac8IDIDY4V6jKu110bz0O0=, kcMU5eCoWDFpD0gMoPMxn5+xKlWrF/I4XIZUO0Y36YY=",
        "order/status, DVCw8OcYoMyI+bLs6kRi4q9Oxp1j/6gVohz5eP1tlm4=, XYQBI2Oi2isx9+wM2QkVCKDjZGTfdir3Tghr95kkrcE=",
        "order/open, JfIL9uAnOxINE/DncBBNb8C7k/q/6ddvnUk0xZ1acdQ=, qL/gd6/GTCQHf+7v0MYfrZZh9EBhVCgLBfuXpnPFNHk=",
        "order/hist/current, g4PQkUKXlATMXra+LIobWeYc/JWMIUz1utMq9CO6arE=, kuf2WhIglTSsRTlITDPYGfFEaMqxM3dgk/azBIr3RRM=",
        "v2/futures/order, /aTDZ0M7ftoyjK/XqnliaLnudMIEG7LHnB7+MxsYAq8=, ohZOBfAHxlCpKzCRAuf3TIIlqA3GBSRfBPlJzc/kxo0=",
        "v2/futures/order/all, 8Ao+laiReehx39nv5w+NMjlbg3CQEb3bJyjS9C4dt90=, EN8pXDF2aX396waF3b3iLl3R3ycFCakCn/u3qKnWCCQ=",
        "v2/futures/order/batch, JB7VrbWL81hU5/HRQv36mDv6PJDaNllY4D6iLoeHTAU=, WBrXh+xVtUT2aBFfCbLAGR241yQIgXZkxSCYVK4p9xo=",
        "v2/futures/order/status, iDrYJQqDeOMRuY48IW9B5Dnl3HSSd8Hzr+CW3gGj2kg=, EH+6YOUkmAUd5zCEgvLYe5ZNRIO0RUogHGBpKdGdMJk=",
        "v2/futures/order/open, WyUFRt65FYYQk3K2rNsSxNbSzTUBF6Bu1caf9ANStx4=, E2Ty/JBBzkT7q6uhL5aSY2athOfdGQZjdfCMnxGZ0zw=",
        "v2/futures/order/hist/current, AJ8brbgSOdYvWkK5sYCZvtNgANIq5pcaMeg+EGejHHA=, UJ5gFvjTeiFJZlpVMbILTnXsFITUnuwViPQNG/tMzWk=",
        "data/v2/order/hist, ZsEd2jzuOSZDmOA01ZgZdy/o6TfqxWE7cZowlpTX/xw=, PxUxQjmf8rcLk8H/dex0xHG2D9qS5CDun5Aa8PJjZCI=",
        "stream, 4/M6veLCOmgImOhaLHat3kXJtfGde0S/69lL2YQB9+4=, 7zDQFRpCVZdO6PCxOx37GeMj1YWFfFtjrROsiSDR5uM=",
        "v2/stream, /bFM6OhXfktS0+05BmVuT+6yyxtB7jJywEgWsKntBSw=, 9YaeOftgVaqz+pWFNvelqIxwSNhx5vYG08C0sZMq3Oo=",
    })
    void signsEveryPathRawAndDecoded(String path, String raw, String decoded) {
        assertThat(new RequestSigner(MADE_UP).sign(AT, path)).isEqualTo(raw);
        assertThat(new RequestSigner(MADE_UP, DECODED).sign(AT, path)).isEqualTo(decoded);
    }

    @ParameterizedTest
    @CsvSource({
        "info,       XEbXLPq2FdbY17K9zu1dB2LmwddstnhdW7v+wDkhs9c=, 5c46d72cfab615d6d8d7b2bdceed5d0762e6c1d76cb6785d5bbbfec03921b3d7",
        "order,      lwerY46f4MCmDEsxUTvKpGFF8AqxRPzQWGwLyPH5tQg=, 9707ab638e9fe0c0a60c4b31513bcaa46145f00ab144fcd0586c0bc8f1f9b508",
        "order/open, zSX8ceONjxu6SbVkFN8mv4bLu3V37xARsB6NnnYt+1g=, cd25fc71e38d8f1bba49b56414df26bf86cbbb7577ef1011b01e8d9e762dfb58",
        "stream,     q7eaggta2HZ3NE80xMuDD5tOGf3WOAsa8M2HLNZmSIo=, abb79a820b5ad87677344f34c4cb830f9b4e19fdd6380b1af0cd872cd666488a",
    })
    void signsWithoutAPlusInBase64AndInHex(String path, String base64, String hex) {
        assertThat(new RequestSigner(MADE_UP, new SignatureStyle(false, false, false)).sign(AT, path))
                .isEqualTo(base64);
        assertThat(new RequestSigner(MADE_UP, new SignatureStyle(false, false, true)).sign(AT, path))
                .isEqualTo(hex);
    }

    @Test
    void signsWithAPlusInHex() {
        assertThat(new RequestSigner(MADE_UP, new SignatureStyle(false, true, true)).sign(AT, "v2/stream"))
                .isEqualTo("fdb14ce8e8577e4b52d3ed3906656e4feeb2cb1b41ee3272c04816b0a9ed052c");
    }

    @Test
    void takesASecretThatIsNotBase64() {
        assertThat(new RequestSigner(NOT_BASE64).sign(AT, "v2/stream"))
                .isEqualTo("MB3McZw+aSCBgWHVWlUHgZ8PuOoE5UTZzVXWgLHm5sM=");
    }

    @ParameterizedTest
    @ValueSource(strings = {NOT_BASE64, "====", "c2VjcmV0!", "c2V jcmV0"})
    void aSecretThatCannotBeDecodedIsAnErrorThatDoesNotShowIt(String secret) {
        assertThatThrownBy(() -> new RequestSigner(secret, DECODED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("secret is not base64")
                .hasMessageContaining("write")
                .hasMessageNotContainingAny(secret, "character")
                .hasNoCause();
    }

    @Test
    void credentialsSignInTheirStyle() {
        Credentials credentials = new Credentials("the-key", MADE_UP, DECODED);

        assertThat(credentials.signer().sign(AT, "info")).isEqualTo("CgidqMZxGbSV2o84wsyetjvR8Q/mtpbzwOnMwZuiIO8=");
    }

    @Test
    void neverPrintsTheSecret() {
        Credentials credentials = new Credentials("the-key", PUBLISHED);

        assertThat(credentials + " " + credentials.signer()).doesNotContain(PUBLISHED, "the-key");
    }

    @Test
    void anEmptySecretIsAnErrorThatSaysWhatToWrite() {
        assertThatThrownBy(() -> new RequestSigner("")).hasMessageContaining("secret is empty; write");
        assertThatThrownBy(() -> new RequestSigner("", DECODED)).hasMessageContaining("secret is empty; write");
    }
}
