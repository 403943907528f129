package io.ordeal.workload.lock;

import io.ordeal.client.Invocation;
import io.ordeal.generator.Generator;
import io.ordeal.generator.GeneratorContext;
import io.ordeal.generator.Step;
import io.ordeal.history.Op;
import io.ordeal.history.OpType;
import io.ordeal.workload.Replaying;
import io.ordeal.workload.parts.MayBeHeld;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Acquires and releases made again: who was granted a lock gives it back before asking for another, and who was not, releases
 * none, but where the recording has a release by a process that had been refused, too.
 */
final class LockReplaying implements Replaying {
    private static final String RELEASE = "release";

    private final MayBeHeld held;

    /** @param held is told of everything */
    LockReplaying(MayBeHeld held) {
        this.held = held;
    }

    @Override
    public Generator operations(Generator recorded) {
        return new Noting(recorded, held);
    }

    @Override
    public List<Invocation> instead(Invocation recorded, Optional<Op> then, Optional<Op> now) {
        if (recorded.f().equals(RELEASE)) {
            boolean granted = now.filter(LockReplaying::isGrant).isPresent();
            boolean stray = isRefusal(then) && isRefusal(now);
            return granted || stray ? List.of(recorded) : List.of();
        }
        return List.of(recorded);
    }

    /** Nobody holds a lock for longer than in the recording: leases run out. */
    @Override
    public boolean follows(Invocation recorded) {
        return recorded.f().equals(RELEASE);
    }

    @Override
    public Optional<Invocation> owed(Op answer, Optional<Invocation> next) {
        return isGrant(answer) && next.filter(this::follows).isEmpty()
                ? Optional.of(new Invocation(RELEASE, lock(answer.value())))
                : Optional.empty();
    }

    @Override
    public boolean mayBeRepeated(Invocation recorded) {
        return LockUse.ACQUIRES.contains(recorded.f());
    }

    @Override
    public Optional<Rounds> rounds(List<Invocation> recorded) {
        return Optional.of((round, invocation) ->
                round == 0 ? invocation : new Invocation(invocation.f(), invocation.value() + "-" + round));
    }

    private static boolean isGrant(Op answer) {
        return LockUse.ACQUIRES.contains(answer.f()) && answer.type() == OpType.OK;
    }

    private static boolean isRefusal(Optional<Op> answer) {
        return answer.filter(op -> LockUse.ACQUIRES.contains(op.f()) && op.type() == OpType.FAIL)
                .isPresent();
    }

    /** A grant tells the lock, or {@code [lock token]}. */
    private static Object lock(@Nullable Object granted) {
        return granted instanceof List<?> pair ? String.valueOf(pair.get(0)) : String.valueOf(granted);
    }

    private record Noting(Generator recorded, MayBeHeld held) implements Generator {
        @Override
        public Step next(GeneratorContext context) {
            return recorded.next(context).wrap(this::with);
        }

        @Override
        public Generator update(GeneratorContext context, Op event) {
            held.note(context, event);
            return with(recorded.update(context, event));
        }

        private Noting with(Generator other) {
            return new Noting(other, held);
        }
    }
}
