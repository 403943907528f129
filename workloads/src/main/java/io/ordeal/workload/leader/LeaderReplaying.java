package io.ordeal.workload.leader;

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

/**
 * Elections held again: who was elected asks and resigns as in the recording, before it campaigns anew; who was not asks
 * nothing, and resigns only where the recording has a resignation by a process that had been refused, too.
 */
final class LeaderReplaying implements Replaying {
    private final MayBeHeld held;

    /** @param held is told of everything */
    LeaderReplaying(MayBeHeld held) {
        this.held = held;
    }

    @Override
    public Generator operations(Generator recorded) {
        return new Noting(recorded, held);
    }

    @Override
    public List<Invocation> instead(Invocation recorded, Optional<Op> then, Optional<Op> now) {
        if (recorded.f().equals(LeaderOperations.CAMPAIGN)) {
            return List.of(recorded);
        }
        boolean leads = now.filter(LeaderReplaying::isClaim).isPresent();
        boolean stray = recorded.f().equals(LeaderOperations.RESIGN) && isRefusal(then) && isRefusal(now);
        return leads || stray ? List.of(recorded) : List.of();
    }

    @Override
    public boolean follows(Invocation recorded) {
        return !recorded.f().equals(LeaderOperations.CAMPAIGN);
    }

    @Override
    public Optional<Invocation> owed(Op answer, Optional<Invocation> next) {
        return isClaim(answer) && next.filter(this::follows).isEmpty()
                ? Optional.of(new Invocation(LeaderOperations.RESIGN, election(answer)))
                : Optional.empty();
    }

    @Override
    public Optional<Rounds> rounds(List<Invocation> recorded) {
        return Optional.of((round, invocation) ->
                round == 0 ? invocation : new Invocation(invocation.f(), invocation.value() + "-" + round));
    }

    private static boolean isClaim(Op answer) {
        return Belief.isClaim(answer.f(), answer.type(), answer.value());
    }

    private static boolean isRefusal(Optional<Op> answer) {
        return answer.filter(op -> op.f().equals(LeaderOperations.CAMPAIGN) && op.type() == OpType.FAIL)
                .isPresent();
    }

    private static String election(Op claim) {
        return String.valueOf(claim.value() instanceof List<?> pair ? pair.get(0) : claim.value());
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
