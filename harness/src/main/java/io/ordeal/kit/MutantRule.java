package io.ordeal.kit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/** A rule that the suite itself must keep: it notices a client that has a flaw; one invocation a flaw. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@Tag("ordeal")
@ExtendWith(MutantExtension.class)
@interface MutantRule {
    /** The workload that the flawed clients are tried with. */
    String value();
}
