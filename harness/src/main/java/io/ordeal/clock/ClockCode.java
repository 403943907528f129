package io.ordeal.clock;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is written behind a vDSO: data, and the functions that take the places of its own. Position independent, the same
 * for every process.
 *
 * <pre>
 *    0  magic
 *    8  selector: 0 or 24, which of the blocks is in use
 *   16  block 0: anchor, offset, rate, eight bytes each
 *   40  block 1
 *   64  the heads of the functions as they were, eight bytes for each, in this class' order; 0 = it has none
 *   96  code
 * </pre>
 *
 * <p>The functions keep to the C calling convention: they use rax, rcx, rdx, r8 to r11 and what they are given; a system
 * call itself spoils rcx and r11. All sums are of nanoseconds since 1970, which fit into 63 bits until 2262.
 */
final class ClockCode {
    /** Tells that the code is there and the heads lead to it; its last character is the layout's version. */
    static final long MAGIC = magic("ORDEALC1");

    /** Tells that the code is there still, for threads that are in it, but no head leads to it any more. */
    static final long LEFT = magic("ORDEALL1");

    static final int SELECTOR = 8;
    static final int BLOCKS = 16;
    static final int BLOCK_SIZE = 24;
    static final int HEADS = 64;
    static final int HEAD_SIZE = 8;
    /** {@code jmp} and the distance. */
    static final int JUMP_SIZE = 5;

    private static final int CODE = 96;
    private static final int SECOND = 1_000_000_000;

    private final MachineCode code = new MachineCode();
    private final Map<String, Integer> entries = new LinkedHashMap<>();

    private ClockCode() {
        code.skip(CODE);
        clockGettime();
        gettimeofday();
        time();
    }

    private static long magic(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
    }

    static ClockCode create() {
        return new ClockCode();
    }

    /** The functions of the vDSO that it takes the places of, each with where its own begins. */
    Map<String, Integer> entries() {
        return Collections.unmodifiableMap(entries);
    }

    /** Data and code; without the magic, which is written last. */
    byte[] bytes() {
        return code.bytes();
    }

    /** A jump from one offset to another, as many bytes as it has, in the low bytes. */
    static long jump(int from, int to) {
        return 0xe9L | (((to - (from + JUMP_SIZE)) & 0xffff_ffffL) << 8);
    }

    /**
     * {@code rax} = the wrong time for the right one in {@code rax}. Spoils rcx, rdx and r8. It stands in each function and
     * is not called: an address in this code would be left on the stack, and look as if someone was to return to it.
     */
    private void adjust() {
        code.put("4c 8d 05").putDistanceTo(BLOCKS); //   lea  r8, [block 0]
        code.put("4c 03 05").putDistanceTo(SELECTOR); // add  r8, [selector]
        code.put("48 89 c1"); //                         mov  rcx, rax
        code.put("49 2b 00"); //                         sub  rax, [r8]         anchor
        code.put("49 f7 68 10"); //                      imul qword [r8+16]     rate: rdx:rax
        code.put("48 0f ac d0 20"); //                   shrd rax, rdx, 32
        code.put("48 01 c8"); //                         add  rax, rcx
        code.put("49 03 40 08"); //                      add  rax, [r8+8]       offset
    }

    /** {@code int clock_gettime(clockid_t edi, struct timespec *rsi)}. */
    private void clockGettime() {
        entries.put("__vdso_clock_gettime", begin());
        systemCall(228);
        code.put("85 c0"); //                                          test eax, eax
        MachineCode.Jump failed = code.jump("75"); //                  jnz  failed
        code.put("83 ff 0b"); //                                       cmp  edi, 11
        MachineCode.Jump other = code.jump("77"); //                   ja   other
        // CLOCK_REALTIME 0, _REALTIME_COARSE 5, _REALTIME_ALARM 8, _TAI 11
        code.put("b9").putInt(1 | (1 << 5) | (1 << 8) | (1 << 11)); //       mov  ecx, …
        code.put("0f a3 f9"); //                                       bt   ecx, edi
        MachineCode.Jump monotonic = code.jump("73"); //               jnc  monotonic
        code.put("48 69 06").putInt(SECOND); //                        imul rax, [rsi], 10⁹
        code.put("48 03 46 08"); //                                    add  rax, [rsi+8]
        adjust();
        divide(SECOND);
        code.put("48 89 06"); //                                       mov  [rsi], rax
        code.put("48 89 56 08"); //                                    mov  [rsi+8], rdx
        code.land(other, monotonic);
        code.put("31 c0"); //                                          xor  eax, eax
        code.land(failed);
        code.put("c3"); //                                             ret
    }

    /** {@code int gettimeofday(struct timeval *rdi, struct timezone *rsi)}. */
    private void gettimeofday() {
        entries.put("__vdso_gettimeofday", begin());
        systemCall(96);
        code.put("85 c0"); //                                          test eax, eax
        MachineCode.Jump failed = code.jump("75"); //                  jnz  failed
        code.put("48 85 ff"); //                                       test rdi, rdi
        MachineCode.Jump zoneOnly = code.jump("74"); //                jz   zoneOnly
        code.put("48 69 47 08").putInt(1_000); //                      imul rax, [rdi+8], 1000
        code.put("48 69 0f").putInt(SECOND); //                        imul rcx, [rdi], 10⁹
        code.put("48 01 c8"); //                                       add  rax, rcx
        adjust();
        divide(SECOND);
        code.put("48 89 07"); //                                       mov  [rdi], rax
        code.put("48 89 d0"); //                                       mov  rax, rdx
        divide(1_000);
        code.put("48 89 47 08"); //                                    mov  [rdi+8], rax
        code.put("31 c0"); //                                          xor  eax, eax
        code.land(failed, zoneOnly);
        code.put("c3"); //                                             ret
    }

    /** {@code time_t time(time_t *rdi)}: the seconds of what clock_gettime tells. */
    private void time() {
        entries.put("__vdso_time", begin());
        code.put("57"); //                                             push rdi
        code.put("48 83 ec 10"); //                                    sub  rsp, 16
        code.put("31 ff"); //                                          xor  edi, edi
        code.put("48 89 e6"); //                                       mov  rsi, rsp
        systemCall(228);
        code.put("48 69 06").putInt(SECOND); //                        imul rax, [rsi], 10⁹
        code.put("48 03 46 08"); //                                    add  rax, [rsi+8]
        adjust();
        divide(SECOND);
        code.put("48 83 c4 10"); //                                    add  rsp, 16
        code.put("5f"); //                                             pop  rdi
        code.put("48 85 ff"); //                                       test rdi, rdi
        MachineCode.Jump unwanted = code.jump("74"); //                jz   unwanted
        code.put("48 89 07"); //                                       mov  [rdi], rax
        code.land(unwanted);
        code.put("c3"); //                                             ret
    }

    private int begin() {
        code.align();
        return code.position();
    }

    private void systemCall(int number) {
        code.put("b8").putInt(number); // mov eax, number
        code.put("0f 05"); //             syscall
    }

    /** {@code rax}, {@code rdx} = quotient and remainder of {@code rax}. */
    private void divide(int by) {
        code.put("b9").putInt(by); // mov ecx, by
        code.put("31 d2"); //         xor edx, edx
        code.put("48 f7 f1"); //      div rcx
    }
}
