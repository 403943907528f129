package io.ordeal.history.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ordeal.history.MalformedHistoryException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a file is told by line and column. In the texts, | stands for a newline. */
class MalformedHistoryTest {
    private static String error(byte[] bytes) {
        MalformedHistoryException e =
                catchThrowableOfType(MalformedHistoryException.class, () -> Texts.read(bytes, Origin.FOREIGN));
        assertThat(e).as("refused").isNotNull();
        assertThat(e.line()).isPositive();
        return String.valueOf(e.getMessage());
    }

    private static String error(String text) {
        return error(text.replace('|', '\n').getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "`` ~ line 1, column 1, expected a history, an event such as {:type :invoke, …} a line, found no event",
                "`  ; nothing|` ~ line 2, column 1, expected a history, an event such as {:type :invoke, …} a line, found no event",
                "{:f :r}| ~ line 1, column 1, expected an event with a :type (:invoke, :ok, :fail or :info), found one without",
                "{:type :invoke}|{:type :okay}| ~ line 2, column 8, expected :type to be :invoke, :ok, :fail or :info, found :okay",
                "{:type 7}| ~ line 1, column 8, expected :type to be :invoke, :ok, :fail or :info, found 7",
                "{:type :invoke, :process 1.5}| ~ line 1, column 26, expected :process to be an integer from 0 to 2147483646, or :nemesis, found 1.5",
                "{:type :invoke, :process :n1}| ~ line 1, column 26, expected :process to be an integer from 0 to 2147483646, or :nemesis, found :n1",
                "{:type :invoke, :process -1}| ~ line 1, column 26, expected :process to be an integer from 0 to 2147483646, or :nemesis, found -1",
                "{:type :invoke, :process [1]}| ~ line 1, column 26, expected :process to be an integer from 0 to 2147483646, or :nemesis, found a list",
                "{:type :invoke, :f 3}| ~ line 1, column 20, expected :f to be a keyword or a string, found 3",
                "{:type :invoke, :index :a}| ~ line 1, column 24, expected :index to be an integer from 0 to 2147483647, or -1, found :a",
                "{:type :invoke :index 4}|{:type :ok :index 4}| ~ line 2, column 1, expected an :index above 4, found 4",
                "{:type :invoke, :type :ok}| ~ line 1, column 23, expected each key once in an event, found :type again",
                "{:type :invoke, :a 1, :a 2}| ~ line 1, column 26, expected each key once in an event, found :a again",
                "{:process 0 :type :invoke}|{:process 0 :type :invoke}| ~ `line 2, column 1, expected the completion of process 0's :txn (event 0), found that it invokes :txn: a process does one thing at a time`",
                "{:process 0 :type :ok :f :r}| ~ `line 1, column 1, expected an :invoke of process 0 before its :ok of :r, found none open`",
                "{:type :ok :f :r}| ~ `line 1, column 1, expected an :invoke of the process of all events without a :process before its :ok of :r, found none open`",
                "{:type :invoke, :value [1 2)}| ~ line 1, column 28, expected ] to close the [ of line 1, column 24, found )",
                "{:type :invoke, :value [1 2}| ~ line 1, column 28, expected ] to close the [ of line 1, column 24, found }",
                "{:type :invoke|{:type :ok}| ~ line 2, column 1, expected a keyword, or } to close the event's { of line 1, column 1, found {",
                "{:type :invoke|:value [|1| ~ line 4, column 1, expected ] to close the [ of line 2, column 8, found the end of the text",
                "[{:type :invoke}| ~ line 2, column 1, expected ] to close the history's [ of line 1, column 1, found the end of the text",
                "{:type :invoke}]| ~ line 1, column 16, expected an event, {…}, found ]",
                "[{:type :invoke})| ~ line 1, column 17, expected an event, {…}, or ], found )",
                "[{:type :invoke}]|{:type :ok}| ~ line 2, column 1, expected the end of the text after the history's ], found {",
                "{:type :invoke :value}| ~ line 1, column 22, expected the value of :value, found }",
                "{:type :invoke :value {:a}}| ~ line 1, column 26, expected a value for the map's last key, found }",
                "{:type :invoke :value #{1 2 1}}| ~ line 1, column 24, expected each element once in a set, found twice: 1",
                "{:type :invoke :value {:a 1 :a 2}}| ~ line 1, column 23, expected each key once in a map, found twice: :a",
                "{:type :invoke :value 12x}| ~ line 1, column 23, expected a number, found 12x",
                "{:type :invoke :value 007}| ~ line 1, column 23, expected a number, found 007",
                "{:type :invoke :value 1/0}| ~ line 1, column 23, expected a number, found 1/0",
                "{:type :invoke :value ::a}| ~ line 1, column 23, expected a keyword, found ::a",
                "{:type :invoke :value :}| ~ line 1, column 23, expected a keyword, found :",
                "{:type :invoke :value ##Infinity}| ~ line 1, column 23, expected ##Inf, ##-Inf or ##NaN, found ##Infinity",
                "{:type :invoke :value \\abc}| ~ line 1, column 23, expected a character such as \\a, \\newline or \\u0041, found \\abc",
                "{:type :invoke :value @a}| ~ line 1, column 23, expected a value, found @",
                "{:type :invoke :value #<a>}| ~ line 1, column 24, expected a tag, { or _ after #, found <",
                "{:type :invoke :value #:a 3}| ~ line 1, column 27, expected the { of a map after its namespace, found 3",
                "{:type :invoke :value #a}| ~ line 1, column 25, expected a value, found }",
                "{:type :invoke 5 6}| ~ line 1, column 16, expected a keyword, or } to close the event's { of line 1, column 1, found 5",
                "hello| ~ line 1, column 1, expected an event, {…}, found h",
                "{:type :invoke} , world| ~ line 1, column 19, expected an event, {…}, found w",
                "`{:type :invoke :value \"a|b\\q\"}|` ~ `line 1, column 23, expected \\\\, \\\", \\n, \\t, \\r, \\b, \\f or \\uXXXX in this string, found \\q`",
                "`{:type :invoke :value \"\\u00g0\"}|` ~ `line 1, column 23, expected \\\\, \\\", \\n, \\t, \\r, \\b, \\f or \\uXXXX in this string, found \\u`",
            })
    void edn(String text, String message) {
        assertThat(error(text)).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "`{\"f\":\"r\"}|` ~ line 1, column 1, expected an event with a :type (:invoke, :ok, :fail or :info), found one without",
                "`{\"type\":\"invoke\"}|{\"type\":\"okay\"}|` ~ `line 2, column 9, expected :type to be :invoke, :ok, :fail or :info, found \"okay\"`",
                "`{\"type\":\"invoke\",\"process\":[1]}|` ~ line 1, column 28, expected :process to be an integer from 0 to 2147483646, or :nemesis, found a list",
                "`{\"type\":\"ok\",\"type\":\"ok\"}|` ~ line 1, column 21, expected each key once in an event, found :type again",
                "`{\"type\":\"ok\"}|` ~ line 1, column 1, expected an :invoke of the process of all events without a :process before its :ok of :txn, found none open",
                "`{\"type\":\"invoke\",\"value\":{\"a\":1,\"a\":2}}|` ~ `line 1, column 26, expected each key once in a map, found twice: \"a\"`",
                "`[{\"type\":\"invoke\"}]{}` ~ line 1, column 20, expected the end of the text after the history's ], found {",
                "`{\"type\":\"invoke\"}|3|` ~ line 2, column 1, expected an event, {…}, found 3",
                "`[{\"type\":\"invoke\"},[]]` ~ line 1, column 20, expected an event, {…}, found [",
            })
    void json(String text, String message) {
        assertThat(error(text)).isEqualTo(message);
    }

    @Test
    void jsonsOwnErrorsAreToldByPlace() {
        assertThat(error("{\"type\":\"invoke\"}|{\"type\":oops}|"))
                .startsWith("line 2, column 9, expected JSON, found: Unrecognized token 'oops'");
        assertThat(error("{\"type\":\"invoke\"}|{\"type\":\"ok\"|{}|"))
                .startsWith("line 3, column 1, expected JSON, found: ");
        assertThat(error("[{\"type\":\"invoke\"}|"))
                .startsWith("line 2, column 1, expected JSON, found: Unexpected end");
    }

    @Test
    void badBytesAreNotReplaced() {
        byte[] text = "{:type :invoke :value \"ab\"}\n".getBytes(StandardCharsets.UTF_8);
        text[24] = (byte) 0xff;
        assertThat(error(text)).isEqualTo("line 1, column 23, expected UTF-8, found other bytes");
        byte[] control = "{:type :invoke}\n\u0001{:type :ok}\n".getBytes(StandardCharsets.UTF_8);
        assertThat(error(control)).isEqualTo("line 2, column 1, expected an event, {…}, found a byte 0x01");
    }

    @Test
    void placesAreRightBeyondTheFirstBuffer() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 40_000; i++) {
            text.append("{:type :invoke, :process ").append(i).append("}\n");
        }
        assertThat(error(text + "    {:type :no}\n"))
                .isEqualTo("line 40001, column 12, expected :type to be :invoke, :ok, :fail or :info, found :no");
    }

    @Test
    void damagedGzipIsAnError() {
        byte[] zipped = Texts.gzip("{:type :invoke :process 1}\n".getBytes(StandardCharsets.UTF_8));
        zipped[zipped.length - 6] ^= 1;
        assertThat(error(zipped)).startsWith("line 2, expected sound gzip data, found damage after about 27 bytes");
        byte[] noGzip = {0x1f, (byte) 0x8b, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9};
        assertThat(catchThrowableOfType(MalformedHistoryException.class, () -> Texts.read(noGzip, Origin.FOREIGN)))
                .hasMessageContaining("expected sound gzip data");
    }
}
