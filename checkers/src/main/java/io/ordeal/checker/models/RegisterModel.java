package io.ordeal.checker.models;

import io.ordeal.checker.UnjudgeableHistoryException;
import io.ordeal.checker.linearizability.Call;
import io.ordeal.checker.linearizability.Model;
import io.ordeal.history.io.EdnText;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A register that is read and written, and, if it has it, compared and set: {@code cas [old new]}. A cas that failed had
 * no effect; why it failed is not asked.
 */
public final class RegisterModel implements Model<RegisterModel.Content> {
    /** What a register holds. */
    public record Content(@Nullable Object value) {}

    private final Content initial;
    private final boolean withCas;

    /**
     * @param initial the value before the first write
     * @param withCas whether it knows {@code cas}
     */
    public RegisterModel(@Nullable Object initial, boolean withCas) {
        this.initial = new Content(initial);
        this.withCas = withCas;
    }

    @Override
    public Content initial() {
        return initial;
    }

    @Override
    public @Nullable Content step(Content content, Call call) {
        return switch (call.f()) {
            case "read" -> !call.known() || Objects.equals(content.value(), call.output()) ? content : null;
            case "write" -> new Content(call.input());
            case "cas" -> {
                if (!withCas || !(call.input() instanceof List<?> pair) || pair.size() != 2) {
                    throw unknown(call);
                }
                yield Objects.equals(content.value(), pair.get(0)) ? new Content(pair.get(1)) : null;
            }
            default -> throw unknown(call);
        };
    }

    private UnjudgeableHistoryException unknown(Call call) {
        return new UnjudgeableHistoryException(
                withCas
                        ? "a cas-register knows :read, :write and :cas [old new], not :" + call.f() + " "
                                + EdnText.brief(call.input())
                        : "a register knows :read and :write, not :" + call.f() + " " + EdnText.brief(call.input())
                                + (call.f().equals("cas") ? ": --checker cas-register" : ""));
    }

    @Override
    public boolean readsOnly(Call call) {
        return call.f().equals("read")
                || (call.f().equals("cas")
                        && call.input() instanceof List<?> pair
                        && pair.size() == 2
                        && Objects.equals(pair.get(0), pair.get(1)));
    }

    @Override
    public boolean overwrites(Call call) {
        return call.f().equals("write");
    }

    @Override
    public boolean answersNothing(Call call) {
        return !call.f().equals("read");
    }

    @Override
    public String noun() {
        return "register";
    }

    @Override
    public String describe(Content content) {
        return "holds " + EdnText.brief(content.value());
    }

    @Override
    public String describe(Call call) {
        return switch (call.f()) {
            case "read" -> "read " + (call.known() ? EdnText.brief(call.output()) : "something");
            default -> call.f() + " " + EdnText.brief(call.input());
        };
    }
}
