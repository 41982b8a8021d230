package io.ordergateway.ws.command.remote;

import io.ordergateway.core.order.IdRules;
import io.ordergateway.ws.config.Addresses;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which gateway is asked, and as whom. A token is no argument: every user of a machine sees the arguments of all programs. */
public final class ServerChoice {
    static final String DEFAULT_URL = "http://127.0.0.1:8080";
    private static final String VARIABLE = "ORDER_GATEWAY_TOKEN";

    /** RFC 6750, section 2.1. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Where the gateway serves (default: " + DEFAULT_URL
                    + "). Over https the JDK's trust store says whom to trust.")
    private String url = DEFAULT_URL;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "The file that holds the client's token; without it the environment variable " + VARIABLE
                    + " does, if a token is needed.")
    private @Nullable Path tokenFile;

    /**
     * The gateway. Nothing is asked of it yet.
     *
     * @throws ParameterException if what was written cannot be used
     */
    public RemoteGateway gateway(CommandLine line) {
        try {
            return new RemoteGateway(address(url), token(tokenFile, System.getenv(VARIABLE)));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(line, e.getMessage(), e);
        }
    }

    static URI address(String url) {
        String fault;
        try {
            URI address = URI.create(url);
            fault = Addresses.fault(address, List.of("http", "https"));
            if (fault == null) {
                return URI.create(address.getScheme() + "://" + address.getRawAuthority());
            }
        } catch (IllegalArgumentException e) {
            fault = "is \"" + IdRules.quotable(url) + "\"; write one like " + DEFAULT_URL;
        }
        throw new IllegalArgumentException("--url " + fault);
    }

    /** The token; not repeated, whatever is wrong with it. */
    static @Nullable String token(@Nullable Path file, @Nullable String variable) {
        if (file == null) {
            return variable == null || variable.isBlank() ? null : checked(VARIABLE, variable.strip());
        }
        try {
            return checked(
                    "--token-file " + file,
                    Files.readString(file, StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "--token-file is " + file + ", which cannot be read; write the path of a file with the token in it",
                    e);
        }
    }

    private static String checked(String where, String token) {
        if (!TOKEN.matcher(token).matches()) {
            throw new IllegalArgumentException(
                    where + " does not hold a token; put there what token new printed, and nothing else");
        }
        return token;
    }
}
