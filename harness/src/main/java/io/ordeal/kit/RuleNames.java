package io.ordeal.kit;

import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.platform.commons.support.AnnotationSupport;

/** Rules are called by their numbers: {@code L03 holds exclude each other while the network is partitioned}. */
final class RuleNames extends DisplayNameGenerator.Standard {
    @Override
    public String generateDisplayNameForMethod(List<Class<?>> enclosing, Class<?> testClass, Method method) {
        return AnnotationSupport.findAnnotation(method, Rule.class)
                .map(rule -> rule.id() + " " + rule.value())
                .orElseGet(() -> super.generateDisplayNameForMethod(enclosing, testClass, method));
    }
}
