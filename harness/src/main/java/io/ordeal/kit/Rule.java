package io.ordeal.kit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A rule of a {@link BackendSuite}: what is asked of the backend, and what to do if it does not keep it. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Rule {
    /** As what a rule {@link #takes}. */
    String NOTHING = "nothing";

    /** A letter for the suite and a number, such as {@code L03}; it stays. */
    String id();

    /** The rule, in a sentence without its full stop. */
    String value();

    RuleKind kind() default RuleKind.REQUIRED;

    /**
     * Whether a backend that breaks it may pass by luck: each pass tells what it is worth, such as {@code 0 violations in
     * 1,204 holds, 12 of them contended}.
     */
    boolean stochastic() default false;

    /**
     * What it takes from the backend beside the clients that the suite is about; where that is not to be had the rule is
     * aborted. A rule that takes {@link #NOTHING} and can't be tried fails: nothing is known of the backend then.
     */
    String takes();

    /** Where to look first if it fails. */
    String lookFirst();
}
