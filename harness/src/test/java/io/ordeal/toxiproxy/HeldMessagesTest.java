package io.ordeal.toxiproxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordeal.toxiproxy.MessageRule.Act;
import io.ordeal.toxiproxy.framing.Framing;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Faults of whole messages, which are here a byte of length and so many letters. */
class HeldMessagesTest extends OneProxy {
    @SuppressWarnings("NullAway.Init") // by connect, which most tests begin with
    private Socket client;

    @SuppressWarnings("NullAway.Init")
    private Socket behind;

    private void connect() throws IOException {
        server.frame("p", Framing.named("length:1"));
        client = upstream.connect(api, "p");
        behind = upstream.accept();
    }

    private MessageFault put(MessageRule rule) {
        MessageFault fault = new MessageFault(rule);
        server.put("p", "f", Direction.UPSTREAM, fault);
        return fault;
    }

    private static MessageRule rule(Act act, long from, int count) {
        return new MessageRule(act, from, Optional.empty(), false, count);
    }

    private static String message(String text) {
        return (char) text.length() + text;
    }

    private static String messages(String... texts) {
        StringBuilder all = new StringBuilder();
        for (String text : texts) {
            all.append(message(text));
        }
        return all.toString();
    }

    private void assertArrives(String... texts) throws IOException {
        String expected = messages(texts);
        assertThat(read(behind, expected.length())).isEqualTo(expected);
    }

    @Test
    void allIsHeldFromTheNthMessageOnAndGoesOnInOrder() throws Exception {
        connect();
        MessageFault fault = put(rule(Act.HOLD, 3, 1));
        write(client, messages("one", "two", "three", "four") + (char) 9 + "half");
        client.shutdownOutput();
        assertArrives("one", "two");
        awaitHeld(Direction.UPSTREAM, 6 + 5 + 5);
        assertSilent(behind);
        assertThat(fault.work().heldMessages()).isEqualTo(2);
        assertThat(fault.work().which()).containsExactly("3: .three", "4: .four");
        server.take("p", "f");
        assertThat(readAll(behind)).isEqualTo(messages("three", "four") + (char) 9 + "half");
    }

    @Test
    void whatHoldsThePatternBeginsItOnEveryConnection() throws Exception {
        connect();
        Socket other = upstream.connect(api, "p");
        Socket otherBehind = upstream.accept();
        MessageFault fault = put(new MessageRule(Act.HOLD, 1, Optional.of("aab"), false, 1));
        write(client, messages("aaXb", "a"));
        assertArrives("aaXb", "a");
        // in two reads, and with a false start
        write(client, (char) 5 + "xaa");
        write(client, "ab");
        awaitHeld(Direction.UPSTREAM, 6);
        write(other, message("later"));
        awaitHeld(Direction.UPSTREAM, 12);
        assertSilent(behind);
        assertSilent(otherBehind);
        assertThat(fault.work().which()).containsExactly("1: .xaaab");
        assertThat(fault.work().heldMessages()).isEqualTo(2);
        server.take("p", "f");
        assertArrives("xaaab");
        assertThat(read(otherBehind, 6)).isEqualTo(message("later"));
    }

    @Test
    void endsOfConnectionsAreHeldToo() throws Exception {
        connect();
        MessageFault fault = put(MessageRule.HOLD_ALL);
        write(client, message("last"));
        client.close();
        awaitHeld(Direction.UPSTREAM, 5);
        assertSilent(behind);
        while (fault.work().heldEnds() == 0) {
            Thread.sleep(1);
        }
        server.take("p", "f");
        assertThat(readAll(behind)).isEqualTo(message("last"));
    }

    @Test
    void aMessageIsRepeatedWholeAndRightBehindItself() throws Exception {
        connect();
        write(client, message("before"));
        assertArrives("before");
        MessageFault fault = put(rule(Act.REPEAT, 2, 2));
        write(client, messages("one", "two", "three"));
        client.shutdownOutput();
        assertThat(readAll(behind)).isEqualTo(messages("one", "two", "two", "two", "three"));
        assertThat(fault.work().repeated()).isEqualTo(2);
        assertThat(fault.work().which()).containsExactly("2: .two");
        assertThat(traffic().upstream().messages()).isEqualTo(6);
    }

    @Test
    void aMessageWaitsUntilOthersHaveOvertakenIt() throws Exception {
        connect();
        MessageFault fault = put(rule(Act.REORDER, 2, 2));
        write(client, messages("one", "two", "three"));
        assertArrives("one", "three");
        assertSilent(behind);
        assertThat(traffic().upstream().heldBytes()).isEqualTo(4);
        write(client, messages("four", "five"));
        assertArrives("four", "two", "five");
        assertThat(fault.work().reordered()).isEqualTo(1);
    }

    @Test
    void whatNothingOvertakesGoesBeforeTheEndAndAtTheEndOfTheFault() throws Exception {
        connect();
        MessageFault fault = put(rule(Act.REORDER, 1, 9));
        write(client, messages("one", "two"));
        assertArrives("two");
        client.shutdownOutput();
        assertThat(readAll(behind)).isEqualTo(message("one"));
        server.take("p", "f");
        assertThat(fault.work().reordered()).isEqualTo(1);

        connect();
        fault = put(rule(Act.REORDER, 1, 9));
        write(client, message("alone"));
        awaitHeld(Direction.UPSTREAM, 6);
        server.take("p", "f");
        write(client, message("next"));
        assertArrives("alone", "next");
        assertThat(fault.work().reordered()).as("nothing overtook it").isEqualTo(0);
    }

    @Test
    void aFaultThatComesInTheMidstOfAMessageBeginsWithTheNext() throws Exception {
        connect();
        write(client, (char) 6 + "ab");
        assertThat(read(behind, 3)).isEqualTo((char) 6 + "ab");
        put(rule(Act.REPEAT, 1, 1));
        write(client, "cdef" + messages("x", "y"));
        assertThat(read(behind, 4)).isEqualTo("cdef");
        assertArrives("x", "x", "y");
    }

    @Test
    void whereNobodyKnowsWhereMessagesEndNothingIsDoneToThemButAHoldHoldsAll() throws Exception {
        client = upstream.connect(api, "p");
        behind = upstream.accept();
        MessageFault repeat = put(rule(Act.REPEAT, 1, 1));
        write(client, message("one"));
        assertArrives("one");
        assertThat(repeat.work().lost()).isEqualTo(1);
        assertThat(repeat.work().repeated()).isZero();
        server.take("p", "f");
        MessageFault hold = put(MessageRule.HOLD_ALL);
        write(client, "bytes");
        awaitHeld(Direction.UPSTREAM, 5);
        assertThat(hold.work().heldBytes()).isEqualTo(5);
        server.take("p", "f");
        assertThat(read(behind, 5)).isEqualTo("bytes");
    }

    @Test
    void whatIsTooLongToBeKeptGoesOnAndIsTold() throws Exception {
        server.frame("p", Framing.named("length:4"));
        client = upstream.connect(api, "p");
        behind = upstream.accept();
        MessageFault fault = put(rule(Act.REPEAT, 1, 1));
        byte[] bytes = new byte[1_000_004];
        bytes[1] = 0x0f;
        bytes[2] = 0x42;
        bytes[3] = 0x40;
        Thread writer = writeAside(client, bytes);
        assertThat(behind.getInputStream().readAllBytes()).isEqualTo(bytes);
        writer.join();
        assertThat(fault.work().undecided()).isEqualTo(1);
        assertThat(fault.work().repeated()).isZero();
    }

    @Test
    void whatCantBeHeldWaitsAtItsSenderAndThatIsTold() throws Exception {
        connect();
        MessageFault fault = put(MessageRule.HOLD_ALL);
        byte[] bytes = new byte[8_000_000];
        Thread writer = writeAside(client, bytes);
        while (fault.work().full() == 0) {
            Thread.sleep(1);
        }
        assertThat(traffic().upstream().heldBytes()).isLessThan(1_000_000);
        server.take("p", "f");
        assertThat(behind.getInputStream().readAllBytes()).isEqualTo(bytes);
        writer.join();
    }

    @Test
    void clientsOfTheApiSeeNothingOfIt() throws Exception {
        connect();
        String before = api.get("/proxies/p").body();
        put(MessageRule.HOLD_ALL);
        assertThat(api.get("/proxies/p").body()).isEqualTo(before);
        assertThat(api.get("/proxies/p/toxics").body()).isEqualTo("[]");
        assertThat(api.post("/proxies/p/toxics", "{\"type\":\"messages\"}").status())
                .isEqualTo(400);
        write(client, message("held"));
        awaitHeld(Direction.UPSTREAM, 5);
        assertThat(api.post("/reset", "").status()).isEqualTo(204);
        assertArrives("held");
    }

    /** However a stream is cut, and whatever else delays it, what is done is done to the same messages. */
    @Test
    void howAStreamIsCutMakesNoDifference() throws Exception {
        for (int seed = 0; seed < 40; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            connect();
            List<String> sent = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                sent.add("m" + i + "x".repeat(random.nextInt(90)));
            }
            int from = random.nextInt(20);
            boolean repeat = random.nextBoolean();
            int count = 1 + random.nextInt(4);
            List<String> expected = new ArrayList<>(sent);
            if (repeat) {
                for (int i = 0; i < count; i++) {
                    expected.add(from, sent.get(from));
                }
            } else {
                expected.add(from + count, expected.remove(from));
            }
            if (random.nextBoolean()) {
                api.post(
                        "/proxies/p/toxics",
                        "{\"name\":\"s\",\"type\":\"slicer\",\"attributes\":{\"average_size\":7,\"size_variation\":5}}");
            }
            put(rule(repeat ? Act.REPEAT : Act.REORDER, from + 1L, count));
            byte[] stream = messages(sent.toArray(String[]::new)).getBytes(UTF_8);
            for (int at = 0; at < stream.length; ) {
                int length = Math.min(stream.length - at, 1 + random.nextInt(200));
                client.getOutputStream().write(stream, at, length);
                at += length;
            }
            client.shutdownOutput();
            assertThat(readAll(behind)).as("seed %d", seed).isEqualTo(messages(expected.toArray(String[]::new)));
            api.post("/reset", "");
        }
    }
}
