package io.ordergateway.ws.guard;

import io.ordergateway.core.guard.GuardReply.Kept;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the guards in a file that is replaced as a whole, so that it is the one before or the one after, whatever happens.
 * A thread of its own writes the newest, with all that waited for it: guards act while a disk is slow.
 */
final class GuardFile implements AutoCloseable {
    /** The wait after a failure. */
    static final Duration AGAIN = Duration.ofSeconds(1);

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(GuardFile.class);

    private final Path path;
    private final Path fresh;
    private final ScheduledThreadPoolExecutor thread;

    private final Object lock = new Object();
    private @Nullable KeptGuards newest;
    private List<Consumer<Kept>> waiting = new ArrayList<>();

    private @Nullable KeptGuards unwritten; // the file's thread's
    private volatile Kept now;

    GuardFile(Path path) {
        this.path = path.toAbsolutePath().normalize();
        this.fresh = this.path.resolveSibling(this.path.getFileName() + ".new");
        this.now = new Kept(true, "kept in " + this.path);
        this.thread = new ScheduledThreadPoolExecutor(1, work -> {
            Thread made = new Thread(work, "guard-file");
            made.setDaemon(true);
            return made;
        });
    }

    /**
     * What an earlier process left; nothing if there is no file.
     *
     * @throws GuardFileException if there is one that cannot be read: what it guarded must not be forgotten in silence
     */
    KeptGuards load() {
        try {
            return GuardJson.read(Files.readAllBytes(path));
        } catch (NoSuchFileException e) {
            return KeptGuards.NONE;
        } catch (IOException e) {
            throw new GuardFileException(path + " cannot be read: " + e + "; let this user read it", e);
        } catch (IllegalArgumentException e) {
            String text = path + " cannot be understood (" + e.getMessage()
                    + "); look at the leases and kill switches in it," + " see to their orders, and move it away";
            throw new GuardFileException(text, e);
        }
    }

    /** Whether what was handed over last is in the file, or will be in a moment. Any thread. */
    Kept now() {
        return now;
    }

    /**
     * Writes them, unless newer ones come before it does.
     *
     * @param done told once, on the file's thread, when these or newer ones are in the file, or could not be written; they
     *     are then tried again
     */
    void save(KeptGuards guards, Consumer<Kept> done) {
        boolean first;
        synchronized (lock) {
            first = newest == null;
            newest = guards;
            waiting.add(done);
        }
        try {
            if (first) {
                thread.execute(this::write);
            }
        } catch (RejectedExecutionException e) {
            done.accept(new Kept(false, "the gateway is closed"));
        }
    }

    private void write() {
        KeptGuards guards;
        List<Consumer<Kept>> told;
        synchronized (lock) {
            guards = newest == null ? unwritten : newest;
            told = waiting;
            newest = null;
            waiting = new ArrayList<>();
        }
        if (guards != null) {
            put(guards);
        }
        Kept kept = now;
        told.forEach(done -> done.accept(kept));
    }

    private void put(KeptGuards guards) {
        try {
            replace(GuardJson.write(guards));
            unwritten = null;
            now = new Kept(true, "kept in " + path);
        } catch (IOException | RuntimeException e) {
            log.error("{} cannot be written; trying again", path, e);
            unwritten = guards;
            now = new Kept(false, path + " cannot be written (" + e + "); that is tried again");
            if (!thread.isShutdown()) {
                thread.schedule(this::write, AGAIN.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    private void replace(byte[] content) throws IOException {
        try (FileChannel out = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                out.write(left);
            }
            out.force(true);
        }
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Path folder = path.getParent();
        if (folder != null && File.separatorChar == '/') { // elsewhere a folder cannot be opened, nor need it be
            try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
                names.force(true);
            }
        }
    }

    /** Writes what waits, and ends. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                log.error("{} could not be written within {}", path, CLOSE_WITHIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
