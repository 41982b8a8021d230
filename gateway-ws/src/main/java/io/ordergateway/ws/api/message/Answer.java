package io.ordergateway.ws.api.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Something to tell a client. It is written where its bytes are sent, not on the thread that came to know it. */
@FunctionalInterface
public interface Answer {
    // A venue's words may be cut in the middle of a character; escaped, even half a character survives.
    JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    int USUAL_BYTES = 512;

    /**
     * Writes it, as one JSON value.
     *
     * @throws IOException if the generator's own place fails
     */
    void write(JsonGenerator json) throws IOException;

    /** Its bytes, to be released by whoever sends them. */
    default ByteBuf bytes(ByteBufAllocator memory) {
        ByteBuf bytes = memory.buffer(USUAL_BYTES);
        try (JsonGenerator json = JSON.createGenerator((OutputStream) new ByteBufOutputStream(bytes))) {
            write(json);
        } catch (IOException e) {
            bytes.release();
            throw new UncheckedIOException("memory cannot fail to be written", e);
        } catch (RuntimeException | Error e) {
            bytes.release();
            throw e;
        }
        return bytes;
    }
}
