package io.ordeal.kit;

import io.ordeal.kit.client.Mishap;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A rule of which one client's behaviour tells, without a trial. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Test
@Tag("ordeal")
@ExtendWith(ClientExtension.class)
@interface ClientRule {
    /** What befalls the client; none: nothing does. */
    Mishap[] value() default {};

    /** Whether it is asked what clients share beside the backend. */
    boolean apart() default false;
}
