package {{package}};

import io.ordeal.kit.{{suite}};
import io.ordeal.store.RunOptions;
import io.ordeal.targets.Target;
import java.time.Duration;

/** Every rule of {{thing}}; those about the client itself come first. */
class BackendTest implements {{suite}} {
    @Override
    public Target target() {
        return new Backend();
    }

    /** How each trial is done: the longer it takes, the more it is worth. */
    @Override
    public RunOptions options() {
        return {{suite}}.super.options().withTime(Duration.ofSeconds(8));
    }
}
