package io.ordeal.workload.parts;

import io.ordeal.client.Client;
import io.ordeal.client.Completion;
import io.ordeal.client.Invocation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A client whose keys have other names in the system than in the history, so that they are none that an earlier run has
 * used. What is recorded is as without it.
 *
 * @param client does the operations, under the names in the system
 * @param there from a value of the history to one of the system
 * @param back the other way
 */
public record KeysApart(Client client, UnaryOperator<@Nullable Object> there, UnaryOperator<@Nullable Object> back)
        implements Client {
    /** Of values in which every text is a key's name. */
    public static Client texts(Client client, long run) {
        String mark = "_" + run;
        return new KeysApart(
                client,
                value -> inTexts(value, text -> text + mark),
                value -> inTexts(
                        value, text -> text.endsWith(mark) ? text.substring(0, text.length() - mark.length()) : text));
    }

    private static @Nullable Object inTexts(@Nullable Object value, UnaryOperator<String> each) {
        if (value instanceof String text) {
            return each.apply(text);
        }
        if (value instanceof List<?> list) {
            return Collections.unmodifiableList(
                    list.stream().map(one -> inTexts(one, each)).collect(Collectors.toList()));
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> all = new LinkedHashMap<>();
            map.forEach((name, one) -> all.put(name, inTexts(one, each)));
            return Collections.unmodifiableMap(all);
        }
        return value;
    }

    @Override
    public Completion invoke(Invocation invocation) throws Exception {
        Completion completion = client.invoke(new Invocation(invocation.f(), there.apply(invocation.value())));
        return new Completion(completion.type(), back.apply(completion.value()), completion.error());
    }

    @Override
    public void close() throws Exception {
        client.close();
    }
}
