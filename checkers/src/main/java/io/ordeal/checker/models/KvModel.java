package io.ordeal.checker.models;

import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.checker.linearizability.Call;
import io.ordeal.checker.linearizability.Model;
import io.ordeal.history.io.EdnText;
import org.jspecify.annotations.Nullable;

/** One key of a map from keys to strings: {@code put}, {@code append} and {@code get}. What is absent is "". */
public final class KvModel implements Model<String> {
    @Override
    public String initial() {
        return "";
    }

    @Override
    public @Nullable String step(String content, Call call) {
        return switch (call.f()) {
            case "get" -> !call.known() || content.equals(text(call.output())) ? content : null;
            case "put" -> text(call.input());
            case "append" -> content + text(call.input());
            default ->
                throw new UnjudgeableHistoryException(
                        "kv knows :get, :put and :append, not :" + call.f() + " " + EdnText.brief(call.input()));
        };
    }

    private static String text(@Nullable Object value) {
        if (value == null || value instanceof String) {
            return value == null ? "" : (String) value;
        }
        throw new UnjudgeableHistoryException("the values of kv are strings, not " + EdnText.brief(value));
    }

    @Override
    public boolean readsOnly(Call call) {
        return call.f().equals("get");
    }

    @Override
    public boolean overwrites(Call call) {
        return call.f().equals("put");
    }

    @Override
    public boolean answersNothing(Call call) {
        return !readsOnly(call);
    }

    /** What is appended to stays where it is. */
    @Override
    public boolean mayLeadTo(String content, Call goal) {
        return !goal.f().equals("get") || text(goal.output()).startsWith(content);
    }

    @Override
    public String noun() {
        return "key";
    }

    @Override
    public String describe(String content) {
        return "holds " + EdnText.brief(content);
    }
}
