package io.ordergateway.it.house;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds secrets in what was logged, in every form in which they are written: as they are, in hex and in base64. And tokens of
 * clients, which are made up anew each time and begin alike.
 */
final class LoggedSecrets {
    /** Shorter ones are words, or chance. */
    private static final int SHORTEST = 8;

    private static final Pattern TOKEN = Pattern.compile("ogw_[A-Za-z0-9_-]{43}");

    private final List<String> forms;

    LoggedSecrets(List<String> secrets) {
        Set<String> all = new LinkedHashSet<>(secrets);
        secrets.forEach(secret -> meanings(secret).forEach(meaning -> all.addAll(written(meaning))));
        forms = all.stream()
                .filter(form -> form.length() >= SHORTEST)
                .sorted(Comparator.comparingInt(String::length).reversed()) // one may be a part of another
                .toList();
    }

    /** Its characters' bytes, and the bytes it may stand for itself. */
    private static List<byte[]> meanings(String secret) {
        List<byte[]> meanings = new ArrayList<>(List.of(secret.getBytes(StandardCharsets.UTF_8)));
        if (secret.matches("([0-9a-fA-F]{2})+")) {
            meanings.add(HexFormat.of().parseHex(secret));
        }
        if (secret.matches("[A-Za-z0-9+/]+={0,2}") && secret.length() % 4 == 0) {
            meanings.add(Base64.getDecoder().decode(secret));
        }
        return meanings;
    }

    private static List<String> written(byte[] meaning) {
        String hex = HexFormat.of().formatHex(meaning);
        return List.of(
                new String(meaning, StandardCharsets.ISO_8859_1),
                hex,
                hex.toUpperCase(Locale.ROOT),
                Base64.getEncoder().withoutPadding().encodeToString(meaning),
                Base64.getUrlEncoder().withoutPadding().encodeToString(meaning));
    }

    /** The line without the secrets in it, if there are any; otherwise {@code null}. */
    String betrayed(String line) {
        String masked = TOKEN.matcher(line).replaceAll("***");
        for (String form : forms) {
            masked = masked.replace(form, "***");
        }
        return masked.equals(line) ? null : masked;
    }
}
