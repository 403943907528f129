package io.ordeal.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** This machine's own vDSO, whole and spoilt. */
class VdsoImageTest {
    private static byte[] own() throws IOException {
        long pid = ProcessHandle.current().pid();
        try (ProcessMemory memory = ProcessMemory.open(pid)) {
            ProcessMemory.Range range = memory.mapping("[vdso]").orElseThrow();
            return memory.read(range.from(), Math.toIntExact(range.to() - range.from()));
        }
    }

    @Test
    void functionsAreFoundAndTheirTablesEndBeforeTheImageDoes() throws IOException {
        byte[] image = own();
        VdsoImage vdso = VdsoImage.parse(image);
        for (String name : ClockCode.create().entries().keySet()) {
            assertThat(vdso.function(name).orElseThrow()).as(name).isBetween(0x100, vdso.end() - 1);
        }
        assertThat(vdso.function("__vdso_nothing")).isEmpty();
        assertThat(vdso.end() % 16).isZero();
        // nothing but zeros is beyond, or it would be overwritten
        assertThat(Arrays.copyOfRange(image, vdso.end(), image.length)).containsOnly(0);
    }

    @Test
    void otherMachinesAndWordSizesAreRefused() throws IOException {
        byte[] arm = own();
        arm[18] = (byte) 183;
        assertThatThrownBy(() -> VdsoImage.parse(arm))
                .isInstanceOf(ClockException.class)
                .hasMessageContaining("not one of x86-64 with 64 bits");
        byte[] narrow = own();
        narrow[4] = 1;
        assertThatThrownBy(() -> VdsoImage.parse(narrow)).isInstanceOf(ClockException.class);
    }

    /** Whatever stands in the tables: it is understood, or refused, and nothing else. */
    @Test
    void spoiltTablesAreRefusedAtMost() throws IOException {
        SplittableRandom random = new SplittableRandom(8);
        byte[] image = own();
        for (int i = 0; i < 20_000; i++) {
            byte[] spoilt =
                    Arrays.copyOf(image, random.nextInt(4) == 0 ? random.nextInt(64, image.length) : image.length);
            for (int j = random.nextInt(4); j >= 0; j--) {
                spoilt[random.nextInt(Math.min(spoilt.length, 0x600))] = (byte) random.nextInt();
            }
            try {
                assertThat(VdsoImage.parse(spoilt).end()).isNotNegative();
            } catch (ClockException refused) {
                assertThat(refused).hasMessageContaining("its vDSO is");
            }
        }
    }
}
