package io.ordeal.targets.textbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir
    Path folder;

    @Test
    void whatWasAddedIsThereAndAHalfLineIsNot() throws Exception {
        Journal journal = new Journal(folder);
        journal.add("one 1");
        journal.add("two 2");
        Files.writeString(folder.resolve("journal"), "three", StandardOpenOption.APPEND);
        Journal again = new Journal(folder);
        assertThat(again.lines()).containsExactly("one 1", "two 2");
        again.add("four");
        assertThat(new Journal(folder).lines()).containsExactly("one 1", "two 2", "four");
    }

    @Test
    void whatIsPutInItsPlaceIsAllThatIsThere() throws Exception {
        Journal journal = new Journal(folder);
        journal.add("one");
        journal.replace(List.of("all", "new"));
        journal.add("next");
        assertThat(new Journal(folder).lines()).containsExactly("all", "new", "next");
    }

    @Test
    void aStoreThatIsOpenedAgainHasTheNewestAndCountsItsStarts() throws Exception {
        VersionedStore store = new VersionedStore(folder);
        assertThat(store.starts()).isEqualTo(1);
        assertThat(store.get("a").isWritten()).isFalse();
        assertThat(store.raise("a", new Versioned(5, "n1", 50))).isTrue();
        assertThat(store.raise("a", new Versioned(4, "n2", 40))).isFalse();
        assertThat(store.raise("a", new Versioned(5, "n1", 51))).isFalse();
        assertThat(store.raise("a", new Versioned(5, "n2", 52))).isTrue();
        VersionedStore again = new VersionedStore(folder);
        assertThat(again.starts()).isEqualTo(2);
        assertThat(again.get("a")).isEqualTo(new Versioned(5, "n2", 52));
        assertThat(again.write("a", "n1", 60)).isEqualTo(new Versioned(6, "n1", 60));
    }
}
