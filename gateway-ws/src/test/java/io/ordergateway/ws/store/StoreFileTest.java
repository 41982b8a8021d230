package io.ordergateway.ws.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file that cannot be used is refused with its name, what is wrong and what to do; and it is left as it was. */
@Timeout(60)
class StoreFileTest {
    @TempDir
    private Path folder;

    private Path path() {
        return folder.resolve("outcomes.db");
    }

    private void refused(Path path, String... words) {
        assertThatThrownBy(() -> SqliteOutcomeLog.open(StoreSettings.at(path)).close())
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith(path.toString())
                .hasMessageContainingAll(words);
    }

    private void make(int cancels) throws InterruptedException {
        try (SqliteOutcomeLog log = SqliteOutcomeLog.open(StoreSettings.at(path()))) {
            Cancels.whole(log, "c", cancels);
        }
    }

    private void run(Path file, String... commands) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            StoreFile.run(connection, commands);
        }
    }

    @Test
    void aFolderThatIsNotThereIsMade() {
        Path deep = folder.resolve("a/b/outcomes.db");

        SqliteOutcomeLog.open(StoreSettings.at(deep)).close();

        assertThat(deep).isNotEmptyFile();
    }

    @Test
    void aFileInThePlaceOfTheFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("data"), "a file");

        refused(file.resolve("outcomes.db"), "cannot be made", "is no folder; write another path");
        refused(file.resolve("deep/outcomes.db"), "cannot be made", "make its folder, or write another path");
    }

    @Test
    void aFolderInThePlaceOfTheFile() throws IOException {
        Files.createDirectory(path());

        refused(path(), "cannot be opened; write the path of a file that this user may write");
    }

    @Test
    void aFileOfSomethingElse() throws IOException {
        Files.writeString(path(), "accounts:\n".repeat(100));

        refused(path(), "is no SQLite database; write another path, or move the file away");
        assertThat(path()).hasContent("accounts:\n".repeat(100));
    }

    @Test
    void aDatabaseOfSomethingElseIsLeftAsItWas() throws Exception {
        run(path(), "CREATE TABLE orders (id)");
        byte[] before = Files.readAllBytes(path());

        refused(path(), "is a database of something else than an outcome log; write another path");
        assertThat(path()).hasBinaryContent(before);
    }

    @Test
    void aFileOfANewerGateway() throws Exception {
        make(1);
        run(path(), "PRAGMA user_version = 3");

        refused(
                path(),
                "was written by a gateway of another version (schema 3, this one knows 2); use the newer one, or another"
                        + " path");
        assertThatThrownBy(() -> StoredOutcomes.open(path())).hasMessageContaining("use the newer one");
    }

    @Test
    void aFileOfAnOlderGatewayIsLeftToIt() throws Exception {
        make(1);
        run(path(), "PRAGMA user_version = 1");

        refused(path(), "(schema 1, this one knows 2); use the older one, or another path");
        assertThatThrownBy(() -> StoredOutcomes.open(path())).hasMessageContaining("use the older one");
    }

    @Test
    void aFileWithDamageSomewhereInItsMiddle() throws Exception {
        make(300);
        try (RandomAccessFile file = new RandomAccessFile(path().toFile(), "rw")) {
            file.seek(file.length() / 2 / 4096 * 4096);
            file.write("damage".repeat(600).getBytes(StandardCharsets.US_ASCII));
        }

        refused(path(), "is damaged", ".recover");
    }

    @Test
    void aFileWithoutItsEnd() throws Exception {
        make(300);
        try (RandomAccessFile file = new RandomAccessFile(path().toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }

        refused(path(), "is damaged");
    }

    @Test
    void aFileThatAnotherProgramHasLocked() throws Exception {
        make(1);
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + path())) {
            StoreFile.run(other, "PRAGMA locking_mode = EXCLUSIVE", "BEGIN EXCLUSIVE", "DELETE FROM unfinished");

            refused(path(), "is locked by another program; end what it does there");
        }
    }

    @Test
    void aSecondGatewayInTheSameProcess() {
        try (SqliteOutcomeLog first = SqliteOutcomeLog.open(StoreSettings.at(path()))) {
            String refusal = "is used by another gateway; stop that one, or give this one a path of its own";
            refused(path(), refusal);
            refused(path(), refusal);
            assertThat(first.closed()).isNull();
        }

        SqliteOutcomeLog.open(StoreSettings.at(path())).close();
    }

    @Test
    void aGatewayOfAnotherProcessUntilThatIsKilled() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        path().toString())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(other.inputReader().lines().filter("open"::equals).findFirst())
                    .isPresent();
            refused(path(), "is used by another gateway");
        } finally {
            other.destroyForcibly();
        }
        assertThat(other.waitFor(10, TimeUnit.SECONDS)).isTrue();

        SqliteOutcomeLog.open(StoreSettings.at(path())).close();
    }

    /** A gateway's log in a process of its own. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws InterruptedException {
            SqliteOutcomeLog.open(StoreSettings.at(Path.of(args[0])));
            System.out.println("open");
            Thread.currentThread().join();
        }
    }

    @Test
    void whatIsNotThereCannotBeRead() {
        assertThatThrownBy(() -> StoredOutcomes.open(path()))
                .isInstanceOf(StoreException.class)
                .hasMessage("there is no outcome log " + path() + "; write the path of one");
        assertThat(path()).doesNotExist();
    }
}
